"""A whole database into one file and back, in the way of each of the two.

The file is plain: partnership.backups makes it in a folder of its own, encrypts it and removes it.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from partnership.databases import file_of

BESIDE_IT = ("", "-wal", "-shm", "-journal")


class CopyError(Exception):
    """The copy could not be made, is not whole, or has nowhere to go. The message says which."""


def write_copy(to: Path) -> None:
    """Copy what is in the database now, while the site goes on, and look whether it is whole."""
    if file_of(connection.settings_dict):
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(to)])
    else:
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={to}")
    require_whole(to)


def require_whole(copy: Path) -> None:
    """SQLite checks every page and key, PostgreSQL the list of contents."""
    if not file_of(connection.settings_dict):
        _run("pg_restore", "--list", str(copy), anywhere=True)
        return
    opened = sqlite3.connect(copy)
    try:
        found = opened.execute("PRAGMA integrity_check").fetchall()
        broken_keys = opened.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError as error:
        raise CopyError("The copy is not a database of this kind.") from error
    finally:
        opened.close()
    if found != [("ok",)] or broken_keys:
        raise CopyError("The copy is not whole.")


@contextmanager
def brought_back(copy: Path) -> Iterator[None]:
    """Until the block ends the copy is the database, and no page reads it yet.

    It only goes where there is nothing: a database is never overwritten. A SQLite file comes into
    its place at the end of the block, so that one which was interrupted is not there at all.
    """
    require_whole(copy)
    file = file_of(connection.settings_dict)
    if file is None:
        _load_into_server(copy)
        try:
            yield
        except Exception as error:
            raise CopyError(
                "Delete that database: what was restored in it is not finished."
            ) from error
        return
    if any(Path(f"{file}{end}").exists() for end in BESIDE_IT):
        raise CopyError(f"{file} is there already. Move it and its -wal and -shm away first.")
    beside = file.with_name(f"{file.name}.being-restored")
    _remove(beside)  # of one that was interrupted, whose log would be taken for this one's
    shutil.move(copy, beside)
    connection.close()
    connection.settings_dict["NAME"] = str(beside)
    try:
        yield
        with connection.cursor() as cursor:  # all of it into the one file
            cursor.execute("PRAGMA journal_mode=DELETE")
        connection.close()
        os.replace(beside, file)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = str(file)
        _remove(beside)


def _remove(file: Path) -> None:
    """A database of SQLite, with all that it puts beside itself."""
    for end in BESIDE_IT:
        Path(f"{file}{end}").unlink(missing_ok=True)


def _load_into_server(copy: Path) -> None:
    if connection.introspection.table_names():
        raise CopyError("That database is not empty. Make a new one and name it in DATABASE_URL.")
    connection.close()
    words = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")
    _run("pg_restore", *words, str(copy))


def _run(program: str, *words: str, anywhere: bool = False) -> None:
    """One of PostgreSQL's own programs, connected as the site is. Its messages may quote rows."""
    arguments, environment = connection.client.settings_to_cmd_args_env(
        connection.settings_dict, []
    )
    *how, name = arguments[1:]
    where = [] if anywhere else [*how, f"--dbname={name}"]
    found = shutil.which(program)
    if found is None:
        raise CopyError(f"{program} is not installed: it comes with PostgreSQL's client programs.")
    done = subprocess.run(  # noqa: S603  # a program of PostgreSQL, and words of our own
        [found, *where, *words],
        env=os.environ | (environment or {}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    if done.returncode:
        raise CopyError(f"{program} did not succeed: exit status {done.returncode}.")
