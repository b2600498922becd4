"""Where a partnership was placed on which day, as the sentence, the chart and the table have it.

Pure, but for `places`, which asks the database once. A closer link is not a better one: nothing
adds up, averages or ranks levels; their order only says where each stands on the chart's axis.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from frameworks.models import Element
from journal.models import Partnership


@dataclass(frozen=True)
class Level:
    """A level in the words it was named with. `position` is its place in the scale, from 1."""

    key: str
    name: str
    position: int

    @property
    def in_words(self) -> str:
        """Inside a sentence."""
        return self.name[:1].lower() + self.name[1:]


@dataclass(frozen=True)
class Place:
    """One answer: on that day it was at this level. `needed` is what the work needs, if said."""

    on: date
    level: Level
    needed: Level | None = None
    said_on: date | None = None  # later than `on`, for hindsight

    @property
    def is_hindsight(self) -> bool:
        return self.said_on is not None

    def without_needs(self) -> Place:
        """The level and the day alone: all that two people compare."""
        return replace(self, needed=None)


COLUMNS = (
    "about_on",
    "said_on",
    "is_hindsight",
    "level__key",
    "level__name",
    "level__position",
    "needed__key",
    "needed__name",
    "needed__position",
)


def places(partnership: Partnership) -> list[Place]:
    """Every place it was given, oldest first. One query."""
    rows = partnership.observations.newest_first().reverse().values_list(*COLUMNS)
    return [
        Place(on, Level(*level), Level(*needed) if needed[0] else None, said_on if later else None)
        for on, said_on, later, *names in rows
        for level, needed in [(names[:3], names[3:])]
    ]


def at_the_time(places: Iterable[Place]) -> list[Place]:
    """Without hindsight, which is shown beside what was said then and never instead of it."""
    return [place for place in places if not place.is_hindsight]


def scale(places: Iterable[Place], offered: Sequence[Element]) -> list[Level]:
    """The axis, from the loosest link to the closest: today's levels, and any that have left.

    A level that is offered now has today's name. One that is not has the name it was chosen by.
    """
    levels: dict[str, Level] = {}
    for place in places:
        for level in filter(None, [place.level, place.needed]):
            levels[level.key] = level
    for element in offered:
        levels[element.key] = Level(element.key, element.name, element.position)
    return sorted(levels.values(), key=lambda level: (level.position, level.key))
