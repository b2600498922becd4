"""How partnerships moved, as their authors placed them in what they shared.

A view is a level given with a text, on the day it was written. A closer link is not a better one:
moves are counted by where from and where to, and nothing is averaged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from frameworks.wordings import StandsFor, Wordings, element_now, wordings_of
from journal.models import Cohort, SharedCopy
from journal.tagging.levels import LINKAGE
from partnership.people.models import User
from partnership.prepared import prepared

from . import sentences
from .copies import naming_in_one, tagged_in_one
from .shades import look_of

STRANDS = "hargreaves_maturity"
# Below this many partnerships with two views a table would tell of one or two people.
ENOUGH = 5


@dataclass(frozen=True)
class Move:
    """One partnership as one author sees it: the first shared view and the latest, by place
    among the levels.

    `needed` is where the latest said that it needs to be; none when it was not said.
    """

    first: int
    latest: int
    needed: int | None


@dataclass(frozen=True)
class Moved:
    """How many partnerships are linked closer than at first, lighter, or as they were."""

    closer: int
    lighter: int
    same: int

    @classmethod
    def of(cls, moves: Iterable[Move]) -> Moved:
        steps = [move.latest - move.first for move in moves]
        return cls(
            closer=sum(step > 0 for step in steps),
            lighter=sum(step < 0 for step in steps),
            same=sum(step == 0 for step in steps),
        )


def moved_partnerships(cohort: Cohort, person: User, wordings: Wordings) -> list[Move]:
    """Those with two shared views or more, as far as this facilitator may know. One query.

    `wordings` hold the framework of the levels, whose order is theirs.
    """
    place = places(wordings)
    return moves_of(_levels(tuple(place)).rows(cohort=cohort.pk, person=person.pk), place)


@prepared
def _levels(levels: tuple[int, ...]) -> QuerySet[SharedCopy, tuple[Any, ...]]:
    """Every view of a partnership as (author, its name, level, level needed), the oldest first."""
    return (
        tagged_in_one()
        .filter(levels__level__in=levels)
        .order_by("written_on", "given_at", "levels__pk")
        .values_list("author", "levels__partnership_name", "levels__level", "levels__needed")
    )


def moves_of(levels: Iterable[tuple[Any, ...]], place: dict[int, int]) -> list[Move]:
    """Of those placed twice or more, each author's record by itself."""
    views: dict[tuple[UUID, str], list[tuple[int, int | None]]] = {}
    for author, name, level, needed in levels:
        views.setdefault((author, name), []).append((place[level], place.get(needed)))
    return [
        Move(first=seen[0][0], latest=seen[-1][0], needed=seen[-1][1])
        for seen in views.values()
        if len(seen) > 1
    ]


def places(wordings: Wordings) -> dict[int, int]:
    """Every wording of a level, by primary key: its place among the levels now, from 0."""
    levels = [one for one in wordings.offered if one.framework_key == LINKAGE]
    order = {level.pk: number for number, level in enumerate(levels)}
    return {pk: order[now] for pk, now in wordings.stands_for.items() if now in order}


@dataclass(frozen=True)
class Strand:
    """One strand, and how many people named it in what they shared: a number and a dot for each."""

    name: str
    people: int

    @property
    def dots(self) -> str:
        return "●" * self.people


@dataclass(frozen=True)
class Movement:
    """The page. `table` is by the first view's level, as (its name, one number a latest level)."""

    moves: list[Move]
    levels: list[str]
    strands: list[Strand]
    strands_of: str

    @property
    def is_enough(self) -> bool:
        return len(self.moves) >= ENOUGH

    @property
    def table(self) -> list[tuple[str, list[tuple[str, int]]]]:
        count = Counter((move.first, move.latest) for move in self.moves)
        across = range(len(self.levels))
        return [
            (name, [(look_of(count[first, latest]), count[first, latest]) for latest in across])
            for first, name in enumerate(self.levels)
        ]

    @property
    def sentences(self) -> list[str]:
        """What moved, and what was said of what is needed; or why there is no table yet."""
        if not self.is_enough:
            return [sentences.not_enough(len(self.moves), ENOUGH)]
        moved, said = Moved.of(self.moves), [move for move in self.moves if move.needed is not None]
        steps = [(move.needed or 0) - move.latest for move in said]
        return [
            sentences.moved(moved.closer, moved.lighter, moved.same),
            sentences.needed(
                right=sum(step == 0 for step in steps),
                closer=sum(step > 0 for step in steps),
                lighter=sum(step < 0 for step in steps),
                unsaid=len(self.moves) - len(said),
            ),
        ]


def movement_of(cohort: Cohort, person: User) -> Movement:
    """Everything on the page, in three queries."""
    wordings = wordings_of([LINKAGE, STRANDS])
    named = [one for one in wordings.offered if one.framework_key == STRANDS]
    people = people_naming(cohort, person, wordings)
    return Movement(
        moves=moved_partnerships(cohort, person, wordings),
        levels=[one.name for one in wordings.offered if one.framework_key == LINKAGE],
        strands=[Strand(one.name, people.get(one.pk, 0)) for one in named],
        strands_of=named[0].framework_name if named else "",
    )


def people_naming(cohort: Cohort, person: User, wordings: Wordings) -> dict[int, int]:
    """By element, how many people named it. One query."""
    return dict(_naming(wordings.in_short).rows(cohort=cohort.pk, person=person.pk))


@prepared
def _naming(stands_for: StandsFor) -> QuerySet[SharedCopy, Any]:
    by_element = naming_in_one(stands_for).values_list(element_now("tags__element", stands_for))
    return by_element.annotate(people=Count("author", distinct=True))
