"""A backup of a loaded site, what people did after it, and the backup brought back.

Every row is as it was when the backup was made, save what was taken back or erased since: that is
gone. And with a ledger that is lost, these same checks fail.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from .site import Rows, Site, database_of_its_own

pytestmark = pytest.mark.slow

# Where a row differs because a deed was done to it again; anywhere else it may only be gone.
POINTED_AT_IT = {"journal_entry", "journal_observation"}  # at the entry that was erased
DONE_AGAIN = {
    "journal_erasedentry",
    "journal_membership",
    "journal_sharedcopy",
    "journal_sheetline",
    "journal_twoviews",
}


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Path, Rows, Any]]:
    """The site, its backup, every row at that time, and what people did after."""
    folder = tmp_path_factory.mktemp("lived")
    with database_of_its_own(folder, "lived") as url:
        site = Site(folder, url)
        site.get_ready()
        site.manage("make_load", "--cohorts", "2", "--leaders", "6", "--entries", "10")
        site.script("one_day", "before")
        rows = site.rows()
        said = site.manage("backup").stdout
        (backup,) = site.backups.glob("*.age")
        assert str(backup) in said
        yield site, backup, rows, site.script("one_day", "after")


def restored(
    lived: tuple[Site, Path, Rows, Any], folder: Path, url: str, ledger: Path | None = None
) -> Site:
    site, backup, _, _ = lived
    again = Site(folder, url)
    words = ["--key", str(site.key_file), "--ledger", str(ledger or site.ledger)]
    again.manage("restore", str(backup), *words)
    return again


def what_came_back(site: Site, since: Any) -> set[str]:
    """What should not be there any more, and is."""
    found = {copy for copy in since["gone"] if site.holding(copy)}
    found |= {entry for entry in [since["erased_entry"]] if site.holding(entry)}
    wide = site.ask("SELECT id FROM journal_sharedcopy WHERE audience = 'cohort'")
    if UUID(since["narrowed"]) in {UUID(str(pk)) for (pk,) in wide}:
        found.add("narrowed")
    if ("no",) not in site.ask("SELECT consent FROM journal_sheetline"):
        found.add("line")
    if (None,) in site.ask("SELECT left_at FROM journal_membership WHERE id = ?", since["ended"]):
        found.add("ended")
    return found


def test_what_was_restored_is_what_was_there_without_what_was_taken_back(
    lived: tuple[Site, Path, Rows, Any], tmp_path: Path
) -> None:
    with database_of_its_own(tmp_path, "restored") as url:
        again = restored(lived, tmp_path, url)
        site, _, before, since = lived
        rows = again.rows()

        assert what_came_back(again, since) == set()
        assert rows.keys() == before.keys()
        differ = {table for table in rows if rows[table] - before[table]}
        assert DONE_AGAIN <= differ <= DONE_AGAIN | POINTED_AT_IT
        assert len(rows["journal_entry"]) == len(before["journal_entry"]) - 1
        assert sum(map(len, rows.values())) > 0.9 * sum(map(len, before.values()))
        assert again.ask("SELECT count(*) FROM django_session") == [(0,)]
        assert "journal_entry" in site.holding("Without the sentence")  # it was another day


def test_with_the_ledger_lost_all_of_it_comes_back(
    lived: tuple[Site, Path, Rows, Any], tmp_path: Path
) -> None:
    """The control: the checks above can fail, and every row is in the backup."""
    empty = tmp_path / "no-ledger"
    empty.touch()
    with database_of_its_own(tmp_path, "unled") as url:
        again = restored(lived, tmp_path, url, ledger=empty)
        _, _, before, since = lived

        everything = {*since["gone"], since["erased_entry"], "narrowed", "line", "ended"}
        assert what_came_back(again, since) == everything
        assert again.rows() == before


def test_nothing_is_overwritten_and_no_other_key_opens_it(
    lived: tuple[Site, Path, Rows, Any], tmp_path: Path
) -> None:
    site, backup, _, _ = lived
    with database_of_its_own(tmp_path, "stranger") as url:
        stranger = Site(tmp_path, url)
        words = ["restore", str(backup), "--ledger", str(site.ledger), "--key"]
        before = site.rows()

        other_key = stranger.manage(*words, str(stranger.key_file), check=False)
        over_it = site.manage(*words, str(site.key_file), check=False)

        assert "This key does not open that backup" in other_key.stderr
        assert "Nothing was restored." in over_it.stderr
        assert site.rows() == before
        assert not list(site.backups.glob(".plain-*"))
        assert b"SQLite format" not in backup.read_bytes()
