"""What can go wrong with a server while people write, each as a function that makes it so.

Each gives what there is to complain of, which must be nothing. How long and how many is the
caller's: short in test_servers.py, long in drill_servers.py.
"""

from __future__ import annotations

import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import uuid4

from tools.postgresql import Server

from .gunicorn import TRUE, Gunicorn, served
from .kept import complaints
from .site import Site
from .writers import Writer, Writers, at_one_moment

TEXTS = (
    "SELECT body FROM journal_entry WHERE id = ? "
    "UNION ALL SELECT body FROM journal_revision WHERE entry_id = ?"
)


@dataclass(frozen=True)
class Size:
    """How much of it: `haste` divides the waits between tries, which are a person's own; `pause` is
    what lies between two saves. With the shortest they keep every core of a machine busy.
    """

    seconds: float
    writers: int
    haste: float
    pause: float = 0.07

    def at(self, port: int, people: list[dict[str, str]]) -> Writers:
        return Writers(port, people, haste=self.haste, pause=self.pause)


def kill_workers(site: Site, size: Size, application: str = TRUE) -> list[str]:
    """One of them, any, every 0.4 s, as the kernel does when memory runs out."""
    people = site.script("people", str(size.writers))
    with served(site, application) as server:
        with size.at(server.port, people) as writers:
            until = time.monotonic() + size.seconds
            while time.monotonic() < until:
                time.sleep(0.4)
                server.kill_one()
        settle(server)
    return complaints(site, writers) + too_little(writers, size)


def settle(server: Gunicorn) -> None:
    """What is still under way in a worker is done once there is none."""
    server.stop()


def too_little(writers: Writers, size: Size) -> list[str]:
    """A drill in which hardly anything was saved shows nothing."""
    saved = writers.answers[200]
    return [] if saved >= size.writers else [f"only {saved} saves"]


def stop_politely(site: Site, size: Size) -> list[str]:
    """As systemd does, in the middle of saves; and start again at the same address."""
    people = site.script("people", str(size.writers))
    with served(site) as first:
        writers = size.at(first.port, people)
        with writers:
            time.sleep(size.seconds)
            status = first.stop()
            with served(site, port=first.port):
                left = writers.finish(within=90)
    found = complaints(site, writers) + too_little(writers, size)
    if status:
        found.append(f"it stopped with {status}")
    return found if left < 60 else [*found, f"{left:.0f} s to save what was left"]


def restart_database(site: Site, server: Server, size: Size) -> tuple[list[str], dict[str, float]]:
    """Fast, which sends everybody away, then immediately, which is a crash. Seconds to recover."""
    people = site.script("people", str(size.writers))
    took = {}
    with served(site) as gunicorn, size.at(gunicorn.port, people) as writers:
        for name, how in (("fast", signal.SIGINT), ("immediate", signal.SIGQUIT)):
            time.sleep(size.seconds)
            server.stop(how)
            server.start()
            took[name] = saved_again(writers, time.monotonic())
    return complaints(site, writers) + too_little(writers, size), took


def saved_again(writers: Writers, since: float, within: float = 60) -> float:
    """Seconds until somebody's save was acknowledged again."""
    while writers.first_save_after(since) == float("inf"):
        if time.monotonic() - since > within:
            break
        time.sleep(0.05)
    return writers.first_save_after(since)


@contextmanager
def gone(site: Site, server: Server | None) -> Iterator[None]:
    """No database: the server is stopped, or the file is locked by somebody who does not let go."""
    if server is not None:
        server.stop(signal.SIGINT)
        try:
            yield
        finally:
            server.start()
        return
    holder = sqlite3.connect(site.file, isolation_level=None, timeout=30)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        holder.execute("ROLLBACK")
        holder.close()


def lose_database(site: Site, server: Server | None, size: Size) -> tuple[list[str], float]:
    """For so many seconds. Nobody is told that anything was saved; afterwards all of it is."""
    people = site.script("people", str(size.writers))
    with served(site) as gunicorn, size.at(gunicorn.port, people) as writers:
        time.sleep(2)
        with gone(site, server):
            since = time.monotonic()
            time.sleep(size.seconds)
            until = time.monotonic()
            liars = sum(since + 0.5 < at < until for w in writers.all for at in w.saved_at)
        saved_again(writers, until)
        drained = time.monotonic() - until + writers.finish(within=90)
    found = complaints(site, writers) + too_little(writers, size)
    return found + ["saved without a database"] * liars, drained


@contextmanager
def full(disk: Path) -> Iterator[None]:
    """Not a byte is left on it."""
    filler = disk / "filler"
    try:
        with filler.open("wb", buffering=0) as file, suppress(OSError):
            while True:
                file.write(bytes(4096))
        yield
    finally:
        filler.unlink()


def fill_disk(site: Site, disk: Path, size: Size) -> list[str]:
    """The one that the database is on. What was saved before is there, and it goes on by itself."""
    people = site.script("people", str(size.writers))
    with served(site) as gunicorn, size.at(gunicorn.port, people) as writers:
        saved_again(writers, time.monotonic())
        with full(disk):
            refused = writers.answers[503]
            time.sleep(size.seconds)
            refused = writers.answers[503] - refused
        again = saved_again(writers, time.monotonic())
    found = complaints(site, writers) + too_little(writers, size)
    found += [] if refused else ["nobody was told that it could not be saved"]
    return found if again < 60 else [*found, "it did not go on by itself"]


def race_two_windows(site: Site, races: int) -> list[str]:
    """Both from one base at the same moment: one 200 and one 409, and both texts are kept."""
    (person,) = site.script("people", "1")
    with served(site) as gunicorn:
        window = _window(gunicorn, person)
        return [found for _ in range(races) for found in _race(site, window)]


def _race(site: Site, window: Writer) -> list[str]:
    entry, texts = uuid4(), [f"One window {uuid4()}", f"Another {uuid4()}"]
    window.post_draft(entry, "The first words.", 0)
    saves = [partial(window.post_draft, entry, text, 1) for text in texts]
    statuses = sorted(status for status, _ in at_one_moment(saves))
    kept = site.ask(TEXTS, *[entry.hex if site.is_file else str(entry)] * 2)
    found = [f"lost: {text}" for text in texts if (text,) not in kept]
    return found if statuses == [200, 409] else [*found, f"answered {statuses}"]


def repeat_a_save(site: Site, times: int) -> list[str]:
    """The same save again and again, and by somebody else: one row, and 404."""
    one, other = site.script("people", "2")
    with served(site) as gunicorn:
        mine, theirs = _window(gunicorn, one), _window(gunicorn, other)
        entry, key = uuid4(), uuid4().hex
        again = [partial(mine.post_draft, entry, "Said once.", 0, key)] * times
        answers = Counter(status for status, _ in at_one_moment(again))
        stranger = theirs.post_draft(entry, "Not mine.", 1)[0]
        stranger_begins = theirs.post_draft(entry, "Not mine.", 0)[0]
    found = [] if answers == {200: times} else [f"{answers}"]
    found += [] if (stranger, stranger_begins) == (404, 404) else [f"a stranger got {stranger}"]
    pk = entry.hex if site.is_file else str(entry)
    if site.ask("SELECT version FROM journal_entry WHERE id = ?", pk) != [(1,)]:
        found.append("saved more than once")
    if site.ask("SELECT count(*) FROM journal_draftsave WHERE entry_id = ?", pk) != [(1,)]:
        found.append("acknowledged more than once")
    return found


def _window(gunicorn: Gunicorn, person: dict[str, str]) -> Writer:
    return Writers(gunicorn.port, [person]).all[0]
