"""The facilitator's desk: reading what a cohort shared. Never touches a private model."""
