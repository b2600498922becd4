"""The order of the suite: nothing lost, the long ones first, a drill's module with one worker."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from .order import dealt


@dataclass(frozen=True)
class Named:
    nodeid: str
    marks: tuple[str, ...] = ()

    def get_closest_marker(self, name: str) -> bool:
        return name in self.marks


DRILLS = [Named(f"tests/drills/test_{of}.py::{n}") for of in ("one", "two") for n in range(4)]
BROWSER = [Named(f"tests/browser/test_page.py::{n}", ("browser",)) for n in range(7)]
SLOW = [Named("tests/test_rules.py::slow", ("slow",))]
SHORT = [Named(f"tests/test_rules.py::{n}") for n in range(40)]
ALL = [*SHORT[:20], *BROWSER, *SLOW, *DRILLS, *SHORT[20:]]


@pytest.mark.parametrize("workers", [1, 2, 3, 5])
def test_all_are_dealt_once(workers: int) -> None:
    assert sorted(dealt(ALL, workers), key=ALL.index) == ALL


def test_each_worker_begins_with_long_ones_and_keeps_a_drill_together() -> None:
    order = dealt(ALL, 3)
    first, second, third = order[:18], order[18:37], order[37:]

    for share in (first, second, third):
        short = [one in SHORT for one in share]
        assert short == sorted(short)
        assert not short[3]
    assert first[:4] == DRILLS[:4]
    assert second[:4] == DRILLS[4:]


def test_more_long_ones_than_a_share_are_dealt_all_the_same() -> None:
    assert sorted(dealt(DRILLS, 3), key=DRILLS.index) == DRILLS
