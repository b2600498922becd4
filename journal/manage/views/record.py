"""The record of changes, with its filters."""

from __future__ import annotations

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from journal.manage.record import Filters, page_of
from partnership.admins import for_admins
from partnership.http import PersonRequest
from partnership.record.models import Change


@for_admins
@require_safe
def record(request: PersonRequest) -> HttpResponse:
    filters = Filters.asked(request.GET)
    page, days = page_of(filters, request.GET.get("page"))
    context = {
        "filters": filters,
        "abouts": Change.About.choices,
        "names": Change.objects.names(),
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "days": days,
    }
    return TemplateResponse(request, "manage/record.html", context)
