"""Whom a list would invite: row by row right, to put right, or nothing to do. Writes nothing.

A list may be looked at any number of times: who is in their cohort or asked already is told apart,
so that the same list a second time has nothing left to do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from django.core.exceptions import ValidationError

from journal.models import Cohort, Invitation, Membership
from journal.text import fold
from partnership.people.models import User
from partnership.text import clean_text

from .addresses import LONGEST_NAME, read_one
from .tables import ROLES, Table

COLUMNS = ("email", "name", "role", "cohort")


class Typed(NamedTuple):
    """A row as it was written, or mended since."""

    line: int
    email: str
    name: str
    role: str
    cohort: str


@dataclass(frozen=True)
class Row:
    """`problems` says by column what is wrong. `is_done`: they are in, or asked, already."""

    typed: Typed
    email: str = ""
    name: str = ""
    role: str = ""
    cohort: Cohort | None = None
    problems: dict[str, str] = field(default_factory=dict)
    is_done: bool = False


@dataclass(frozen=True)
class Looked:
    """A list, looked through."""

    right: list[Row]
    wrong: list[Row]
    done: list[Row]


def typed_in(table: Table, *, role: str, cohort: str) -> list[Typed]:
    """The rows of a table, with a role and a cohort for those that name none."""
    rows = []
    for line, cells in table.rows:
        first, last = table.cell(cells, "first"), table.cell(cells, "last")
        rows.append(
            Typed(
                line=line,
                email=table.cell(cells, "email"),
                name=table.cell(cells, "name") or f"{first} {last}".strip(),
                role=table.cell(cells, "role") or role,
                cohort=table.cell(cells, "cohort") or cohort,
            )
        )
    return rows


def looked_through(rows: Sequence[Typed], cohorts: Iterable[Cohort]) -> Looked:
    """Each row judged. `cohorts` are those that people can be asked to. Three queries."""
    named = _by_name(cohorts)
    read = [_read(typed, named) for typed in rows]
    _settle(read, _Known.of(read))
    return Looked(
        right=[row for row in read if not row.problems and not row.is_done],
        wrong=[row for row in read if row.problems],
        done=[row for row in read if row.is_done and not row.problems],
    )


def _by_name(cohorts: Iterable[Cohort]) -> dict[str, list[Cohort]]:
    """By key, which is what the select of a page sends, and by name, as it is in a file."""
    named: dict[str, list[Cohort]] = defaultdict(list)
    for cohort in cohorts:
        for name in {fold(cohort.key), fold(cohort.name)}:
            named[name].append(cohort)
    return named


def _read(typed: Typed, named: Mapping[str, list[Cohort]]) -> Row:
    """What the row says by itself, before anybody is looked up."""
    problems = {}
    line = read_one(typed.email) if typed.email else None
    if line is None:
        problems["email"] = "There is no email address."
    elif line.problem:
        problems["email"] = line.problem
    name = typed.name or (line.name if line else "")
    if why := _wrong_with_name(name):
        problems["name"] = why
    role = ROLES.get(fold(typed.role).strip(), "")
    if not role:
        problems["role"] = "Choose leader or facilitator."
    found = named.get(fold(typed.cohort), []) if typed.cohort else []
    if len(found) != 1:
        several = "More than one cohort is called that. Choose one."
        problems["cohort"] = several if found else "There is no open cohort of this name."
    return Row(
        typed=typed,
        email=line.email if line else "",
        name=name,
        role=role,
        cohort=found[0] if len(found) == 1 else None,
        problems=problems,
    )


def _wrong_with_name(name: str) -> str:
    try:
        clean_text(name)
    except ValidationError:
        return "There is a character in the name that cannot be kept."
    if len(name) > LONGEST_NAME:
        return f"The name is longer than {LONGEST_NAME} characters."
    return "That looks like an email address." if "@" in name else ""


Place = tuple[UUID, str]


@dataclass(frozen=True)
class _Known:
    """Roles of those who are in or asked to these cohorts, by cohort and address."""

    inside: dict[Place, str]
    asked: dict[Place, str]
    ended: set[str]

    @classmethod
    def of(cls, rows: Iterable[Row]) -> _Known:
        cohorts = {row.cohort.pk for row in rows if row.cohort}
        emails = [row.email for row in rows if row.email]
        inside = Membership.objects.current().filter(cohort__in=cohorts)
        asked = Invitation.objects.open().filter(cohort__in=cohorts)
        ended = User.objects.filter(email__in=emails, is_active=False)
        return cls(
            inside={
                (cohort, email.lower()): role
                for cohort, email, role in inside.values_list("cohort", "person__email", "role")
            },
            asked={
                (cohort, email.lower()): role
                for cohort, email, role in asked.values_list("cohort", "email", "role")
            },
            ended=set(ended.values_list("email", flat=True)),
        )


def _settle(rows: list[Row], known: _Known) -> None:
    """Set in place what only the site or the rows before can tell."""
    before: dict[Place, Row] = {}
    for at, row in enumerate(rows):
        if not row.email or row.cohort is None:
            continue
        place = (row.cohort.pk, row.email)
        rows[at] = _settled(row, place, known, before.get(place))
        before.setdefault(place, row)


def _settled(row: Row, place: Place, known: _Known, before: Row | None) -> Row:
    if before:
        return _with(row, "email", f"This address is on line {before.typed.line} already.")
    if row.email in known.ended:
        why = "The access of this account was ended. Give it back first, or leave this row out."
        return _with(row, "email", why)
    in_words = (("in", known.inside), ("invited to", known.asked))
    for standing, roles in in_words:
        role = roles.get(place)
        if role == row.role:
            return _done(row)
        if role and row.role and row.cohort:
            why = f"They are {standing} {row.cohort.name} already, as a {role}."
            return _with(row, "role", why)
    return row


def _with(row: Row, column: str, why: str) -> Row:
    return Row(row.typed, row.email, row.name, row.role, row.cohort, {**row.problems, column: why})


def _done(row: Row) -> Row:
    return Row(row.typed, row.email, row.name, row.role, row.cohort, row.problems, is_done=True)
