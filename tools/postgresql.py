"""A throw-away PostgreSQL for the tests: started in about a second, gone at the end.

Uses the server's programs if the machine has them. Nothing that is running is touched: the data
live in a temporary folder, the port is a free one, and only this machine can connect.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

WHAT_TO_DO = (
    "No PostgreSQL server was found for the tests: install the package postgresql, "
    "or put the folder that holds initdb and postgres on PATH."
)
# The data are thrown away, so nothing waits for the disk.
UTF8 = ["--encoding=UTF8", "--no-locale"]
FAST = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]


def find_binaries() -> Path | None:
    """The folder that holds initdb and postgres: on PATH, by pg_config, or where Debian puts it."""
    folders = [Path(found).parent for found in [shutil.which("initdb")] if found]
    if pg_config := shutil.which("pg_config"):
        answer = subprocess.run([pg_config, "--bindir"], capture_output=True, text=True)
        folders.append(Path(answer.stdout.strip()))
    for home in ("/usr/lib/postgresql", "/usr/local/opt", "/opt/homebrew/opt"):
        folders += sorted(Path(home).glob("*/bin"), key=_version, reverse=True)
    has_all = (f for f in folders if (f / "initdb").exists() and (f / "postgres").exists())
    return next(has_all, None)


@contextmanager
def throwaway_server(binaries: Path, *, durable: bool = False) -> Iterator[str]:
    """A server of our own until the block ends, however it ends. Gives its DATABASE_URL.

    A durable one waits for the disk at each commit, as a real site's does: for measuring.
    """
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # short: a socket's path has 107 bytes at most
    try:
        server = Server(binaries, folder, [] if durable else FAST)
        with server.running():
            yield server.url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Server:
    """A server whose data are in this folder, on a port of its own, to be stopped and started."""

    def __init__(self, binaries: Path, folder: Path, tuning: list[str]) -> None:
        self.binaries, self.folder, self.tuning = binaries, folder, tuning
        self.port = free_port()
        self.person = _unprivileged()
        self.process: subprocess.Popen[bytes] | None = None
        if self.person:
            shutil.chown(folder, self.person["user"], self.person["group"])
        subprocess.run(
            [
                binaries / "initdb",
                "-D",
                folder / "data",
                "--username=postgres",
                "--auth=trust",
                *UTF8,
                "--no-sync",
            ],
            check=True,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            **self.person,
        )

    @property
    def url(self) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    @contextmanager
    def running(self) -> Iterator[None]:
        try:
            self.start()
            yield
        finally:
            self.stop(signal.SIGTERM)

    def start(self) -> None:
        """Once it answers. After a crash it first puts its data right."""
        settings = [
            f"port={self.port}",
            "listen_addresses=127.0.0.1",
            f"unix_socket_directories={self.folder}",
            *self.tuning,
        ]
        options = [word for setting in settings for word in ("-c", setting)]
        log = self.folder / "log"
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                [self.binaries / "postgres", "-D", self.folder / "data", *options],
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,  # Ctrl+C is for the tests; it is stopped after them
                **self.person,
            )
        _wait_for(self.process, self.port, log)

    def stop(self, how: signal.Signals) -> None:
        """SIGTERM waits for those who are connected, SIGINT sends them away, SIGQUIT is a crash."""
        if self.process is None:
            return
        self.process.send_signal(how)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait()
        self.process = None


def _wait_for(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    for _ in range(1200):
        if server.poll() is not None:
            raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()}")
        if "ready to accept connections" in log.read_text():
            return
        time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL was not ready on port {port} in a minute.")


def _unprivileged() -> dict[str, Any]:
    """For subprocess: PostgreSQL refuses to run as root, so then it runs as somebody else."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            person = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}
    raise RuntimeError("PostgreSQL cannot run as root, and there is no user postgres or nobody.")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _version(folder: Path) -> tuple[int, ...]:
    """(16,) for /usr/lib/postgresql/16/bin, so that 16 comes before 9."""
    return tuple(
        int(part) for part in folder.parent.name.split("@")[-1].split(".") if part.isdigit()
    )
