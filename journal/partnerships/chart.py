"""The step chart of a partnership's levels, as the SVG's own numbers. Pure; sizes are SVG units.

A level holds from the day it was placed until the next day it was placed, so the line goes in
steps. What the work needed is a second, dashed line, broken where nobody said. Hindsight is a
hollow point on the day it is about, and on no line. The table on the page has the same facts:
tests read both.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from django.utils.formats import date_format

from .placed import Level, Place, at_the_time

WIDTH = 640
LEFT, RIGHT = 190, 610  # where the days begin and end
TOP, ROW, FOOT = 30, 50, 40
AFTERWARDS = 20  # the last level goes on a little
GLYPHS = 4  # the sprite has link-1 to link-4
FEW_POINTS = 40
LARGE, SMALL = 6, 3.5
MOST_TICKS = 6
SEVERAL_YEARS = timedelta(days=330)
MOST_IN_WORDS = 12


@dataclass(frozen=True)
class Line:
    """A level's own line, with its name and its glyph."""

    y: int
    name: str
    glyph: int | None


@dataclass(frozen=True)
class Point:
    """One answer: `level` and `on` say what the point stands for."""

    x: float
    y: int
    level: str
    on: date

    @property
    def cx(self) -> str:
        """As it is printed: a template takes its time over a number, and there may be hundreds."""
        return f"{self.x:g}"

    @property
    def cy(self) -> str:
        return str(self.y)


@dataclass(frozen=True)
class Tick:
    x: float
    label: str


@dataclass(frozen=True)
class Chart:
    lines: list[Line]
    points: list[Point]
    hindsight: list[Point]
    path: str
    needed_path: str
    ticks: list[Tick]
    height: int
    radius: str
    in_words: str

    width = WIDTH
    left, right = LEFT, RIGHT + AFTERWARDS

    @property
    def foot(self) -> int:
        """Where the days are written."""
        return self.height - 8


def chart(
    places: Sequence[Place], scale: Sequence[Level], *, days: tuple[date, date] | None = None
) -> Chart | None:
    """The chart of these places, oldest first; none before the second one said at the time.

    `days` are the first and the last of a chart that stands with another, if they are not its own.
    """
    told = at_the_time(places)
    if len(told) < 2:
        return None
    first, last = days or (min(place.on for place in places), max(place.on for place in places))
    axes = _Axes.of(scale, first, last)
    points = [axes.point(place) for place in told]
    return Chart(
        lines=axes.lines(scale),
        points=points,
        hindsight=[axes.point(place) for place in places if place.is_hindsight],
        path=_steps([(one.x, one.y) for one in points]),
        needed_path=_steps([axes.needed(place) for place in told]),
        ticks=[Tick(axes.x_of(day), label) for day, label in _ticks(first, last)],
        height=TOP + ROW * (len(scale) - 1) + FOOT,
        radius=f"{LARGE if len(points) <= FEW_POINTS else SMALL:g}",
        in_words=_in_words(told, axes.names),
    )


@dataclass(frozen=True)
class _Axes:
    """Where a day and a level stand; the closest level is the top line."""

    x_of: Callable[[date], float]
    y_of: dict[str, int]
    names: dict[str, str]

    @classmethod
    def of(cls, scale: Sequence[Level], first: date, last: date) -> _Axes:
        y_of = {level.key: TOP + ROW * n for n, level in enumerate(reversed(scale))}
        return cls(_days(first, last), y_of, {level.key: level.name for level in scale})

    def point(self, place: Place) -> Point:
        key = place.level.key
        return Point(self.x_of(place.on), self.y_of[key], self.names[key], place.on)

    def needed(self, place: Place) -> tuple[float, int | None]:
        return self.x_of(place.on), self.y_of[place.needed.key] if place.needed else None

    def lines(self, scale: Sequence[Level]) -> list[Line]:
        return [
            Line(self.y_of[one.key], one.name, one.position if one.position <= GLYPHS else None)
            for one in reversed(scale)
        ]


def _days(first: date, last: date) -> Callable[[date], float]:
    """Where a day stands. If all is of one day, in the middle."""
    span = (last - first).days
    if not span:
        return lambda day: (LEFT + RIGHT) / 2
    return lambda day: round(LEFT + (RIGHT - LEFT) * (day - first).days / span, 1)


def _steps(places: Sequence[tuple[float, int | None]]) -> str:
    """Across until the next day, then up or down. A missing level breaks the line."""
    parts = []
    end = (places[-1][0] + AFTERWARDS, None)
    pen_down = False
    for (x, y), (next_x, _) in pairwise([*places, end]):
        if y is None:
            pen_down = False
            continue
        parts.append(f"V{y}" if pen_down else f"M{x:g} {y}")
        parts.append(f"H{next_x:g}")
        pen_down = True
    return " ".join(parts)


def _ticks(first: date, last: date) -> list[tuple[date, str]]:
    """The first days of months between, at most six; the two ends if that leaves fewer than two."""
    form = "M Y" if last - first > SEVERAL_YEARS else "M"
    months = _months(first, last)
    every = -(-len(months) // MOST_TICKS) or 1
    shown = months[::every]
    if len(shown) >= 2:
        return [(month, date_format(month, form)) for month in shown]
    return [(day, date_format(day, "j M")) for day in dict.fromkeys([first, last])]


def _months(first: date, last: date) -> list[date]:
    """The first day of each month that begins in this time."""
    months = []
    month = first.replace(day=1)
    while month <= last:
        if month >= first:
            months.append(month)
        month = (month + timedelta(days=32)).replace(day=1)
    return months


def _in_words(told: Sequence[Place], names: dict[str, str]) -> str:
    """What the line shows, for who does not see it: each change, or a long way by its two ends."""
    moves = [place for before, place in pairwise(told) if place.level.key != before.level.key]
    first = _since(told[0], names)
    if len(moves) < MOST_IN_WORDS:
        said = ", then ".join([first, *(_inside(_since(place, names)) for place in moves)])
    else:
        last = _inside(_since(moves[-1], names))
        said = f"{first}, then {len(moves)} moves; the last is to {last}"
    return f"{said}. The table below has the same facts."


def _since(place: Place, names: dict[str, str]) -> str:
    return f"{names[place.level.key]} from {date_format(place.on, 'j F Y')}"


def _inside(words: str) -> str:
    """Not at the beginning of a sentence."""
    return words[:1].lower() + words[1:]
