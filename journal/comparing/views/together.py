"""Which elements a cohort names together: as a table, as a list, and the texts of one pair."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from frameworks.models import Element
from frameworks.wordings import wordings_of
from journal.comparing.blind import left_out_of
from journal.comparing.forms import FrameworksForm
from journal.comparing.one_copy import newest_wordings
from journal.comparing.retrieval import copies_to_compare
from journal.comparing.together import named_in, table, texts_naming
from journal.models import Cohort
from partnership.http import PersonRequest

from .finding import facilitated_cohort

TEXTS_A_PAGE = 20


@require_safe
def together(request: PersonRequest, cohort_id: UUID) -> HttpResponse:
    """The table of two frameworks, or of one with itself; or the texts that name two elements."""
    cohort = facilitated_cohort(request, cohort_id)
    if request.GET.get("one"):
        return _texts(request, cohort, request.GET["one"], request.GET.get("other", ""))
    form = FrameworksForm(request.GET, cohort=cohort)
    copies = copies_to_compare(request.user, cohort)
    named = named_in(copies, [form.rows, form.columns])
    wordings = newest_wordings(named)
    context = {
        "cohort": cohort,
        "form": form,
        "left_out": left_out_of(cohort, request.user),
        "table": table(
            named,
            _of_framework(wordings, form.rows),
            _of_framework(wordings, form.columns),
            may_read=True,
        ),
    }
    return TemplateResponse(request, "journal/comparing/together.html", context)


def _of_framework(wordings: dict[str, Element], framework: str) -> dict[str, Element]:
    return {key: one for key, one in wordings.items() if key.startswith(f"{framework}/")}


def _texts(request: PersonRequest, cohort: Cohort, one: str, other: str) -> HttpResponse:
    """Each text that names both, to read."""
    frameworks = [key.partition("/")[0] for key in (one, other)]
    now = wordings_of(frameworks)
    one, other = now.key_now(one), now.key_now(other)
    wordings = newest_wordings({one, other})
    if wordings.keys() != {one, other} or one == other:
        raise Http404
    copies = copies_to_compare(request.user, cohort)
    both = texts_naming(copies, named_in(copies, frameworks), one, other)
    paginator = Paginator(both.oldest_first().for_list(), TEXTS_A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "cohort": cohort,
        "one": wordings[one],
        "other": wordings[other],
        "page": page,
        "numbers": paginator.get_elided_page_range(page.number),
        "query": f"one={one}&other={other}&",
    }
    return TemplateResponse(request, "journal/comparing/together_texts.html", context)
