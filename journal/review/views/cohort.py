"""The cohort's page: what to do before the next session, in three sentences and a list."""

from __future__ import annotations

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from journal.comparing.blind import left_out_of
from journal.context import desks_of
from journal.review.cohort import overview
from partnership.http import PersonRequest


@require_safe
def cohort(request: PersonRequest, cohort_id: str) -> HttpResponse:
    """Who has shared, what is touched and what moved; for its facilitators."""
    cohort = desks_of(request).facilitated_or_404(cohort_id)
    context = {
        "cohort": cohort,
        "overview": overview(cohort, request.user, today=timezone.localdate()),
        "left_out": left_out_of(cohort, request.user),
    }
    return TemplateResponse(request, "journal/review/cohort.html", context)
