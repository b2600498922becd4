"""Coverage: in how many shared texts each element is named, by leader or by question.

One framework at a time. Rows keep the order of the alphabet or of the module, and cannot be sorted
by a count: a table of leaders must never become a ranking. Columns can be, since they are elements.
Counting goes by key across editions (frameworks.wordings); a text counts once under an element,
however many of its passages are tagged with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet
from django.utils.html import conditional_escape

from frameworks.wordings import StandsFor, Worded, Wordings, element_now
from journal.comparing.retrieval import FREE
from journal.models import Cohort, SharedCopy
from partnership.people.models import User
from partnership.prepared import prepared

from .addresses import element_url, leader_url
from .cells import printed_cells
from .cohort import leaders_of
from .copies import naming_in_one
from .shades import look_of

FREE_ENTRIES = "Free entries"


class Cell(NamedTuple):
    """How many texts: the number, the class of its shade, and where they are (nowhere for none)."""

    look: str
    url: str
    number: str


class Line(NamedTuple):
    """One row of the table: a leader or a question, and how it is called in an address."""

    key: Any
    name: str
    url: str
    query: str


@dataclass(frozen=True)
class Column:
    """One element, over all rows: `count` texts name it."""

    element: Worded
    url: str
    count: int

    @property
    def cell(self) -> Cell:
        return cell_of(self.count, self.url)


@dataclass(frozen=True)
class Grid:
    """The table: its columns, and its rows with a number for each column."""

    columns: list[Column]
    lines: list[tuple[Line, list[int]]]

    @property
    def rows(self) -> list[tuple[str, str, list[Cell]]]:
        """Each row as (name, url, one cell a column)."""
        return [
            (
                line.name,
                line.url,
                [
                    cell_of(number, f"{column.url}{line.query}")
                    for column, number in zip(self.columns, numbers, strict=True)
                ],
            )
            for line, numbers in self.lines
        ]

    @property
    def printed(self) -> list[tuple[str, str, str]]:
        """The same as (name, url, its cells as one finished string)."""
        urls = [conditional_escape(column.url) for column in self.columns]
        return [
            (line.name, line.url, printed_cells(numbers, urls, conditional_escape(line.query)))
            for line, numbers in self.lines
        ]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """For a sentence about it."""
        return [(column.element.name, column.count) for column in self.columns]

    @property
    def lists(self) -> list[tuple[str, str, list[tuple[str, Cell]]]]:
        """The same as a list: for each row, the elements that it names and how often."""
        names = [column.element.name for column in self.columns]
        return [
            (
                name,
                url,
                [(words, cell) for words, cell in zip(names, cells, strict=True) if cell.url],
            )
            for name, url, cells in self.rows
        ]

    @property
    def is_empty(self) -> bool:
        return not any(column.count for column in self.columns)


def cell_of(count: int, url: str) -> Cell:
    return Cell(look_of(count), url if count else "", str(count))


def grid_of(
    cohort: Cohort, person: User, wordings: Wordings, *, by: str, least_first: bool = False
) -> Grid:
    """Leaders or questions by the elements of a framework, or of a part of it. Two queries.

    Elements that have left the framework stand last, and only where a text still names them.
    """
    counts = _counts("author" if by == "person" else "question", wordings.in_short)
    rows = counts.rows(cohort=cohort.pk, person=person.pk)
    counted = {(line, element): texts for line, element, texts in rows}
    lines = leader_lines(cohort) if by == "person" else question_lines(cohort, counted)
    columns = columns_of(cohort, wordings, counted)
    if least_first:
        columns.sort(key=lambda column: column.count)
    pks = [column.element.pk for column in columns]
    return Grid(columns, [(line, [counted.get((line.key, pk), 0) for pk in pks]) for line in lines])


@prepared
def _counts(by: str, stands_for: StandsFor) -> QuerySet[SharedCopy, Any]:
    """How many texts by (author or question, element)."""
    named = naming_in_one(stands_for)
    by_both = named.values_list(by, element_now("tags__element", stands_for))
    return by_both.annotate(texts=Count("pk", distinct=True))


def columns_of(
    cohort: Cohort, wordings: Wordings, counted: dict[tuple[Any, int], int]
) -> list[Column]:
    totals: dict[int, int] = {}
    for (_, element), texts in counted.items():
        totals[element] = totals.get(element, 0) + texts
    return [
        Column(
            element,
            element_url(cohort.pk, element.framework_key, element.key),
            totals.get(element.pk, 0),
        )
        for element in wordings.elements
        if not element.is_retired or totals.get(element.pk)
    ]


def leader_lines(cohort: Cohort) -> list[Line]:
    """The cohort's leaders, in alphabetical order. One query."""
    return [
        Line(person, name, leader_url(cohort.pk, person), f"?person={person}")
        for person, name in leaders_of(cohort)
    ]


def question_lines(cohort: Cohort, counted: Iterable[tuple[Any, int]]) -> list[Line]:
    """The module's questions in its order, and free entries. One query.

    A question that has left the module, or another module's, stands here while a text answers it.
    """
    answered = {line for line, _ in counted if line is not None}
    asked = Q(module=cohort.module_id, is_retired=False)
    questions = cohort.module.questions.model.objects.filter(asked | Q(pk__in=answered)).in_order()
    lines = [
        Line(pk, title, "", f"?question={key}")
        for pk, key, title in questions.values_list("pk", "key", "title")
    ]
    return [*lines, Line(None, FREE_ENTRIES, "", f"?question={FREE}")]
