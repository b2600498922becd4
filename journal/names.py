"""Names of people in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

FEW = 2


def in_a_row(names: Sequence[str]) -> str:
    """ "Ann", "Ann and Ben", "Ann, Ben and Cat"; nothing for nobody."""
    *others, last = names or [""]
    return f"{', '.join(others)} and {last}" if others else last


def few_facilitators(names: Sequence[str]) -> str:
    """The same on a button, where more than two go by their office; nothing for nobody."""
    return in_a_row(names) if len(names) <= FEW else "your facilitators"
