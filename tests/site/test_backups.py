"""Backups: which are kept, and what is refused. That they come back whole is a drill."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from partnership.backups import STAMP, delete_old_backups, newest_backup
from partnership.copies import CopyError, require_whole

NOW = datetime(2026, 11, 22, 2, 45, tzinfo=UTC)


def backups_of(folder: Path, *days_ago: int) -> list[str]:
    names = [f"journal-{NOW - timedelta(days=days):{STAMP}}.age" for days in days_ago]
    for name in names:
        (folder / name).touch()
    return names


def test_the_old_go_and_the_newest_three_stay_however_old(tmp_path: Path) -> None:
    names = backups_of(tmp_path, 0, 1, 13, 15, 400)
    (tmp_path / "ledger").touch()

    delete_old_backups(tmp_path, days=14, at=NOW)
    assert {file.name for file in tmp_path.iterdir()} == {*names[:3], "ledger"}

    delete_old_backups(tmp_path, days=14, at=NOW + timedelta(days=365))
    assert {file.name for file in tmp_path.iterdir()} == {*names[:3], "ledger"}
    assert newest_backup(tmp_path) == tmp_path / names[0]


def test_what_is_half_written_is_no_backup(tmp_path: Path) -> None:
    (tmp_path / "journal-20261122T024500Z.unfinished").touch()

    assert newest_backup(tmp_path) is None


def test_a_damaged_copy_is_not_taken_for_whole(tmp_path: Path) -> None:
    (tmp_path / "copy").write_bytes(b"not a database" * 1000)

    with pytest.raises(CopyError):
        require_whole(tmp_path / "copy")


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "age1notakey", "AGE-SECRET-KEY-1"])
def test_no_backup_is_made_for_a_key_that_is_none(
    settings: LazySettings, tmp_path: Path, key: str
) -> None:
    settings.BACKUP_FOLDER, settings.BACKUP_KEY = tmp_path, key

    with pytest.raises(CommandError, match="BACKUP_KEY is not a public key"):
        call_command("backup")

    assert not list(tmp_path.iterdir())


@pytest.mark.django_db
def test_a_site_whose_backups_others_make_makes_none(settings: LazySettings) -> None:
    settings.BACKUP_FOLDER = None

    with pytest.raises(CommandError, match="makes no backups"):
        call_command("backup")


def test_nothing_is_restored_without_a_ledger(tmp_path: Path) -> None:
    words = [str(tmp_path / "backup"), "--key", str(tmp_path), "--ledger", str(tmp_path / "none")]

    with pytest.raises(CommandError, match="what people took back or"):
        call_command("restore", *words)
