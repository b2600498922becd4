"""Deeds at the very same moment, by real threads with connections of their own."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections


def let_others_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let other threads reach the test database. SQLite's, in memory, is first put in a file."""
    if connection.vendor == "sqlite":
        name = str(folder / "race.sqlite3")
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [name])
        # Six first connections may not each make it a log at once: SQLite says that it is locked.
        with closing(sqlite3.connect(name)) as copy:
            copy.execute("PRAGMA journal_mode=WAL")
        own = {**connections.databases["default"], "NAME": name}
        monkeypatch.setitem(connections.databases, "default", own)


def at_once(deeds: list[Callable[[], Any]]) -> list[Any]:
    """Do them all at the same moment, and give each one's result or what it raised."""
    ready = Barrier(len(deeds))

    def do(deed: Callable[[], Any]) -> Any:
        try:
            connection.ensure_connection()
            ready.wait(timeout=20)
            return deed()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(do, deeds))
