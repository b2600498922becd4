"""A list of people on its way through the page that checks it: carried, mended and printed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from journal.cohorts.deeds import Asked
from journal.cohorts.lists import Row, Typed
from journal.cohorts.tables import LONGEST_CELL, MOST_ROWS, ListError, Table
from journal.models import Cohort, Membership
from journal.names import in_a_row

MOST_BOXES = 100  # rows to mend at a time; the others come next
Choice = tuple[str, str]
LABELS = {"email": "Email address", "name": "Name", "role": "Role", "cohort": "Cohort"}
ROLES: list[Choice] = [(value, words.capitalize()) for value, words in Membership.Role.choices]


@dataclass(frozen=True)
class Box:
    """One cell to mend: typed, or chosen where there are choices."""

    name: str
    label: str
    value: str
    problem: str
    choices: Sequence[Choice] = ()


@dataclass(frozen=True)
class ToMend:
    line: int
    boxes: list[Box]


@dataclass(frozen=True)
class Line:
    """Somebody who can be invited, or need not be."""

    who: str
    where: str


def carried(rows: Sequence[Typed]) -> str:
    """The rows as the page holds them, from one press to the next."""
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def carried_back(value: str) -> list[Typed]:
    """Raises ListError for anything that the page did not send."""
    try:
        rows = [Typed(*row) for row in json.loads(value)]
    except (ValueError, TypeError, RecursionError):
        raise ListError("The list did not come back whole. Begin again with the file.") from None
    if len(rows) > MOST_ROWS + 1 or not all(map(_is_row, rows)):
        raise ListError("The list did not come back whole. Begin again with the file.")
    return rows


def _is_row(row: Typed) -> bool:
    return isinstance(row.line, int) and all(
        isinstance(cell, str) and len(cell) <= 2 * LONGEST_CELL for cell in row[1:]
    )


def mended(rows: Sequence[Typed], data: Mapping[str, str]) -> list[Typed]:
    """The rows with what was typed into their boxes."""
    return [Typed(**{**row._asdict(), **_changes(row, data)}) for row in rows]


def _changes(row: Typed, data: Mapping[str, str]) -> dict[str, str]:
    typed = {column: data.get(f"{column}-{row.line}") for column in LABELS}
    return {
        column: " ".join(value[:LONGEST_CELL].split())
        for column, value in typed.items()
        if value is not None
    }


def to_mend(rows: Sequence[Row], cohorts: Sequence[Cohort]) -> list[ToMend]:
    """The first of them. Address and name always have a box, the others when they are wrong."""
    choices = {"role": ROLES, "cohort": [(cohort.key, cohort.name) for cohort in cohorts]}
    return [ToMend(row.typed.line, _boxes(row, choices)) for row in rows[:MOST_BOXES]]


def _boxes(row: Row, choices: Mapping[str, Sequence[Choice]]) -> list[Box]:
    return [
        Box(
            name=f"{column}-{row.typed.line}",
            label=label,
            value=getattr(row.typed, column),
            problem=row.problems.get(column, ""),
            choices=choices.get(column, ()),
        )
        for column, label in LABELS.items()
        if column not in choices or column in row.problems
    ]


def printed(rows: Sequence[Row]) -> list[Line]:
    return [
        Line(
            who=f"{row.name}, {row.email}" if row.name else row.email,
            where=f"{row.role.capitalize()} in {row.cohort.name}" if row.cohort else "",
        )
        for row in rows
    ]


def asked(rows: Sequence[Row]) -> list[Asked]:
    return [Asked(row.cohort, row.email, row.name, row.role) for row in rows if row.cohort]


def how_it_was_read(table: Table) -> str:
    """What was taken for what, where somebody might wonder."""
    said = []
    if not table.has_header and len(table.columns) > 1:
        columns = sorted(table.columns.items(), key=lambda column: column[1])
        named = [f"{NAMED[name]} in column {at + 1}" for name, at in columns]
        said.append(f"There is no line of headings, so it was read as {in_a_row(named)}.")
    if table.left_out:
        said.append(f"Not read: {in_a_row(table.left_out)}.")
    return " ".join(said)


NAMED = {
    "email": "the address",
    "name": "the name",
    "first": "the first name",
    "last": "the last name",
    "role": "the role",
    "cohort": "the cohort",
}
