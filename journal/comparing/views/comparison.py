"""A cohort's texts as leaders and this facilitator tagged them: by element, and one element."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from journal.comparing.blind import left_out_of
from journal.comparing.cohort import (
    agreements,
    by_framework,
    counts_of,
    grid_of,
    texts,
    texts_with,
    unopened,
)
from journal.comparing.readings import done_by, read_texts
from journal.comparing.retrieval import copies_to_compare
from journal.tagging.families import family_of
from journal.tagging.offered import key_of
from partnership.http import PersonRequest

from .finding import facilitated_cohort, known_element

TEXTS_A_PAGE = 10


@require_safe
def comparison(request: PersonRequest, cohort_id: UUID) -> HttpResponse:
    """Every element that either side used, with its counts; and what could be tagged blind."""
    cohort = facilitated_cohort(request, cohort_id)
    read = read_texts(done_by(request.user, cohort).defer("copy__body", "copy__search_text"))
    few, many = unopened(request.user, cohort)
    context = {
        "cohort": cohort,
        "count": len(read),
        "shared": copies_to_compare(request.user, cohort).count(),
        "headings": by_framework(cohort, read),
        "left_out": left_out_of(cohort, request.user),
        "unopened": few,
        "unopened_count": many,
    }
    return TemplateResponse(request, "journal/comparing/comparison.html", context)


@require_safe
def comparison_element(
    request: PersonRequest, cohort_id: UUID, framework_key: str, element_key: str
) -> HttpResponse:
    """One element: four counts, the passages side by side, levels, and what coefficients say."""
    cohort = facilitated_cohort(request, cohort_id)
    element = known_element(framework_key, element_key)
    key = key_of(element)
    read = read_texts(done_by(request.user, cohort), framework_key)
    paginator = Paginator(texts_with(read, key), TEXTS_A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "cohort": cohort,
        "element": element,
        "family": family_of(framework_key),
        "counts": counts_of(read, key),
        "texts": texts(list(page.object_list), key),
        "page": page,
        "numbers": paginator.get_elided_page_range(page.number),
        "grid": grid_of(read, element.edition.framework),
        "agreements": agreements(request.user, cohort, element),
    }
    return TemplateResponse(request, "journal/comparing/comparison_element.html", context)
