"""Run a command with DATABASE_URL naming a PostgreSQL that is thrown away afterwards.

python -m tools.on_postgresql pytest -q tests/drills/drill_autosave.py
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys

from . import postgresql


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Stopped."))  # so that the server stops too
    binaries = postgresql.find_binaries() or sys.exit(postgresql.WHAT_TO_DO)
    with postgresql.throwaway_server(binaries) as url:
        run = subprocess.run(
            [sys.executable, "-m", *sys.argv[1:]], env=os.environ | {"DATABASE_URL": url}
        )
    sys.exit(run.returncode)


if __name__ == "__main__":
    main()
