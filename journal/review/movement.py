"""How partnerships moved, as their authors placed them in what they shared.

A view is a level given with a text, on the day it was written. A closer link is not a better one:
moves are counted by where from and where to, and nothing is averaged.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from frameworks.wordings import Wordings
from journal.models import SharedLevel
from journal.models.sharing import SharedCopyQuerySet
from journal.tagging.levels import LINKAGE


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


def moved_partnerships(copies: SharedCopyQuerySet, wordings: Wordings) -> list[Move]:
    """Those with two shared views or more, each author's record by itself. One query.

    `wordings` hold the framework of the levels, whose order is theirs.
    """
    place = places(wordings)
    levels = (
        SharedLevel.objects.filter(copy__in=copies, level__in=list(place))
        .order_by("copy__written_on", "copy__given_at", "pk")
        .values_list("copy__author", "partnership_name", "level", "needed")
    )
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
