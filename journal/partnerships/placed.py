"""Where a partnership was placed on which day, as the sentence, the chart and the table have it.

Pure, but for `places`, which asks the database once. A closer link is not a better one: nothing
adds up, averages or ranks levels; their order only says where each stands on the chart's axis.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from frameworks.wordings import Wordings
from journal.models import Partnership
from journal.tagging.levels import LINKAGE


@dataclass(frozen=True)
class Level:
    """A level. `position` is its place in the scale, from 1."""

    key: str
    name: str
    position: int

    @property
    def in_words(self) -> str:
        """Inside a sentence."""
        return self.name[:1].lower() + self.name[1:]


@dataclass(frozen=True)
class LevelsNow:
    """The levels in the words of today, the loosest link first, and which earlier ones they are."""

    levels: Sequence[Level]
    by_key: Mapping[str, Level]

    def of(self, key: str, name: str, position: int) -> Level:
        """The level of this key; one that has left for good as it was when it was chosen."""
        return self.by_key.get(key) or Level(key, name, position)


def levels_now(wordings: Wordings) -> LevelsNow:
    """Of wordings that have the levels among them."""
    offered = [one for one in wordings.offered if one.framework_key == LINKAGE]
    levels = {one.pk: Level(one.key, one.name, place) for place, one in enumerate(offered, 1)}
    by_key = {
        key: levels[pk]
        for (framework_key, key), pk in wordings.present.items()
        if framework_key == LINKAGE and pk in levels
    }
    return LevelsNow(list(levels.values()), by_key)


@dataclass(frozen=True)
class Place:
    """One answer: on that day it was at this level. `needed` is what the work needs, if said.

    `fit` is the answer about that, which may name no level.
    """

    on: date
    level: Level
    needed: Level | None = None
    said_on: date | None = None  # later than `on`, for hindsight
    fit: str = ""

    @property
    def is_hindsight(self) -> bool:
        return self.said_on is not None


COLUMNS = (
    "about_on",
    "said_on",
    "is_hindsight",
    "fit",
    "level__key",
    "level__name",
    "level__position",
    "needed__key",
    "needed__name",
    "needed__position",
)


def places(partnership: Partnership, now: LevelsNow, *, with_needs: bool = True) -> list[Place]:
    """Every place it was given, oldest first, in the words of today. One query.

    Without needs, the level and the day alone: all that two people compare.
    """
    rows = partnership.observations.newest_first().reverse().values_list(*COLUMNS)
    return [
        Place(
            on,
            now.of(*level),
            now.of(*needed) if with_needs and needed[0] else None,
            said_on if later else None,
            fit if with_needs else "",
        )
        for on, said_on, later, fit, *names in rows
        for level, needed in [(names[:3], names[3:])]
    ]


def at_the_time(places: Iterable[Place]) -> list[Place]:
    """Without hindsight, which is shown beside what was said then and never instead of it."""
    return [place for place in places if not place.is_hindsight]


def scale(places: Iterable[Place], offered: Sequence[Level]) -> list[Level]:
    """The axis, from the loosest link to the closest: today's levels, and any that have left."""
    levels: dict[str, Level] = {}
    for place in places:
        for level in filter(None, [place.level, place.needed]):
            levels[level.key] = level
    levels |= {level.key: level for level in offered}
    return sorted(levels.values(), key=lambda level: (level.position, level.key))
