"""How long the leader's pages take, beside a bare view timed in the same run.

Machines differ and are noisy, so what counts is the ratio: each request of a page is followed by
one of the bare view, and the ratio is that of their medians. The barest view, which reads two
columns in place of whole rows, is timed as well. On a busy machine a long request is interrupted
more often than a short one, and ratios rise: then look at those of processor time, which leave out
all waiting, and a database server's own work. Statements include the session's and the person's.
Calls are Python function calls, which do not depend on the machine. Bytes are those of the page as
a browser gets it, compressed.

Runs against the database in DATABASE_URL, which it fills (`make bench` gives it throw-away ones):
    python -m tools.bench_pages SQLite
"""

from __future__ import annotations

import os
import sys
import uuid
from collections.abc import Callable
from cProfile import Profile
from dataclasses import dataclass, field
from datetime import timedelta
from io import StringIO
from pstats import Stats
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any, NamedTuple

SIZES = [("1,000", 1), ("100,000", 100)]
LEADERS, ENTRIES = 10, 100  # in a cohort, of a leader: one cohort is 1,000 entries
ROUNDS = int(os.environ.get("ROUNDS", "60"))
TARGETS = {"home": 3, "list": 3, "last": 3, "entry": 3, "save": 2, "search": 4}
MOST_STATEMENTS = 12
SAME_WITHIN = 1.3


class Took(NamedTuple):
    """How long one request took, and how much of that was this process at work; milliseconds."""

    wall: float
    cpu: float


@dataclass
class Figures:
    """What was measured of one page at one size."""

    statements: int = 0
    size: int = 0
    calls: int = 0
    times: list[Took] = field(default_factory=list)
    bare: list[Took] = field(default_factory=list)
    barest: list[Took] = field(default_factory=list)

    @property
    def p50(self) -> float:
        return median(took.wall for took in self.times)

    @property
    def p95(self) -> float:
        return quantiles([took.wall for took in self.times], n=20)[-1]

    @property
    def ratio(self) -> float:
        return self.p50 / median(took.wall for took in self.bare)

    @property
    def ratio_to_barest(self) -> float:
        return self.p50 / median(took.wall for took in self.barest)

    @property
    def ratio_of_processor(self) -> float:
        return median(took.cpu for took in self.times) / median(took.cpu for took in self.bare)


Request = Callable[[], bytes]


def main(database: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tools.bench_settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("load_content", stdout=StringIO())
    measured: list[dict[str, Figures]] = []
    built = 0
    for name, cohorts in SIZES:
        grow(cohorts - built)
        built = cohorts
        figures = measure(requests_of_a_leader())
        measured.append(figures)
        show(f"{database}, {name} entries on the site", figures)
    compare(f"{database}, {SIZES[1][0]} entries beside {SIZES[0][0]}", *measured)


def grow(cohorts: int) -> None:
    from django.db import connection
    from django.utils import timezone

    from journal.load import DAYS_OF_A_COHORT, Sizes, make_load

    make_load(
        Sizes(cohorts, LEADERS, ENTRIES),
        starts_on=timezone.localdate() - timedelta(days=DAYS_OF_A_COHORT),
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def measure(pages: dict[str, Request]) -> dict[str, Figures]:
    """Every page ROUNDS times, each time beside the bare views."""
    figures = {name: Figures() for name in pages}
    for name, request in pages.items():
        figures[name].statements, figures[name].size = counted(request)
        figures[name].calls = calls_of(request)
    for _ in range(ROUNDS):
        for name, request in pages.items():
            figures[name].times.append(timed(request))
            figures[name].bare.append(timed(pages["bare"]))
            figures[name].barest.append(timed(pages["barest"]))
    return figures


def requests_of_a_leader() -> dict[str, Request]:
    """What one leader of the made-up site asks for; calling one makes the request once."""
    from django.test import Client

    from journal.models import Entry
    from partnership.people.models import User

    leader = User.objects.filter(email__startswith="leader").earliest("joined_at", "pk")
    client = Client(headers={"accept-encoding": "gzip"})
    client.force_login(leader, backend="allauth.account.auth_backends.AuthenticationBackend")
    entry, being_written = Entry.objects.owned_by(leader).newest_first()[:2]
    answers = Entry.objects.owned_by(leader).exclude(question=None)
    question = answers.values_list("question__key", flat=True)[0]

    def get(url: str) -> Request:
        return lambda: answered_well(client.get(url))

    return {
        "bare": get("/bare/"),
        "barest": get("/barest/"),
        "home": get("/"),
        "write": get(f"/write/{question}/"),
        "save": Saving(client, being_written),
        "entry": get(f"/entry/{entry.pk}/"),
        "list": get("/journal/"),
        "last": get(f"/journal/?page={-(-ENTRIES // 20)}"),
        "search": get("/journal/?q=reading+sch"),
    }


@dataclass
class Saving:
    """Saves a draft, each time from the version that the last save answered."""

    client: Any
    entry: Any

    def __call__(self) -> bytes:
        data = {
            "title": self.entry.title,
            "body": f"{self.entry.body} {self.entry.version}",
            "base_version": self.entry.version,
            "key": str(uuid.uuid4()),
        }
        response = self.client.post(f"/entry/{self.entry.pk}/draft/", data)
        content = answered_well(response)
        self.entry.version = response.json()["version"]
        return content


def answered_well(response: Any) -> bytes:
    if response.status_code != 200:
        sys.exit(f"{response.request['PATH_INFO']} answered {response.status_code}")
    return response.content


def timed(request: Request) -> Took:
    started, worked = perf_counter(), process_time()
    request()
    return Took((perf_counter() - started) * 1000, (process_time() - worked) * 1000)


def counted(request: Request) -> tuple[int, int]:
    """Statements and bytes of one request, after one that fills caches."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    request()
    with CaptureQueriesContext(connection) as captured:
        content = request()
    marks = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
    statements = [q for q in captured.captured_queries if not q["sql"].startswith(marks)]
    return len(statements), len(content)


def calls_of(request: Request) -> int:
    profile = Profile()
    profile.runcall(request)
    return Stats(profile).total_calls  # type: ignore[attr-defined]  # typeshed has not heard of it


def show(heading: str, figures: dict[str, Figures]) -> None:
    print(f"\n{heading}, {ROUNDS} rounds")
    titles = f"{'page':<8}{'p50 ms':>9}{'p95 ms':>9}{'SQL':>5}{'calls':>8}{'bytes':>8}"
    print(f"{titles}{'× bare':>8}{'target':>8}{'× barest':>10}{'× bare, processor':>19}")
    for name, one in figures.items():
        target = f"≤ {TARGETS[name]}" if name in TARGETS else ""
        print(
            f"{name:<8}{one.p50:>9.2f}{one.p95:>9.2f}{one.statements:>5}{one.calls:>8,}"
            f"{one.size:>8,}{one.ratio:>8.2f}{target:>8}{one.ratio_to_barest:>10.2f}"
            f"{one.ratio_of_processor:>19.2f}{missed(name, one)}"
        )


def missed(name: str, one: Figures) -> str:
    """What a row is marked with when it misses a target; nothing when it meets them all."""
    over = one.ratio > TARGETS.get(name, one.ratio)
    return "  over" if over or one.statements > MOST_STATEMENTS else ""


def compare(heading: str, small: dict[str, Figures], large: dict[str, Figures]) -> None:
    """The large site beside the small one: the same statements, and p50 within 1.3 times.

    Each p50 is taken relative to the bare view of its own run, since the machine may have been
    busier in one of them.
    """
    print(f"\n{heading}")
    for name in small:
        growth = large[name].ratio / small[name].ratio
        more = large[name].statements - small[name].statements
        mark = "  over" if growth > SAME_WITHIN or more else ""
        print(f"{name:<8} p50 × {growth:.2f}, statements {more:+d}{mark}")


if __name__ == "__main__":
    main(sys.argv[1])
