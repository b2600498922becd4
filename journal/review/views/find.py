"""Finding among all that one's cohorts shared."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from journal.context import desks_of
from journal.review.find import Choices, Filters
from journal.review.find_rows import page_of
from partnership.http import PersonRequest


@require_safe
def find(request: PersonRequest) -> HttpResponse:
    """By words, person, cohort, question, element and days; the newest first. A plain form."""
    cohorts = desks_of(request).facilitated
    if not cohorts:
        raise Http404
    choices = Choices.of(request.user, cohorts)
    filters = Filters.asked(request.GET, choices)
    page = page_of(filters, request.user, request.GET.get("page"), says_cohort=len(cohorts) > 1)
    context = {
        "choices": choices,
        "filters": filters,
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
    }
    return TemplateResponse(request, "journal/review/find.html", context)
