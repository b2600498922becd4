"""The session sheet of a cohort: lines to read out, gaps to raise, and room for notes.

Only a line that its author said yes to is ever printed. One that may be read out without a name
comes with nothing that would tell whose it is: no name, no question, no date.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from math import ceil
from operator import or_

from django.db.models import Q
from django.urls import reverse

from frameworks.models import Element
from journal.models import Cohort, Question, SharedCopy, SheetGap, SheetLine
from journal.templatetags.days import day
from partnership.people.models import User

USUAL_BLANKS, MOST_BLANKS = 5, 20
NO_NAME = "Without a name"
STATES = {
    SheetLine.Consent.NAMED: "May be read out, with the name",
    SheetLine.Consent.UNNAMED: "May be read out, without a name",
    SheetLine.Consent.NO: "Not to be read out",
}


@dataclass(frozen=True)
class Line:
    """One line as the sheet prints it. `who` is a name only where it may be said."""

    quote: str
    who: str
    state: str
    copy_href: str
    remove_href: str


@dataclass(frozen=True)
class Gap:
    """A question or an element to raise."""

    words: str
    about: str
    remove_href: str


@dataclass(frozen=True)
class Sheet:
    """What stands on it: printed are `agreed`, `gaps` and `blanks`, and nothing else."""

    title: str
    agreed: list[Line]
    waiting: list[Line]
    refused: list[Line]
    gaps: list[Gap]
    blanks: range

    @property
    def is_empty(self) -> bool:
        return not (self.agreed or self.waiting or self.refused or self.gaps)

    @property
    def fits_one_page(self) -> bool:
        return height(self) <= PAGE_MM


def sheet_of(cohort: Cohort, person: User, blanks: int) -> Sheet:
    """At most four queries."""
    asked = SheetLine.objects.for_facilitator(person).on_sheet_of(cohort)
    rows = list(asked.select_related("copy__author").only(*PRINTED))
    return Sheet(
        title=f"Session sheet: {cohort.name}",
        agreed=[_line(row) for row in rows if row.may_be_read_out],
        waiting=[_line(row) for row in rows if row.consent == SheetLine.Consent.NOT_ANSWERED],
        refused=[_line(row) for row in rows if row.consent == SheetLine.Consent.NO],
        gaps=gaps_of(cohort),
        blanks=range(blanks),
    )


PRINTED = ("cohort_id", "quote", "consent", "asked_at", "answered_at", "copy__author__name")


def lines_of_copy(copy: SharedCopy) -> list[Line]:
    """The lines of one copy that were asked about. One query."""
    return [_line(row) for row in copy.sheet_lines.select_related("copy__author").only(*PRINTED)]


def _line(row: SheetLine) -> Line:
    author = row.copy.author
    return Line(
        quote=" ".join(row.quote.split()),
        who=NO_NAME if row.consent == SheetLine.Consent.UNNAMED else author.name,
        state=STATES.get(
            SheetLine.Consent(row.consent),
            f"Asked {author.first_name} on {day(row.asked_at)}, not answered yet",
        ),
        copy_href=reverse("review:copy", args=[row.copy_id]),
        remove_href=reverse("review:line-remove", args=[row.cohort_id, row.pk]),
    )


# Gaps


def gaps_of(cohort: Cohort) -> list[Gap]:
    """Each with the words of its question or element as they are now. At most three queries."""
    rows = list(cohort.sheet_gaps.all())
    by_kind: dict[str, list[str]] = {kind: [] for kind in SheetGap.Kind.values}
    for row in rows:
        by_kind[row.kind].append(row.key)
    words = {
        SheetGap.Kind.QUESTION: _questions(by_kind[SheetGap.Kind.QUESTION]),
        SheetGap.Kind.ELEMENT: _elements(by_kind[SheetGap.Kind.ELEMENT]),
    }
    return [_gap(row, words[SheetGap.Kind(row.kind)]) for row in rows]


def _gap(row: SheetGap, named: dict[str, tuple[str, str]]) -> Gap:
    words, about = named.get(row.key, ("No longer in use", ""))
    return Gap(words, about, reverse("review:gap-remove", args=[row.cohort_id, row.pk]))


def _questions(keys: list[str]) -> dict[str, tuple[str, str]]:
    if not keys:
        return {}
    titles = Question.objects.filter(key__in=keys).values_list("key", "title")
    return {key: (title, "a question") for key, title in titles}


def _elements(keys: list[str]) -> dict[str, tuple[str, str]]:
    """By "framework/element", the name in its newest published wording, and its framework's."""
    pairs = [key.partition("/") for key in keys]
    if not pairs:
        return {}
    either = (Q(edition__framework__key=framework, key=key) for framework, _, key in pairs)
    found = (
        Element.objects.filter(reduce(or_, either))
        .exclude(edition__state="draft")
        .order_by("edition__number")
        .values_list("edition__framework__key", "key", "name", "edition__name")
    )
    return {f"{framework}/{key}": (name, of) for framework, key, name, of in found}


# One page

# Millimetres on A4 with margins of 12 mm, as the style sheet prints it; a browser test prints
# sheets that just fit. Unusually wide letters may need a row more than this reckons.
PAGE_MM = 297 - 2 * 12
HEAD_MM, HEADING_MM, TITLE_ROW_MM = 13.0, 10.5, 6.4
ROW_MM, NAME_MM, GAP_MM, BLANK_MM = 5.2, 8.0, 3.1, 9.0
CHARACTERS_A_ROW, TITLE_CHARACTERS_A_ROW = 100, 56


def height(sheet: Sheet) -> float:
    """About how much of a page the sheet takes when it is printed, in millimetres."""
    lines = sum(ROW_MM * _rows(line.quote) + NAME_MM for line in sheet.agreed)
    gaps = sum(ROW_MM * _rows(f"{gap.words} {gap.about}") + GAP_MM for gap in sheet.gaps)
    blanks = BLANK_MM * len(sheet.blanks)
    headings = HEADING_MM * sum(map(bool, (lines, gaps, blanks)))
    title = TITLE_ROW_MM * _rows(sheet.title, TITLE_CHARACTERS_A_ROW)
    return HEAD_MM + title + headings + lines + gaps + blanks


def _rows(text: str, characters: int = CHARACTERS_A_ROW) -> int:
    return max(1, ceil(len(text) / characters))


def blanks_asked(value: str | None) -> int:
    """How many blank lines to print: what was asked for, as far as there is such a number."""
    if not value or not value.isascii() or not value.isdigit():
        return USUAL_BLANKS
    return min(int(value[:4]), MOST_BLANKS)
