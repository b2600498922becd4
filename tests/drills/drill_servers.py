"""The long run of what can go wrong with a server, with the times that are promised.

Not collected by itself: `make drills` names this file, once for each database. A figure is printed
for each, to be written into docs/measurements.md. Needs a machine that does nothing else.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.postgresql import Server

from . import server_faults as faults
from .gunicorn import ACKNOWLEDGES_TOO_SOON
from .server_faults import Size
from .site import Site, server_of_its_own, site_on, small_disk

RECOVERED, DRAINED = 5, 60  # seconds


def test_workers_killed_for_ten_minutes(site: Site) -> None:
    assert faults.kill_workers(site, Size(seconds=600, writers=20, haste=4)) == []


def test_a_server_that_acknowledges_too_soon_is_found_out(site: Site) -> None:
    found = faults.kill_workers(site, Size(30, 20, haste=4), ACKNOWLEDGES_TOO_SOON)

    assert [what for what in found if "acknowledged" in what]


def test_a_server_that_is_stopped_under_fifty_writers(site: Site) -> None:
    assert faults.stop_politely(site, Size(seconds=10, writers=50, haste=4)) == []


@pytest.mark.parametrize("seconds", [30, 120])
def test_a_database_that_is_gone(site: Site, server: Server | None, seconds: int) -> None:
    """Tried again as seldom as the page does."""
    complaints, drained = faults.lose_database(site, server, Size(seconds, 20, haste=1))

    print(f"\ngone for {seconds} s: all saved {drained:.1f} s after its return")
    assert complaints == []
    assert drained < DRAINED


@pytest.mark.parametrize("time", range(3))
def test_a_database_that_restarts_and_crashes(site: Site, server: Server | None, time: int) -> None:
    if server is None:
        pytest.skip("SQLite has no server: its crash is that of the workers.")
    complaints, took = faults.restart_database(site, server, Size(10, 20, haste=4))

    print("\n" + ", ".join(f"{how}: saved again after {s:.1f} s" for how, s in took.items()))
    assert complaints == []
    assert max(took.values()) < RECOVERED


def test_a_disk_that_is_full_for_half_a_minute(tmp_path: Path) -> None:
    with small_disk(mebibytes=160) as disk:
        if disk is None:
            pytest.skip("Filling a disk takes the right to mount a small one: run this as root.")
        with server_of_its_own(disk) as server:
            site = site_on(tmp_path, server, disk)
            assert faults.fill_disk(site, disk, Size(30, 20, haste=4)) == []


def test_two_hundred_races_of_two_windows(site: Site) -> None:
    assert faults.race_two_windows(site, races=200) == []
