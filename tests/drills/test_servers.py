"""Servers that fail under people who write: nothing acknowledged is lost, and nothing doubled.

The short run of tests/drills/server_faults.py, on both databases; `make drills` has the long one,
with the times that are promised.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.postgresql import Server

from . import server_faults as faults
from .gunicorn import ACKNOWLEDGES_TOO_SOON
from .server_faults import Size
from .site import Site, server_of_its_own, site_on, small_disk

pytestmark = pytest.mark.slow
AS_PEOPLE_DO = 0.7  # seconds between saves: a minute of it leaves the cores to the other tests
PATIENT = 60  # seconds: a machine that runs the rest of the suite as well is slow


def test_workers_that_are_killed_lose_nothing(site: Site) -> None:
    size = Size(seconds=60, writers=20, haste=10, pause=AS_PEOPLE_DO)

    assert faults.kill_workers(site, size) == []


def test_a_server_that_acknowledges_too_soon_is_found_out(site: Site) -> None:
    size = Size(seconds=4, writers=20, haste=10)

    found = faults.kill_workers(site, size, ACKNOWLEDGES_TOO_SOON)

    assert [what for what in found if "acknowledged" in what]


def test_a_server_that_is_stopped_finishes_what_it_began(site: Site) -> None:
    assert faults.stop_politely(site, Size(seconds=3, writers=50, haste=10)) == []


def test_a_database_that_is_gone_saves_nothing_and_then_everything(
    site: Site, server: Server | None
) -> None:
    size = Size(seconds=30, writers=20, haste=5, pause=AS_PEOPLE_DO)

    complaints, drained = faults.lose_database(site, server, size)

    assert complaints == []
    assert drained < PATIENT


def test_a_database_that_restarts_or_crashes_loses_nothing(
    site: Site, server: Server | None
) -> None:
    if server is None:
        return  # SQLite has no server: its crash is that of the workers, above
    complaints, took = faults.restart_database(site, server, Size(seconds=2, writers=20, haste=10))

    assert complaints == []
    assert max(took.values()) < PATIENT


def test_a_disk_that_is_full_keeps_what_was_saved(tmp_path: Path) -> None:
    with small_disk(mebibytes=160) as disk:
        if disk is None:
            pytest.skip("Filling a disk takes the right to mount a small one: run this as root.")
        with server_of_its_own(disk) as server:
            site = site_on(tmp_path, server, disk)
            assert faults.fill_disk(site, disk, Size(seconds=4, writers=20, haste=10)) == []


def test_of_two_windows_one_wins_and_both_texts_are_kept(site: Site) -> None:
    assert faults.race_two_windows(site, races=20) == []


def test_a_save_that_is_repeated_is_one_and_a_strangers_is_none(site: Site) -> None:
    assert faults.repeat_a_save(site, times=50) == []
