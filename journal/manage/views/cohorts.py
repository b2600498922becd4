"""Every cohort, with a search."""

from __future__ import annotations

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from journal.manage.cohorts import WHICH, page_of
from journal.manage.people import MOST_QUERY_CHARACTERS
from partnership.admins import for_admins
from partnership.http import PersonRequest


@for_admins
@require_safe
def cohorts(request: PersonRequest) -> HttpResponse:
    query = " ".join(request.GET.get("q", "")[:MOST_QUERY_CHARACTERS].split())
    which = request.GET.get("which", "")
    which = which if which in WHICH else ""
    page = page_of(query, which, request.GET.get("page"))
    asked = urlencode({name: value for name, value in (("q", query), ("which", which)) if value})
    context = {
        "query": query,
        "which": which,
        "kinds": WHICH.items(),
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "as_query": f"{asked}&" if asked else "",
    }
    return TemplateResponse(request, "manage/cohorts.html", context)
