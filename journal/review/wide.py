"""A framework too wide for one table, a part at a time: a hundred columns are for a file, and not
for reading. Its parts are its groups; where it has none, or long ones, so many elements each.

What nobody has named is said for the whole: those columns are the next workshop, in whichever part
they stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from frameworks.wordings import Worded, Wordings
from journal.models import Cohort
from partnership.people.models import User

from .gaps import elements_named
from .showing import Choice, Showing

MOST_COLUMNS = 30
A_PART = 25
GONE = "No longer in the framework"


class Part(NamedTuple):
    name: str
    elements: list[Worded]


class Empty(NamedTuple):
    """An element that nobody has named, and the address of the part in which it stands."""

    name: str
    address: str


class Wide(NamedTuple):
    """A wide framework around the part of it that is shown."""

    shown: Part
    parts: list[Choice]
    empty: list[Empty]
    size: int

    @property
    def is_empty(self) -> bool:
        return len(self.empty) == self.size

    @property
    def said(self) -> str:
        """What nobody has named, of all of it."""
        if not self.empty:
            return f"Each of all {self.size} has been named."
        count = len(self.empty)
        return f"{count} of all {self.size} {'is' if count == 1 else 'are'} in nobody’s text yet"


def wide_of(cohort: Cohort, person: User, wordings: Wordings, showing: Showing) -> Wide | None:
    """The parts of a framework, and which of them is shown; none for one that fits a table.

    One query, if it is wide.
    """
    if len(wordings.elements) <= MOST_COLUMNS:
        return None
    named = elements_named(cohort, person, wordings)
    columns = [one for one in wordings.elements if not one.is_retired or one.pk in named]
    parts = parts_of(columns)
    at = showing.part if showing.part in range(1, len(parts) + 1) else 1
    links = [
        Choice(_words(part, named), showing.address(part=number), number == at)
        for number, part in enumerate(parts, 1)
    ]
    empty = [
        Empty(element.name, link.address)
        for part, link in zip(parts, links, strict=True)
        for element in part.elements
        if element.pk not in named
    ]
    return Wide(parts[at - 1], links, empty, len(columns))


def parts_of(elements: Sequence[Worded]) -> list[Part]:
    """In the framework's order, what has left it at the end."""
    groups: dict[str, list[Worded]] = {}
    for element in elements:
        groups.setdefault(GONE if element.is_retired else element.group, []).append(element)
    return [part for name, members in groups.items() for part in _cut(name, members)]


def _cut(name: str, members: list[Worded]) -> list[Part]:
    if name and len(members) <= MOST_COLUMNS:
        return [Part(name, members)]
    parts = []
    for start in range(0, len(members), A_PART):
        run = members[start : start + A_PART]
        numbers = _numbers(start, run)
        parts.append(Part(f"{name}, {numbers}" if name else numbers, run))
    return parts


def _numbers(start: int, run: Sequence[Worded]) -> str:
    """ "26 to 50"."""
    first, last = start + 1, start + len(run)
    return f"{first} to {last}" if last > first else str(first)


def _words(part: Part, named: set[int]) -> str:
    empty = sum(element.pk not in named for element in part.elements)
    return f"{part.name} ({empty} not named)" if empty else part.name
