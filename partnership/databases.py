"""How each of the two databases is set up. The one place that knows which of them it is.

SQLite serves one machine and PostgreSQL any number of web processes. Both must behave alike, so
what differs is only how the connection is opened, and how the whole is copied
(partnership/copies.py). Every figure here was measured (docs/decisions/0004-two-databases.md).
"""

from pathlib import Path
from typing import Any

import environ
from django.db import connection

SQLITE_OPTIONS: dict[str, Any] = {
    # A transaction that reads and then writes takes the write lock at its start. With the default
    # and 12 writers, 64% of such saves were lost to "database is locked"; with this, none.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # WAL: readers never wait for a writer. FULL: an acknowledged save is on the disk.
    # secure_delete: erased words cannot be read from the file's free pages.
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
        "PRAGMA secure_delete=ON; PRAGMA cache_size=-16000;"
    ),
}

POSTGRESQL_OPTIONS: dict[str, Any] = {
    "pool": {"min_size": 1, "max_size": 8, "timeout": 10},
    # A page that takes longer than this is a fault; a lock held longer is another one's fault.
    "options": (
        "-c statement_timeout=15000 -c lock_timeout=5000 "
        "-c idle_in_transaction_session_timeout=30000"
    ),
}


def database(url: str) -> dict[str, Any]:
    """Django's settings for a database URL, such as sqlite:///var/journal.sqlite3."""
    config: dict[str, Any] = dict(environ.Env.db_url_config(url))
    if config["ENGINE"].endswith("sqlite3"):
        how = {"ENGINE": "partnership.sqlite3", "OPTIONS": SQLITE_OPTIONS, "CONN_MAX_AGE": None}
        return config | how
    # The pool keeps connections itself, so Django must not (CONN_MAX_AGE 0), and it checks each
    # one before lending it: after a restart of the server three requests failed without this.
    options = config.get("OPTIONS", {}) | POSTGRESQL_OPTIONS
    return config | {"OPTIONS": options, "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": True}


def file_of(config: dict[str, Any]) -> Path | None:
    """The file that is the whole database, or None where a server keeps it."""
    is_file = config["ENGINE"].endswith("sqlite3")
    return Path(config["NAME"]) if is_file else None


def size_and_version() -> tuple[int, str]:
    """How many bytes the database takes, and what it is: "PostgreSQL 16.4". One query."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT page_count * page_size, sqlite_version() "
                "FROM pragma_page_count(), pragma_page_size()"
            )
            name = "SQLite"
        else:
            cursor.execute(
                "SELECT pg_database_size(current_database()), current_setting('server_version')"
            )
            name = "PostgreSQL"
        size, version = cursor.fetchone()
    return int(size), f"{name} {version.split()[0]}"
