"""People who write and save, by the contract of docs/writing.md.

Each writes an entry in a few saves, begins another, and remembers what was acknowledged. What has
had no answer is sent again as it was, key and all, after the waits of static/js/autosave.js, and
nothing newer is sent before it.
"""

from __future__ import annotations

import json
import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from typing import Any
from uuid import UUID, uuid4

WAITS = (2, 5, 10, 30, 45)
CSRF = "c" * 32
SAVES_AN_ENTRY = 4
PARAGRAPH = "What the four heads settled on in the end, and what each gave up for it. "


@dataclass
class Written:
    """One entry as its writer knows it: the text and the version that were acknowledged last."""

    entry_id: UUID = field(default_factory=uuid4)
    body: str = ""
    version: int = 0


@dataclass
class Writer:
    """One person at one window. `haste` divides the waits, so that a drill may be short; `pause`
    is how many seconds lie between a save that was acknowledged and the next, about.
    """

    port: int
    person: str
    session: str
    stop: threading.Event
    haste: float = 1
    pause: float = 0.07
    email: str = ""
    written: list[Written] = field(default_factory=list)
    answers: Counter[int] = field(default_factory=Counter)
    saved_at: list[float] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    deadline: float = float("inf")

    def run(self) -> None:
        while not self.stop.is_set():
            entry = Written()
            self.written.append(entry)
            for number in range(SAVES_AN_ENTRY):
                if not self.save(entry, f"{PARAGRAPH * 5}{entry.entry_id} {number}"):
                    return
                if self.stop.is_set():
                    return
                time.sleep(self.pause * random.uniform(0.3, 1.7))

    def save(self, entry: Written, body: str) -> bool:
        """Until it is acknowledged. False when the drill cannot wait for it any longer."""
        key = uuid4().hex
        failures = 0
        while True:
            status, answer = self.post_draft(entry.entry_id, body, entry.version, key)
            self.answers[status] += 1
            if status == 200:
                break
            if status in (401, 404, 409, 410, 413, 422):
                self.odd.append(f"{entry.entry_id}: {status}")
                return False
            if time.monotonic() > self.deadline:
                self.odd.append(f"{entry.entry_id}: never saved")
                return False
            wait = WAITS[min(failures, len(WAITS) - 1)] * random.uniform(0.8, 1.2)
            failures += 1
            time.sleep(wait / self.haste)
        if answer["version"] != entry.version + 1:
            self.odd.append(f"{entry.entry_id}: {answer['version']} came after {entry.version}")
        entry.body, entry.version = body, answer["version"]
        self.saved_at.append(time.monotonic())
        return True

    def post_draft(
        self, entry_id: UUID, body: str, base_version: int, key: str = ""
    ) -> tuple[int, Any]:
        """One save, as static/js/autosave.js sends it."""
        sent = {
            "title": "",
            "body": body,
            "base_version": base_version,
            "key": key or uuid4().hex,
            "author": self.person,
        }
        return self.post(f"/entry/{entry_id}/draft/", json.dumps(sent))

    def post(self, address: str, body: str) -> tuple[int, Any]:
        """Status and answer; 0 when there was none."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("POST", address, body.encode(), self.headers)
            response = connection.getresponse()
            return response.status, json.loads(response.read() or b"null")
        except (OSError, HTTPException, ValueError):
            return 0, None
        finally:
            connection.close()

    @property
    def headers(self) -> dict[str, str]:
        return {
            "Content-Type": "application/json",
            "Accept": "application/json",
            "Cookie": f"session={self.session}; csrf={CSRF}",
            "X-CSRFToken": CSRF,
        }


def at_one_moment(deeds: list[Callable[[], Any]]) -> list[Any]:
    """Do them all at once, each in a thread of its own."""
    ready = threading.Barrier(len(deeds))

    def do(deed: Callable[[], Any]) -> Any:
        ready.wait(20)
        return deed()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(do, deeds))


class Writers:
    """Many of them at once."""

    def __init__(self, port: int, people: list[dict[str, str]], **pace: float) -> None:
        self.stop = threading.Event()
        self.all = [Writer(port, **person, stop=self.stop, **pace) for person in people]
        self.threads = [threading.Thread(target=writer.run) for writer in self.all]

    def __enter__(self) -> Writers:
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.finish(within=0 if error[0] else 90)

    def finish(self, within: float) -> float:
        """Begin nothing new, and save what is not saved yet; how long that took."""
        begun = time.monotonic()
        self.stop.set()
        for writer in self.all:
            writer.deadline = begun + within
        for thread in self.threads:
            thread.join()
        return time.monotonic() - begun

    @property
    def written(self) -> list[Written]:
        return [entry for writer in self.all for entry in writer.written]

    @property
    def odd(self) -> list[str]:
        return [what for writer in self.all for what in writer.odd]

    @property
    def answers(self) -> Counter[int]:
        return sum((writer.answers for writer in self.all), Counter())

    def first_save_after(self, moment: float) -> float:
        """How long after that moment the first save was acknowledged."""
        later = (at - moment for writer in self.all for at in writer.saved_at if at > moment)
        return min(later, default=float("inf"))
