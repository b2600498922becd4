"""How SQLite is opened: what was measured to matter is really set on a connection."""

import gc
import sqlite3
from pathlib import Path

import pytest
from django.db import OperationalError
from django.db.utils import ConnectionHandler
from pytest_django import DjangoDbBlocker

from partnership.databases import database

FULL, ON = 2, 1


@pytest.fixture
def opened(tmp_path: Path) -> sqlite3.Connection:
    """A connection that has run the command Django runs on each of its own.

    Everything is off beforehand, since some builds of SQLite have some of it on by themselves.
    """
    connection = sqlite3.connect(tmp_path / "journal.sqlite3")
    for pragma in ("synchronous", "secure_delete", "foreign_keys"):
        connection.execute(f"PRAGMA {pragma}=OFF")
    connection.executescript(database("sqlite:///journal.sqlite3")["OPTIONS"]["init_command"])
    return connection


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", FULL),  # an acknowledged save is on the disk
        ("secure_delete", ON),  # erased words cannot be read from the file's free pages
        ("foreign_keys", ON),
    ],
)
def test_a_connection_to_sqlite_keeps_what_was_promised(
    opened: sqlite3.Connection, pragma: str, value: object
) -> None:
    assert opened.execute(f"PRAGMA {pragma}").fetchone() == (value,)


def test_words_that_were_deleted_are_not_left_in_the_file(
    opened: sqlite3.Connection, tmp_path: Path
) -> None:
    opened.execute("CREATE TABLE entry (body TEXT)")
    opened.execute("INSERT INTO entry VALUES (?)", ["a secret sentence " * 50])
    opened.commit()
    opened.execute("DELETE FROM entry")
    opened.commit()
    opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    opened.close()

    assert b"a secret sentence" not in (tmp_path / "journal.sqlite3").read_bytes()


def test_a_transaction_on_sqlite_takes_the_write_lock_at_its_start() -> None:
    assert database("sqlite:///x.sqlite3")["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_a_transaction_that_cannot_begin_leaves_no_open_cursor(
    opened: sqlite3.Connection, tmp_path: Path, django_db_blocker: DjangoDbBlocker
) -> None:
    """Left to the garbage collector it would be put to rest by any thread: partnership/sqlite3."""
    config = database(f"sqlite:///{tmp_path}/journal.sqlite3")
    config["OPTIONS"] = {**config["OPTIONS"], "timeout": 0}
    opened.execute("BEGIN EXCLUSIVE")
    with django_db_blocker.unblock():
        ours = ConnectionHandler({"default": config})["default"]
        with pytest.raises(OperationalError, match="locked") as failed:
            ours.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)

    # By their types: asking a lazy object of another test what it is would make it.
    left = [one for one in gc.get_objects() if issubclass(type(one), sqlite3.Cursor)]
    left = [one for one in left if one.connection is ours.connection]

    assert left, failed  # the error keeps it
    for cursor in left:
        with pytest.raises(sqlite3.ProgrammingError, match="closed cursor"):
            sqlite3.Cursor.execute(cursor, "SELECT 1")
    ours.connection.close()


def test_a_connection_to_postgresql_is_checked_before_it_is_lent_and_never_waits_for_ever() -> None:
    config = database("postgresql://user@host/name")

    assert config["CONN_HEALTH_CHECKS"]
    for limit in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"):
        assert f"-c {limit}=" in config["OPTIONS"]["options"]
