"""Reading a list of people to invite: one on each line, each line right or told what is wrong.

Addresses come from an email's header, a spreadsheet or a head, so "Ann Example <ann@example.org>",
a bare address, and several between semicolons are all read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from journal.models import Cohort
from partnership.text import clean_text

MOST_AT_ONCE = 200
LONGEST_NAME = 120
NAMED = re.compile(r"^(?P<name>[^<>]*)<(?P<email>[^<>]*)>[,\s]*$")


@dataclass(frozen=True)
class Line:
    """What was typed, whom it names, and what is wrong with it, if anything is."""

    typed: str
    email: str = ""
    name: str = ""
    problem: str = ""


def read_lines(typed: str) -> list[Line]:
    """Every line that has something on it, each address at most once."""
    lines: list[Line] = []
    for one in _parts(typed):
        line = read_one(one)
        if line.email and line.email in {before.email for before in lines}:
            line = replace(line, email="", problem="This address is on the list already.")
        elif len(lines) >= MOST_AT_ONCE:
            line = replace(line, email="", problem=f"More than {MOST_AT_ONCE}: invite it next.")
        lines.append(line)
    return lines


def checked(typed: str, cohort: Cohort) -> list[Line]:
    """The same, with those who are in the cohort or asked already told apart. Two queries."""
    inside = set(cohort.memberships.current().values_list("person__email", flat=True))
    asked = set(cohort.invitations.open().values_list("email", flat=True))
    return [_known(line, inside, asked) for line in read_lines(typed)]


def _known(line: Line, inside: set[str], asked: set[str]) -> Line:
    if line.email in inside:
        return replace(line, problem="In this cohort already.")
    if line.email in asked:
        return replace(line, problem="Invited already: send it again from the list of people.")
    return line


def _parts(typed: str) -> Iterator[str]:
    for part in re.split(r"[\n;]", typed.replace("\r", "\n")):
        if part.strip(" ,\t"):
            yield part.strip(" ,\t")


def read_one(one: str) -> Line:
    """One address, on its own or as "Ann Example <ann@example.org>"."""
    named = NAMED.match(one)
    email = (named["email"] if named else one).strip().lower()
    try:
        name = " ".join(clean_text(named["name"] if named else "").split()).strip("\"' ,")
        validate_email(email)
    except ValidationError:
        return Line(typed=one, problem=_why(email))
    if len(email) > 254:
        return Line(typed=one, problem="This address is too long.")
    return Line(typed=one, email=email, name=name[:LONGEST_NAME])


def _why(email: str) -> str:
    if "@" not in email:
        return "There is no @ in it."
    if " " in email:
        return "There is a space in it. Put each person on a line of their own."
    return "This is not a whole email address."
