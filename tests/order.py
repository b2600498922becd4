"""In which order tests run: the long ones first, so that no worker ends alone with one of them.

pytest-xdist gives each worker an equal run of the list, and whoever is done takes from the end of
another's. So the list is dealt into as many hands as there are workers, each beginning with its
share of what is long: drills, module by module since a module shares its servers, and browsers.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any


def dealt(items: Iterable[Any], workers: int) -> list[Any]:
    """The same tests, each worker's long ones at the head of its equal share."""
    drills, browser, slow, short = [], [], [], []
    for item in items:
        if "/drills/" in item.nodeid:
            drills.append(item)
        elif item.get_closest_marker("browser"):
            browser.append(item)
        elif item.get_closest_marker("slow"):
            slow.append(item)
        else:
            short.append(item)

    together = [
        list(of_one) for _, of_one in groupby(drills, lambda one: one.nodeid.split("::")[0])
    ]
    hands: list[list[Any]] = [[] for _ in range(workers)]
    for bundle in [*together, *([one] for one in (*browser, *slow))]:
        min(hands, key=len).extend(bundle)
    return [one for hand in filled(hands, short) for one in hand]


def filled(hands: list[list[Any]], short: list[Any]) -> list[list[Any]]:
    """Each hand made up to its share: as xdist counts, the later ones hold what is left over."""
    left = sum(map(len, hands)) + len(short)
    for at, hand in enumerate(hands):
        share = left // (len(hands) - at)
        left -= share
        taking = max(0, share - len(hand))
        hand += short[:taking]
        del short[:taking]
    return hands
