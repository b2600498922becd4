"""One leader of a cohort: everything they shared with it, and what one wrote back."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from journal.context import desks_of
from journal.review.copies import copies_in
from journal.review.leader import page_of, rows_of
from partnership.http import PersonRequest


@require_safe
def leader(request: PersonRequest, cohort_id: str, person_id: str) -> HttpResponse:
    """In the order of writing. Someone who is no leader of the cohort now is a missing page."""
    cohort = desks_of(request).facilitated_or_404(cohort_id)
    leader = get_object_or_404(cohort.current_leaders(), pk=person_id)
    page = page_of(copies_in(cohort, request.user).filter(author=leader), request.GET.get("page"))
    context = {
        "cohort": cohort,
        "leader": leader,
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number),
        "rows": rows_of(page, request.user, today=timezone.localdate()),
    }
    return TemplateResponse(request, "journal/review/leader.html", context)
