"""The facilitator's desk, one module a page.

Every query begins with what this person may read (`SharedCopy.objects.readable_by`, or
`for_facilitator` for a desk), so an outsider gets the same answer as for a page that does not
exist. Nothing here knows of entries.
"""
