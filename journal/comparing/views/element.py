"""One element: every passage that the cohort shared under it, and the same as a file."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from journal.comparing.blind import left_out_of
from journal.comparing.forms import NarrowForm
from journal.comparing.retrieval import FILE_HEADER, file_rows, rows, tags_of
from journal.csv_files import csv_answer
from journal.tagging.families import family_of
from partnership.http import PersonRequest

from .finding import facilitated_cohort, known_element

ROWS_A_PAGE = 20


@require_safe
def element(
    request: PersonRequest, cohort_id: UUID, framework_key: str, element_key: str
) -> HttpResponse:
    """Each passage within a sentence either side; maybe of one person, or one question."""
    cohort = facilitated_cohort(request, cohort_id)
    about = known_element(framework_key, element_key)
    form = NarrowForm(request.GET, cohort=cohort)
    tags = tags_of(request.user, cohort, about, form.narrowed)
    paginator = Paginator(tags, ROWS_A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    query = urlencode(form.as_query)
    context = {
        "cohort": cohort,
        "element": about,
        "family": family_of(framework_key),
        "only": form.in_words,
        "left_out": left_out_of(cohort, request.user),
        "rows": rows(page.object_list),  # type: ignore[arg-type]
        "count": paginator.count,
        "page": page,
        "numbers": paginator.get_elided_page_range(page.number),
        "query": f"{query}&" if query else "",
        "file_query": f"?{query}" if query else "",
    }
    return TemplateResponse(request, "journal/comparing/element.html", context)


@require_safe
def element_file(
    request: PersonRequest, cohort_id: UUID, framework_key: str, element_key: str
) -> StreamingHttpResponse:
    """The same as CSV, one row a tag."""
    cohort = facilitated_cohort(request, cohort_id)
    about = known_element(framework_key, element_key)
    form = NarrowForm(request.GET, cohort=cohort)
    tags = tags_of(request.user, cohort, about, form.narrowed)
    return csv_answer(f"{framework_key}-{element_key}", FILE_HEADER, file_rows(tags))
