"""Coverage: in how many shared texts each element is named, as a table, as a list and as a file."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from frameworks.models import Framework
from frameworks.wordings import Wordings, wordings_of
from journal.comparing.blind import left_out_of
from journal.context import desks_of
from journal.csv_files import csv_answer
from journal.models import Cohort
from journal.review.coverage import Grid, grid_of
from journal.review.sentences import most_and_least
from journal.review.showing import Showing, switch
from journal.review.wide import wide_of
from partnership.http import PersonRequest

ROW_HEADINGS = {"person": "Leader", "question": "Question"}


@require_safe
def coverage(request: PersonRequest, cohort_id: UUID) -> HttpResponse:
    """For the cohort's facilitators: what is written about, and what nobody has touched."""
    cohort = desks_of(request).facilitated_or_404(cohort_id)
    names = _frameworks(cohort)
    showing = Showing.of(request.GET, list(names))
    wordings = wordings_of([showing.framework])
    wide = wide_of(cohort, request.user, wordings, showing)
    shown = wordings.only(wide.shown.elements) if wide else wordings
    grid = _grid(request, cohort, shown, showing)
    in_front = cohort.module.frameworks_in_front
    context = {
        "cohort": cohort,
        "showing": showing,
        "grid": grid,
        "wide": wide,
        "is_empty": wide.is_empty if wide else grid.is_empty,
        "sentence": most_and_least(grid.counts),
        "left_out": left_out_of(cohort, request.user),
        "framework": names[showing.framework],
        "row_heading": ROW_HEADINGS[showing.rows],
        "in_front": [(key, name) for key, name in names.items() if key in in_front],
        "others": [(key, name) for key, name in names.items() if key not in in_front],
        "rows": switch(showing, "rows", {"person": "Leaders", "question": "Questions"}),
        "orders": switch(
            showing, "order", {"framework": "As in the framework", "least": "Least named first"}
        ),
        "layouts": switch(showing, "layout", {"table": "Table", "list": "List"}),
        "file_query": showing.address(layout="table", part=1),
    }
    return TemplateResponse(request, "journal/review/coverage.html", context)


@require_safe
def coverage_file(request: PersonRequest, cohort_id: UUID) -> StreamingHttpResponse:
    """The same table as CSV, whole, with a last line for everyone."""
    cohort = desks_of(request).facilitated_or_404(cohort_id)
    showing = Showing.of(request.GET, list(_frameworks(cohort)))
    grid = _grid(request, cohort, wordings_of([showing.framework]), showing)
    header = [ROW_HEADINGS[showing.rows], *(name for name, _ in grid.counts)]
    lines = [[line.name, *numbers] for line, numbers in grid.lines]
    everyone = ["All", *(count for _, count in grid.counts)]
    return csv_answer(f"{cohort.key}-{showing.framework}", header, [*lines, everyone])


def _frameworks(cohort: Cohort) -> dict[str, str]:
    """Every framework's name by key, those in front of the module first. One query."""
    names = dict(Framework.objects.values_list("key", "name"))
    if not names:
        raise Http404
    first = [key for key in cohort.module.frameworks_in_front if key in names]
    return {key: names[key] for key in [*first, *names]}


def _grid(request: PersonRequest, cohort: Cohort, wordings: Wordings, showing: Showing) -> Grid:
    return grid_of(
        cohort,
        request.user,
        wordings,
        by=showing.rows,
        least_first=showing.order == "least",
    )
