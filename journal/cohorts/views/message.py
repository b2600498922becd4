"""Writing to a cohort, for its facilitators."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from journal.cohorts.message import message_to
from journal.context import desks_of
from partnership.http import PersonRequest


@require_safe
def message(request: PersonRequest, cohort_id: UUID) -> HttpResponse:
    """An admin who does not facilitate it has nobody to write to."""
    cohort = desks_of(request).facilitated_or_404(cohort_id)
    context = {"cohort": cohort, "message": message_to(cohort, by=request.user)}
    return TemplateResponse(request, "journal/cohorts/message.html", context)
