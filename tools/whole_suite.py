"""The whole suite on SQLite and again on PostgreSQL: what `make test` does.

Tests marked `once` look at what no database changes, such as markup: they run with SQLite alone.

Finds a Chromium and PostgreSQL's server, installs them where it can, or stops with one sentence
that says what to install. Nothing is skipped: a suite that cannot run is a suite that failed.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools import chromium, postgresql

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Stopped."))  # so that the server stops too
    install_what_is_missing()
    browser = chromium.find_chromium() or sys.exit(chromium.WHAT_TO_DO)
    binaries = postgresql.find_binaries() or sys.exit(postgresql.WHAT_TO_DO)
    print(f"Browser: {browser}\nPostgreSQL: {binaries}", flush=True)

    environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    environment |= {"CHROMIUM": browser}
    results = [suite("SQLite", environment)]
    with postgresql.throwaway_server(binaries) as url:
        server = environment | {"DATABASE_URL": url}
        results.append(suite("PostgreSQL", server, "-m", "not once"))

    print("\n" + "\n".join(line for _, line in results), flush=True)
    sys.exit(any(code for code, _ in results))


def install_what_is_missing() -> None:
    """As root on Debian or Ubuntu, with apt-get. Elsewhere nothing: main says what to install."""
    wanted = [
        (chromium.find_chromium, ("chromium-headless-shell", "chromium")),
        (postgresql.find_binaries, ("postgresql",)),
    ]
    missing = [(find, names) for find, names in wanted if find() is None]
    program = shutil.which("apt-get")
    if not missing or program is None or os.geteuid() != 0:
        return
    apt_get = partial(without_a_question, program, "-qq")
    apt_get("update")
    for find, names in missing:
        for name in names:
            if find() is None:
                print(f"Installing {name} with apt-get", flush=True)
                apt_get("install", "--yes", "--no-install-recommends", name)


def without_a_question(*command: str) -> None:
    """That it failed is seen by what is still missing."""
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, env=quiet, stdin=subprocess.DEVNULL)


def suite(database: str, environment: dict[str, str], *words: str) -> tuple[int, str]:
    """Run every test on one database. Returns the exit code and a line for the end."""
    print(f"\nThe whole suite on {database}", flush=True)
    # One more than there are cores, since a drill mostly waits; two more took 479 s where this took
    # 432. Whoever is done takes from the others: a few tests are fifty times as long as most.
    workers = ["-n", str(1 + max(2, os.cpu_count() or 2)), "--dist", "worksteal"]
    started = time.monotonic()
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *workers, *words, *sys.argv[1:]],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
    )
    took = time.monotonic() - started
    return run.returncode, f"{database}: {'failed' if run.returncode else 'passed'} in {took:.0f} s"


if __name__ == "__main__":
    main()
