"""A whole site for a drill: its own database, ledger and backups, its commands and its gunicorn.

Everything runs in processes of its own, as on a real machine, so that killing one is killing one.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
from pyrage import x25519

from tools import postgresql

ROOT = Path(__file__).resolve().parent.parent.parent
SECRETS = {
    "SECRET_KEY": "made up for drills on this machine, and long enough to be taken for one",
    "MFA_KEY": "another that is made up for drills on this machine, and long enough as well",
}
PASSWORD = "three drilled words"
NOT_COMPARED = {"django_session", "django_migrations", "cache"}  # cleared, or of the code
Rows = dict[str, set[str]]


@dataclass
class Site:
    """What a machine has: a folder, a database, and the environment that names them."""

    folder: Path
    database_url: str

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.backups.mkdir(exist_ok=True)
        key = x25519.Identity.generate()
        self.key_file = self.folder / "key"
        self.key_file.write_text(f"# public key: {key.to_public()}\n{key}\n")
        self.public_key = str(key.to_public())

    @property
    def backups(self) -> Path:
        return self.folder / "backups"

    @property
    def ledger(self) -> Path:
        return self.folder / "ledger"

    @property
    def environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "tests.drills.site_settings",
            "DATABASE_URL": self.database_url,
            "SITE_URL": "https://journal.example.org",
            "ALLOWED_HOSTS": "127.0.0.1",
            "EMAIL_URL": "dummymail://",
            "DEFAULT_FROM_EMAIL": "journal@example.org",
            "OPERATOR": "a drill",
            "LEDGER": str(self.ledger),
            "BACKUP_FOLDER": str(self.backups),
            "BACKUP_KEY": self.public_key,
            **SECRETS,
        }

    def run(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Python, with the site's own environment."""
        done = subprocess.run(
            [sys.executable, *words],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
        )
        assert not (check and done.returncode), done.stderr
        return done

    def manage(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        return self.run("manage.py", *words, check=check)

    def script(self, name: str, *words: str) -> Any:
        """Run a module of this folder, and read what it printed as JSON."""
        return json.loads(self.run("-m", f"tests.drills.{name}", *words).stdout)

    def get_ready(self) -> None:
        self.run("-m", "tests.drills.get_ready")

    def ask(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Straight from the database, past everything that the product might say of it."""
        if self.is_file:
            with closing(sqlite3.connect(self.file)) as opened:
                return opened.execute(sql, values).fetchall()
        with psycopg.connect(self.database_url) as connection:
            return connection.execute(sql.replace("?", "%s"), values).fetchall()

    @property
    def is_file(self) -> bool:
        return self.database_url.startswith("sqlite")

    @property
    def file(self) -> Path:
        return Path(urlsplit(self.database_url).path)

    def rows(self) -> Rows:
        """A hash of every row, by table."""
        found = {}
        for table in self._tables() - NOT_COMPARED:
            rows = self.ask(f'SELECT * FROM "{table}"')
            found[table] = {hashlib.sha256(repr(row).encode()).hexdigest() for row in rows}
        return found

    def holding(self, text: str) -> set[str]:
        """The tables that hold this text, or this id, anywhere in a row."""
        plain = text.replace("-", "")  # as SQLite writes ids
        return {
            table
            for table in self._tables() - NOT_COMPARED
            if any(
                plain in repr(row).replace("-", "") for row in self.ask(f'SELECT * FROM "{table}"')
            )
        }

    def _tables(self) -> set[str]:
        catalogue = (
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
            if self.is_file
            else "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        )
        return {name for (name,) in self.ask(catalogue)}


def site_on(folder: Path, server: postgresql.Server | None, disk: Path) -> Site:
    """Ready to be served, with its database on this server, or in a file on this disk."""
    site = Site(folder, server.url if server else f"sqlite:///{disk}/site.sqlite3")
    site.get_ready()
    return site


@contextmanager
def server_of_its_own(folder: Path | None = None) -> Iterator[postgresql.Server | None]:
    """A PostgreSQL to be stopped and started, which waits for the disk; None on SQLite."""
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        yield None
        return
    binaries = postgresql.find_binaries()
    assert binaries, postgresql.WHAT_TO_DO
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as short:
        server = postgresql.Server(binaries, folder or Path(short), [])
        with server.running():
            yield server


@contextmanager
def small_disk(mebibytes: int) -> Iterator[Path | None]:
    """A disk of its own that can be filled without harm; None where nobody may mount one."""
    with tempfile.TemporaryDirectory(prefix="disk-") as folder:
        words = ["-t", "tmpfs", "-o", f"size={mebibytes}m,mode=777", "tmpfs", folder]
        if subprocess.run(["mount", *words], capture_output=True).returncode:
            yield None
            return
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "--lazy", folder], check=True)


@contextmanager
def database_of_its_own(folder: Path, name: str) -> Iterator[str]:
    """Empty, on the kind of database that the suite runs on; gone at the end."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield f"sqlite:///{folder / name}.sqlite3"
        return
    drill = f"drill_{name}_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{drill}"')
    try:
        yield urlsplit(server)._replace(path=f"/{drill}").geturl()
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{drill}" WITH (FORCE)')
