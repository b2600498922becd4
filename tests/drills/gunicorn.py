"""A site served by gunicorn as a real one is, whose workers can be found and killed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.request import urlopen

from tools.postgresql import free_port

from .site import ROOT, Site

TRUE = "partnership.wsgi"
ACKNOWLEDGES_TOO_SOON = "tests.drills.too_soon"


class Gunicorn:
    def __init__(self, process: subprocess.Popen[bytes], port: int, log: Path) -> None:
        self.process = process
        self.port = port
        self.log = log

    def workers(self) -> list[int]:
        """The processes that answer: children of the one that was started."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in children.read_text().split()]

    def kill_one(self) -> None:
        """As the kernel does when memory runs out: without a word."""
        if workers := self.workers():
            with suppress(ProcessLookupError):  # it had just gone by itself
                os.kill(random.choice(workers), signal.SIGKILL)

    def stop(self, within: float = 40) -> int:
        """As systemd does; what it exits with."""
        self.process.terminate()
        return self.process.wait(within)

    def answers(self) -> bool:
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=15):
                return True
        except OSError:
            return False


@contextmanager
def served(site: Site, application: str = TRUE, *, port: int | None = None) -> Iterator[Gunicorn]:
    """Until the block ends, however it ends."""
    port = port or free_port()
    log = site.folder / f"gunicorn-{port}.log"
    words = ["-m", "gunicorn", "--config", "python:partnership.serving", application]
    how = {"BIND": f"127.0.0.1:{port}", "WEB_WORKERS": "4", "WEB_THREADS": "4"}
    with log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, *words],
            cwd=ROOT,
            env=site.environment | how,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            process_group=0,  # so that Ctrl+C is for the drill, which then stops it
        )
    gunicorn = Gunicorn(process, port, log)
    try:
        for _ in range(600):
            assert process.poll() is None, log.read_text()
            if gunicorn.answers():
                break
            time.sleep(0.1)
        yield gunicorn
    finally:
        try:
            gunicorn.stop()
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
