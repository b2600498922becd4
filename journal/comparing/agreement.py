"""How far two people agree in what they saw: counts first, then the coefficients of the literature.

Pure: no models, no request. docs/comparison.md gives each formula with its source, says when a
coefficient may be shown at all, and lists the examples that the tests work through. Every function
answers None where its formula divides by nothing, and never a 0 or a 1 that would stand for it.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, permutations
from typing import Any

RESAMPLES = 1_000
SEED = 1_960  # any number will do, so long as it never changes
MIDDLE = 0.95
ENOUGH_TO_RESAMPLE = 0.95  # the share of resamples in which alpha must be defined

Unit = tuple[int, ...]  # what each person said of one thing; for use: 1 used, 0 not
Difference = Callable[[int, int, Mapping[int, float]], float]


@dataclass(frozen=True, slots=True)
class Counts:
    """Of n things: both used it, only the first, only the second, neither."""

    both: int
    first: int
    second: int
    neither: int

    @classmethod
    def of(cls, units: Iterable[tuple[bool, bool]]) -> Counts:
        seen = Counter(units)
        return cls(
            both=seen[True, True],
            first=seen[True, False],
            second=seen[False, True],
            neither=seen[False, False],
        )

    @property
    def n(self) -> int:
        return self.both + self.first + self.second + self.neither

    @property
    def either(self) -> int:
        return self.both + self.first + self.second

    @property
    def uses(self) -> int:
        """Each person's use of it on each thing is one."""
        return 2 * self.both + self.first + self.second

    @property
    def agreement(self) -> float | None:
        return (self.both + self.neither) / self.n if self.n else None

    @property
    def kappa(self) -> float | None:
        """Cohen's (1960): chance is reckoned from how often each of the two used it."""
        if not self.n:
            return None
        by_first = (self.both + self.first) / self.n
        by_second = (self.both + self.second) / self.n
        expected = by_first * by_second + (1 - by_first) * (1 - by_second)
        observed = (self.both + self.neither) / self.n
        return None if expected == 1 else (observed - expected) / (1 - expected)

    @property
    def alpha(self) -> float | None:
        """Krippendorff's for two people and two values: chance is reckoned from both together."""
        n, used = self.n, self.uses
        unused = 2 * n - used
        if not used or not unused:
            return None
        expected = 2 * used * unused / (2 * n * (2 * n - 1))
        return 1 - (self.first + self.second) / n / expected


def nominal(one: int, other: int, totals: Mapping[int, float]) -> float:
    return float(one != other)


def ordinal(one: int, other: int, totals: Mapping[int, float]) -> float:
    """Squared: how many values lie from one to the other, counting half of each end."""
    low, high = min(one, other), max(one, other)
    between = sum(count for value, count in totals.items() if low <= value <= high)
    return (between - (totals[low] + totals[high]) / 2) ** 2 if low != high else 0.0


def alpha(units: Iterable[Unit], difference: Difference = nominal) -> float | None:
    """Krippendorff's alpha by the coincidence matrix (2011), for any number of people.

    A unit that m people coded adds its m(m-1) ordered pairs, each with weight 1/(m-1); a unit that
    one person coded says nothing.
    """
    pairs: Counter[tuple[int, int]] = Counter()
    for values, times in Counter(units).items():
        for pair in permutations(values, 2):
            pairs[pair] += times / (len(values) - 1)  # type: ignore[assignment]
    totals: Counter[int] = Counter()
    for (one, _), weight in pairs.items():
        totals[one] += weight
    n = sum(totals.values())
    apart = {pair: difference(*pair, totals) for pair in permutations(totals, 2)}
    expected = sum(totals[one] * totals[other] * far for (one, other), far in apart.items())
    if not expected:
        return None
    observed = sum(pairs[pair] * far for pair, far in apart.items())
    return 1 - (n - 1) * observed / expected


def kappa(units: Iterable[tuple[int, int]]) -> float | None:
    """Cohen's (1960) for two people and any number of values, each as far from every other."""
    pairs = Counter(units)
    n = sum(pairs.values())
    first, second = Counter[int](), Counter[int]()
    for (one, other), times in pairs.items():
        first[one] += times
        second[other] += times
    by_chance = sum(first[value] * second[value] for value in first)
    if by_chance == n * n:
        return None
    same = sum(times for (one, other), times in pairs.items() if one == other)
    return (n * same - by_chance) / (n * n - by_chance)


def interval(
    clusters: Sequence[Sequence[Unit]], difference: Difference = nominal
) -> tuple[float, float] | None:
    """Where alpha falls in the middle 95% of resamples of whole clusters (copies, or people).

    The same data always give the same answer. None where too many resamples leave alpha undefined.
    """
    draw = random.Random(SEED)  # noqa: S311  the same for everyone, and no secret
    found = []
    for _ in range(RESAMPLES):
        drawn = draw.choices(clusters, k=len(clusters)) if clusters else []
        if (value := alpha(chain.from_iterable(drawn), difference)) is not None:
            found.append(value)
    if len(found) < ENOUGH_TO_RESAMPLE * RESAMPLES:
        return None
    found.sort()
    outside = round(len(found) * (1 - MIDDLE) / 2)
    return found[outside], found[-1 - outside]


def by_cluster(units: Iterable[tuple[Any, Unit]]) -> list[list[Unit]]:
    """Units that come from one copy, or one person, kept together."""
    clusters: dict[Any, list[Unit]] = {}
    for cluster, unit in units:
        clusters.setdefault(cluster, []).append(unit)
    return list(clusters.values())
