"""The journal: all one's entries, to find one again."""

from __future__ import annotations

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from journal.writing.filters import Choices, Filters, wants_choices
from journal.writing.listing import months_of, page_of
from partnership.http import PersonRequest


@require_safe
def journal(request: PersonRequest) -> HttpResponse:
    """One page of it by month, newest first; searched and filtered by a plain form."""
    choices = Choices.of(request.user) if wants_choices(request.GET) else None
    filters = Filters.asked(request.GET, choices)
    page = page_of(request.user, filters, request.GET.get("page"))
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    context = {
        "choices": choices,
        "filters": filters,
        "page": page,
        "numbers": [str(n) for n in numbers],
        "here": str(page.number),
        "months": months_of(request.user, page.object_list, filters.query),
    }
    return TemplateResponse(request, "journal/writing/journal.html", context)
