"""Pages measured on both databases, passages carried, and suggestions: what `make bench` does.

Every database is a throw-away one. PostgreSQL waits for the disk here, as it does on a real site.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tools import postgresql

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    binaries = postgresql.find_binaries() or sys.exit(postgresql.WHAT_TO_DO)
    run("-m", "tools.bench_passages")
    run("-m", "tools.bench_suggestions")
    run("manage.py", "collectstatic", "--noinput", "--verbosity", "0")
    with tempfile.TemporaryDirectory() as folder:
        pages("SQLite", f"sqlite:///{folder}/bench.sqlite3")
        desk("SQLite", f"sqlite:///{folder}/desk.sqlite3")
        partnerships("SQLite", f"sqlite:///{folder}/partnerships.sqlite3")
        looking("SQLite", f"sqlite:///{folder}/looking.sqlite3")
    with postgresql.throwaway_server(binaries, durable=True) as url:
        pages("PostgreSQL", url)
    with postgresql.throwaway_server(binaries, durable=True) as url:
        desk("PostgreSQL", url)
    with postgresql.throwaway_server(binaries, durable=True) as url:
        partnerships("PostgreSQL", url)
    with postgresql.throwaway_server(binaries, durable=True) as url:
        looking("PostgreSQL", url)


def pages(database: str, url: str) -> None:
    run("-m", "tools.bench_pages", database, DATABASE_URL=url)


def desk(database: str, url: str) -> None:
    run("-m", "tools.bench_desk", database, DATABASE_URL=url)


def partnerships(database: str, url: str) -> None:
    run("-m", "tools.bench_partnerships", database, DATABASE_URL=url)


def looking(database: str, url: str) -> None:
    run("-m", "tools.bench_looking", database, DATABASE_URL=url)


def run(*words: str, **environment: str) -> None:
    command = [sys.executable, *words]
    subprocess.run(command, cwd=ROOT, env=os.environ | environment, check=True)


if __name__ == "__main__":
    main()
