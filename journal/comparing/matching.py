"""Which of two people's tags speak of the same words, and which levels they named. Pure.

Two passages match when they overlap by at least half of the shorter one, counted in characters.
A tag on all of a text matches a tag on all of it, and no passage.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from journal.tagging.passages import Span

HALF = 0.5


@dataclass(frozen=True, slots=True)
class Placed:
    """One tag: which element, worded in which edition, on which words (none for all of it)."""

    key: str
    span: Span | None
    edition: int
    reason: str = ""


Side = tuple[Placed | None, Placed | None]


def overlap(one: Span, other: Span) -> float:
    """The share of the shorter passage that lies in the other, from 0 to 1."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return max(0, common) / min(one.end - one.start, other.end - other.start)


def matches(one: Placed, other: Placed) -> bool:
    if one.span is None or other.span is None:
        return one.span is other.span
    return overlap(one.span, other.span) >= HALF


def side_by_side(first: Sequence[Placed], second: Sequence[Placed]) -> list[Side]:
    """Each tag of both, once, beside the one it matches best; in the order of the text."""
    close = sorted(
        ((_closeness(one, other), i, j) for i, one in enumerate(first)
         for j, other in enumerate(second) if matches(one, other)),
        key=lambda found: (-found[0], found[1], found[2]),
    )  # fmt: skip
    beside: dict[int, int] = {}
    for _, i, j in close:
        if i not in beside and j not in beside.values():
            beside[i] = j
    sides: list[Side] = [
        (one, second[beside[i]] if i in beside else None) for i, one in enumerate(first)
    ]
    sides += [(None, other) for j, other in enumerate(second) if j not in beside.values()]
    return sorted(sides, key=_place)


def _closeness(one: Placed, other: Placed) -> float:
    return overlap(one.span, other.span) if one.span and other.span else 1.0


def _place(side: Side) -> tuple[int, int]:
    span = next(tag.span for tag in side if tag is not None)
    return (span.start, span.end) if span else (-1, -1)


def used_in(span: Span, tags: Iterable[Placed]) -> bool:
    """Whether a passage among these tags stands in this paragraph. Tags on all of it say nothing
    of any one paragraph."""
    return any(tag.span is not None and overlap(span, tag.span) >= HALF for tag in tags)


@dataclass(frozen=True, slots=True)
class Levels:
    """Which level two people named, in texts where each named exactly one."""

    pairs: tuple[tuple[int, int], ...]
    left_out: int

    @property
    def n(self) -> int:
        return len(self.pairs)

    @property
    def same(self) -> int:
        return sum(one == other for one, other in self.pairs)

    @property
    def within_one(self) -> int:
        return sum(abs(one - other) <= 1 for one, other in self.pairs)

    @property
    def second_higher(self) -> int:
        return sum(other > one for one, other in self.pairs)

    @property
    def second_lower(self) -> int:
        return sum(other < one for one, other in self.pairs)

    def grid(self, levels: Sequence[int]) -> list[list[int]]:
        """How often the first named the row's level and the second the column's."""
        counts = Counter(self.pairs)
        return [[counts[one, other] for other in levels] for one in levels]


def levels_of(texts: Iterable[tuple[set[int], set[int]]]) -> Levels:
    """From the levels that two people named in each text. One each, or the text is left out."""
    pairs, left_out = [], 0
    for first, second in texts:
        if len(first) == len(second) == 1:
            pairs.append((*first, *second))
        elif first or second:
            left_out += 1
    return Levels(tuple(pairs), left_out)  # type: ignore[arg-type]
