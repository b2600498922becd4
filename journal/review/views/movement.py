"""Movement: how the cohort's partnerships moved, and how many people judged each strand."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from journal.comparing.blind import left_out_of
from journal.context import desks_of
from journal.review.movement import movement_of
from partnership.http import PersonRequest


@require_safe
def movement(request: PersonRequest, cohort_id: UUID) -> HttpResponse:
    """From where to where, never how far: nothing here is averaged."""
    cohort = desks_of(request).facilitated_or_404(cohort_id)
    context = {
        "cohort": cohort,
        "movement": movement_of(cohort, request.user),
        "left_out": left_out_of(cohort, request.user),
    }
    return TemplateResponse(request, "journal/review/movement.html", context)
