"""Backups: which are kept, and what is refused. That they come back whole is a drill."""

import os
import shutil
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyrage
import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.db.utils import ConnectionHandler
from pyrage.x25519 import Identity, Recipient

from partnership.backups import STAMP, delete_old_backups, make_backup, newest_backup
from partnership.copies import CopyError, brought_back, require_whole
from partnership.databases import database

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
    assert newest_backup(tmp_path, at=NOW) == tmp_path / names[0]


def test_what_is_half_written_is_no_backup(tmp_path: Path) -> None:
    (tmp_path / "journal-20261122T024500Z.unfinished").touch()

    assert newest_backup(tmp_path, at=NOW) is None


def test_half_a_backup_goes_once_it_is_sure_that_nobody_writes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("partnership.backups.write_copy", lambda to: to.touch())
    left, young = (tmp_path / f"journal-2026112{day}T024500Z.unfinished" for day in (1, 2))
    for file, hours in ((left, 13), (young, 1)):
        file.touch()
        os.utime(file, (time.time() - hours * 3600,) * 2)

    make_backup(tmp_path, str(Identity.generate().to_public()))

    assert (left.exists(), young.exists()) == (False, True)


def test_a_damaged_copy_is_not_taken_for_whole(tmp_path: Path) -> None:
    (tmp_path / "copy").write_bytes(b"not a database" * 1000)

    with pytest.raises(CopyError):
        require_whole(tmp_path / "copy")


def test_a_copy_with_a_key_that_leads_nowhere_is_not_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = ConnectionHandler({"default": database("sqlite:///any")})["default"]
    monkeypatch.setattr("partnership.copies.connection", site)
    with closing(sqlite3.connect(tmp_path / "copy")) as copy:
        copy.execute("CREATE TABLE person (id INTEGER PRIMARY KEY)")
        copy.execute("CREATE TABLE entry (author INTEGER REFERENCES person)")
        require_whole(tmp_path / "copy")  # the control
        copy.execute("INSERT INTO entry VALUES (7)")
        copy.commit()

    with pytest.raises(CopyError, match="not whole"):
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


@pytest.mark.django_db
def test_a_backup_that_fails_half_way_leaves_nothing(
    settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or each night that fails would fill the disk a little more."""
    settings.BACKUP_FOLDER, settings.BACKUP_KEY = tmp_path, str(Identity.generate().to_public())

    def full(_copy: str, to: str, _for: object) -> None:
        Path(to).write_bytes(b"half")
        raise pyrage.EncryptError("No space left on device")

    monkeypatch.setattr("partnership.backups.write_copy", lambda to: to.touch())
    monkeypatch.setattr("partnership.backups.pyrage.encrypt_file", full)

    with pytest.raises(CommandError, match="No backup was made"):
        call_command("backup")

    assert not list(tmp_path.iterdir())


@pytest.mark.django_db
@pytest.mark.parametrize("size", [0, 5000, 64 * 1024, 200_000])
def test_a_backup_whose_last_bytes_found_no_room_is_none(
    settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    """pyrage swallows the error of the last write, and leaves what nobody can open."""
    settings.BACKUP_FOLDER, settings.BACKUP_KEY = tmp_path, str(Identity.generate().to_public())
    monkeypatch.setattr("partnership.backups.write_copy", lambda to: to.write_bytes(b"x" * size))
    encrypt = pyrage.encrypt_file

    def cut_short(copy: str, to: str, recipients: list[Recipient]) -> None:
        encrypt(copy, to, recipients)
        os.truncate(to, Path(to).stat().st_size - 1)

    call_command("backup")  # the control
    [whole] = tmp_path.glob("journal-*.age")
    whole.unlink()
    monkeypatch.setattr("partnership.backups.pyrage.encrypt_file", cut_short)

    with pytest.raises(CommandError, match="cut short"):
        call_command("backup")

    assert not list(tmp_path.glob("journal-*"))


@pytest.mark.django_db
def test_a_ledger_that_cannot_be_copied_is_said_and_the_backup_stays(
    settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, settings.LEDGER = tmp_path / "backups", tmp_path  # which is no file
    folder.mkdir()
    settings.BACKUP_FOLDER, settings.BACKUP_KEY = folder, str(Identity.generate().to_public())
    monkeypatch.setattr("partnership.backups.write_copy", lambda to: to.touch())

    with pytest.raises(CommandError, match=r"Wrote .*, but not the ledger beside it"):
        call_command("backup")

    assert newest_backup(folder)


@pytest.mark.django_db
def test_a_database_that_cannot_be_copied_is_said(
    settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.BACKUP_FOLDER, settings.BACKUP_KEY = tmp_path, str(Identity.generate().to_public())

    def full(_to: Path) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr("partnership.backups.write_copy", full)

    with pytest.raises(CommandError, match="No backup was made"):
        call_command("backup")

    assert not list(tmp_path.iterdir())


@pytest.mark.django_db
def test_what_an_interrupted_restore_left_does_not_get_into_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite would take the log of the one before for changes to the copy."""
    to = tmp_path / "journal.sqlite3"
    with closing(sqlite3.connect(tmp_path / "before")) as before:
        before.execute("PRAGMA journal_mode=WAL")
        say(before, "taken back since")
        shutil.copy(tmp_path / "before-wal", f"{to}.being-restored-wal")
    with closing(sqlite3.connect(tmp_path / "copy")) as copy:
        say(copy, "whole")
    site = ConnectionHandler({"default": database(f"sqlite:///{to}")})["default"]
    monkeypatch.setattr("partnership.copies.connection", site)

    with brought_back(tmp_path / "copy"), site.cursor() as cursor:
        cursor.execute("SELECT words FROM said")

    with closing(sqlite3.connect(to)) as restored:
        assert restored.execute("SELECT words FROM said").fetchall() == [("whole",)]


def say(where: sqlite3.Connection, words: str) -> None:
    where.execute("CREATE TABLE said (words)")
    where.execute("INSERT INTO said VALUES (?)", [words])
    where.commit()
