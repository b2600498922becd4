"""Hostile files given to the real site: how long each is refused for, and in how much memory.

Run by itself: python -m tools.bench_uploads. A site of its own is served by gunicorn with one
process, whose processor time and highest memory are read from Linux. It gets every file of
tests/frameworks/exchange/hostile.py by the page for admins.
"""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import django

from tools.postgresql import free_port
from tools.serve import collect_static_files

ROOT = Path(__file__).resolve().parent.parent
PAGE = "/manage/frameworks/from-a-file/"
CLOCK = os.sysconf("SC_CLK_TCK")
BOUNDARY = "a-boundary-that-no-file-has"


@dataclass(frozen=True)
class Given:
    """One file, and what it took to refuse it."""

    seconds: float
    megabytes: float
    answer: str
    what: str
    size: int

    def __str__(self) -> str:
        took = f"{self.seconds:.2f} s, {self.megabytes:.1f} MB more"
        return f"{took}, {self.answer}: {self.what} ({self.size:,} bytes)"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DATABASE_URL": f"sqlite:///{folder}/site.sqlite3",
            "DJANGO_SETTINGS_MODULE": "partnership.settings.development",
            "STATIC_IS_COLLECTED": "1",
            "TMPDIR": folder,
        }
        django.setup()
        collect_static_files()
        cookies = an_admin()
        port = free_port()
        with served(port) as worker:
            measure(port, worker, cookies)
        left = [path.name for path in Path(folder).iterdir() if "sqlite3" not in path.name]
        print("Left behind on the disk:", ", ".join(left) or "nothing")
        print("Stored:", stored())


def an_admin() -> dict[str, str]:
    """Tables, an admin, and the cookies of their browser."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command

    from partnership.people.models import User

    call_command("migrate", verbosity=0)
    admin = User.objects.create_user("a@example.org", "a long password", name="A", is_staff=True)
    session = SessionStore()
    session[SESSION_KEY] = str(admin.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = admin.get_session_auth_hash()
    session.create()
    return {"sessionid": session.session_key or "", "csrftoken": uuid4().hex}


@contextmanager
def served(port: int) -> Iterator[int]:
    """The process that answers, which is the child of the one that was started."""
    arguments = ["--bind", f"127.0.0.1:{port}", "--threads", "4", "--log-level", "critical"]
    command = [sys.executable, "-m", "gunicorn", *arguments, "--no-control-socket"]
    server = subprocess.Popen([*command, "partnership.wsgi"], cwd=ROOT)
    try:
        yield worker_of(server, port)
    finally:
        server.terminate()
        server.wait()


def worker_of(server: subprocess.Popen[bytes], port: int) -> int:
    for _ in range(600):
        with suppress(OSError):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", "/sign-in/")
            connection.getresponse().read()
            children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text()
            return int(children.split()[0])
        time.sleep(0.1)
    sys.exit("The site did not answer within a minute.")


def measure(port: int, worker: int, cookies: dict[str, str]) -> None:
    from tests.frameworks.exchange.hostile import HOSTILE, hostile

    print(give(port, cookies, "x.yaml", b"x"), "to begin with")
    rows: list[Given] = []
    for what in HOSTILE:
        name, data = hostile(what)
        before, began = memory(worker), processor(worker)
        Path(f"/proc/{worker}/clear_refs").write_text("5")  # the highest is counted from here
        answer = give(port, cookies, name, data)
        more = (highest(worker) - before) / 1e6
        rows.append(Given(processor(worker) - began, more, answer, what, len(data)))
    print(f"{len(rows)} files. Answers:", ", ".join(sorted({row.answer for row in rows})))
    slowest = sorted(rows, key=lambda row: row.seconds, reverse=True)
    hungriest = sorted(rows, key=lambda row: row.megabytes, reverse=True)
    for title, ordered in (("The slowest", slowest), ("The hungriest", hungriest)):
        print(f"{title}:", *ordered[:5], sep="\n  ")


def give(port: int, cookies: dict[str, str], name: str, data: bytes) -> str:
    """The status that it is answered with, sent as a browser would."""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = b"".join([head.encode(), data, f"\r\n--{BOUNDARY}--\r\n".encode()])
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.putrequest("POST", PAGE)
    connection.putheader("Content-Type", f"multipart/form-data; boundary={BOUNDARY}")
    connection.putheader("Content-Length", str(len(body)))
    connection.putheader("Cookie", "; ".join(f"{k}={v}" for k, v in cookies.items()))
    connection.putheader("X-CSRFToken", cookies["csrftoken"])
    connection.endheaders()
    with suppress(BrokenPipeError, ConnectionResetError):
        connection.send(body)
    try:
        answer = connection.getresponse()
        answer.read()
    except (ConnectionResetError, http.client.HTTPException) as error:
        return type(error).__name__
    finally:
        connection.close()
    return str(answer.status)


def memory(process: int) -> int:
    return _status(process, "VmRSS")


def highest(process: int) -> int:
    return _status(process, "VmHWM")


def _status(process: int, name: str) -> int:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{name}:"))


def processor(process: int) -> float:
    """Seconds of processor time, of all threads."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / CLOCK


def stored() -> str:
    from frameworks.models import Edition, Framework
    from partnership.record.models import Change

    counts = [model.objects.count() for model in (Framework, Edition, Change)]
    return "nothing" if not any(counts) else str(counts)


if __name__ == "__main__":
    main()
