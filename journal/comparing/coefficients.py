"""Whether a number may be put on how far two facilitators agree, and which.

Only for two who tagged the same texts without having seen others' tags. Where that says nothing,
the answer is a sentence and never a 0 or a 1. Pure, over what journal.comparing.blind_pairs found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .agreement import Difference, Unit, alpha, by_cluster, interval, kappa

FEWEST_TEXTS = 20
FEWEST_USES = 10
FEWEST_WRITERS = 5  # to draw from; with fewer the ends would say more than is known
MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Texts that both tagged and that cannot be counted, by the reason."""

    seen: int = 0
    another_text: int = 0
    another_edition: int = 0

    @property
    def in_words(self) -> list[str]:
        """Such as "3 since one of you had seen the other’s tags"."""
        reasons = (
            (self.seen, "since tags had been seen before it was done"),
            (self.another_text, "since you tagged different texts of it"),
            (self.another_edition, "since you read different editions of the framework"),
        )
        return [f"{count} {reason}" for count, reason in reasons if count]


@dataclass(frozen=True, slots=True)
class Blind:
    """What two people said of the same things: each unit with the copy or person it came from.

    `texts` is how many texts the units come from, `uses` how often the two named it in all.
    """

    units: Sequence[tuple[Any, Unit]]
    texts: int
    uses: int
    left_out: LeftOut = LeftOut()


@dataclass(frozen=True, slots=True)
class Coefficient:
    """Alpha with its interval and kappa beside it; or why there is none.

    Without an interval its ends are empty: too few leaders wrote the texts.
    """

    refusal: str = ""
    alpha: str = ""
    low: str = ""
    high: str = ""
    kappa: str = ""
    n: int = 0
    uses: int = 0


def coefficient(blind: Blind, difference: Difference) -> Coefficient:
    """The figures, or a plain sentence saying what stands in their way."""
    if refusal := why_not(blind):
        return Coefficient(refusal=refusal)
    values, clusters = [unit for _, unit in blind.units], by_cluster(blind.units)
    found, beside = alpha(values, difference), kappa([(one, other) for one, other in values])
    can_draw = len(clusters) >= FEWEST_WRITERS
    ends = interval(clusters, difference) if can_draw else None
    if found is None or beside is None or (can_draw and ends is None):
        return Coefficient(refusal=NOTHING)
    low, high = ends or (None, None)
    return Coefficient(
        alpha=figure(found),
        low=figure(low),
        high=figure(high),
        kappa=figure(beside),
        n=len(values),
        uses=blind.uses,
    )


NOTHING = (
    "There is nothing to compare: you both say the same of nearly every reflection, so agreement "
    "cannot be told from chance."
)


def why_not(blind: Blind) -> str:
    """One sentence, or nothing when a figure may be shown."""
    left_out = blind.left_out
    if not blind.texts and left_out.seen:
        return "One of you had seen the other’s tags, so this says nothing of the definition."
    if not blind.texts and left_out.another_text:
        return "You tagged different texts: they were given anew in between."
    if not blind.texts and left_out.another_edition:
        return "You read different editions of the framework."
    if blind.texts < FEWEST_TEXTS:
        count = f"{blind.texts} reflection{'' if blind.texts == 1 else 's'}"
        return f"You have both tagged {count} without looking. It takes {FEWEST_TEXTS} to say more."
    if len({value for _, unit in blind.units for value in unit}) < 2:
        return "There is nothing to compare: you both used it never, or always."
    if blind.uses < FEWEST_USES:
        times = f"{blind.uses} time{'' if blind.uses == 1 else 's'}"
        return f"You used it {times} between you. It takes {FEWEST_USES} to say more."
    return ""


def figure(value: float | None) -> str:
    """Two decimal places, with a minus sign that is one; nothing for no value."""
    if value is None:
        return ""
    return f"{value:.2f}".replace("-", MINUS).replace(f"{MINUS}0.00", "0.00")
