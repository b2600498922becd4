"""One's own tags over time: how often each element, by term, and everything under one of them."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from frameworks.wordings import newest_wording
from journal.tagging.families import family_of
from journal.uses import frameworks_in_front
from partnership.http import PersonRequest

from ..one_element import by_term, found_under, sentence
from ..over_time import over_time, term_of

ROWS_A_PAGE = 20


@require_safe
def tags(request: PersonRequest) -> HttpResponse:
    """One framework's elements by term, of those that this person has used."""
    asked = request.GET.get("framework", "")
    context = {"seen": over_time(request.user, frameworks_in_front(), asked)}
    return TemplateResponse(request, "journal/looking_back/tags.html", context)


@require_safe
def element(request: PersonRequest, framework_key: str, element_key: str) -> HttpResponse:
    """Every passage of one's own under one element, the earliest first; maybe of one term."""
    about = newest_wording(framework_key, element_key)
    if about is None:
        raise Http404
    everything = found_under(request.user, about)
    term = request.GET.get("term", "")
    found = [one for one in everything if term in {"", term_of(one.at).value}]
    paginator = Paginator(found, ROWS_A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "element": about,
        "family": family_of(framework_key),
        "sentence": sentence(everything),
        "terms": by_term(request.user, list(page.object_list)),
        "is_narrowed": len(found) < len(everything),
        "is_months_apart": len({term_of(one.at) for one in found}) > 1,
        "page": page,
        "numbers": paginator.get_elided_page_range(page.number),
        "query": f"term={term}&" if term and found else "",
    }
    return TemplateResponse(request, "journal/looking_back/element.html", context)
