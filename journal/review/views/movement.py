"""Movement: how the cohort's partnerships moved, and how many people judged each strand."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from journal.models import Cohort
from journal.review.cohort import tagged_in
from journal.review.movement import movement_of
from partnership.http import PersonRequest


@require_safe
def movement(request: PersonRequest, cohort_id: UUID) -> HttpResponse:
    """From where to where, never how far: nothing here is averaged."""
    cohort = get_object_or_404(Cohort.objects.facilitated_by(request.user), pk=cohort_id)
    context = {"cohort": cohort, "movement": movement_of(tagged_in(cohort, request.user))}
    return TemplateResponse(request, "journal/review/movement.html", context)
