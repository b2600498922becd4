"""What these pages are about, or 404: a cohort that one facilitates, and an element."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from frameworks.models import Element
from frameworks.wordings import newest_wording
from journal.models import Cohort, SharedCopy
from partnership.http import PersonRequest


def facilitated_cohort(request: PersonRequest, cohort_id: UUID) -> Cohort:
    return get_object_or_404(Cohort.objects.facilitated_by(request.user), pk=cohort_id)


def known_element(framework_key: str, element_key: str) -> Element:
    element = newest_wording(framework_key, element_key)
    if element is None:
        raise Http404
    return element


def copy_on_the_desk(request: PersonRequest, copy_id: UUID) -> SharedCopy:
    """A copy of a cohort that one facilitates, with what its pages print."""
    copies = SharedCopy.objects.for_facilitator(request.user).for_list()
    return get_object_or_404(copies.select_related("cohort__module"), pk=copy_id)
