"""How long the facilitator's pages take, as tools.bench_pages measures the leader's.

A cohort of 30 leaders who shared a third of what they wrote, alone on the site and among a hundred;
then a cohort of 40 leaders with 5,000 shared texts, whose coverage is asked for a framework of the
shipped ones and for a made-up one of 150 elements. The bare view is a leader's, with 20 rows.

Runs against the database in DATABASE_URL, which it fills (`make bench` gives it throw-away ones):
    python -m tools.bench_desk SQLite
"""

from __future__ import annotations

import os
import random
import sys
from dataclasses import dataclass
from datetime import timedelta
from io import StringIO
from typing import Any

from tools.bench_pages import TARGETS, Figures, Request, answered_well, compare, measure, show

SIZES = [("1 cohort", 1), ("100 cohorts", 100)]
LEADERS, ENTRIES = 30, 33  # in a cohort, of a leader: about 330 shared texts a cohort
LARGE_LEADERS, LARGE_ENTRIES = 40, 375  # about 5,000 shared texts
WIDE, WIDE_ELEMENTS, WIDE_TAGS = "load_wide", 150, 4
TARGETS.update({"waits": 3, "cohort": 4, "coverage": 8, "wide": 8})


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
        grow(cohorts - built, LEADERS, ENTRIES)
        built = cohorts
        desk = Desk.first()
        measured.append(measure(desk.requests()))
        show(f"{database}, {name}, {desk.copies:,} shared texts in the one measured", measured[-1])
    compare(f"{database}, {SIZES[1][0]} beside {SIZES[0][0]}", *measured)
    grow(1, LARGE_LEADERS, LARGE_ENTRIES)
    desk = Desk.largest()
    widen(desk)
    figures = measure({**desk.requests(), "wide": desk.get(f"coverage/?framework={WIDE}")})
    size = f"{LARGE_LEADERS} leaders, {desk.copies:,} shared texts"
    show(f"{database}, {size}; wide is {WIDE_ELEMENTS} elements", figures)


def grow(cohorts: int, leaders: int, entries: int) -> None:
    from django.db import connection
    from django.utils import timezone

    from journal.load import DAYS_OF_A_COHORT, Sizes, make_load

    starts_on = timezone.localdate() - timedelta(days=DAYS_OF_A_COHORT)
    make_load(Sizes(cohorts, leaders, entries), starts_on=starts_on)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@dataclass
class Desk:
    """A cohort, asked for by its facilitator; and a leader of it, for the bare view."""

    cohort: Any
    client: Any
    leader: Any

    @classmethod
    def first(cls) -> Desk:
        from journal.models import Cohort

        return cls.of(Cohort.objects.order_by("memberships__person__joined_at").first())

    @classmethod
    def largest(cls) -> Desk:
        from django.db.models import Count

        from journal.models import Cohort

        return cls.of(Cohort.objects.annotate(n=Count("memberships")).latest("n"))

    @classmethod
    def of(cls, cohort: Any) -> Desk:
        leader = cohort.current_leaders().earliest("joined_at", "pk")
        return cls(cohort, client_of(cohort.current_facilitators().get()), leader)

    @property
    def copies(self) -> int:
        return int(self.cohort.shared_copies.count())

    def get(self, page: str) -> Request:
        return lambda: answered_well(self.client.get(f"/cohort/{self.cohort.pk}/{page}"))

    def requests(self) -> dict[str, Request]:
        leaders = client_of(self.leader)
        author = self.cohort.shared_copies.values_list("author", flat=True)[0]
        return {
            "bare": lambda: answered_well(leaders.get("/bare/")),
            "barest": lambda: answered_well(leaders.get("/barest/")),
            "waits": lambda: answered_well(self.client.get("/review/")),
            "cohort": self.get(""),
            "coverage": self.get("coverage/?framework=briggs_factors"),
            "movement": self.get("movement/"),
            "gaps": self.get("gaps/"),
            "leader": self.get(f"people/{author}/"),
        }


def client_of(person: Any) -> Any:
    from django.test import Client

    client = Client(headers={"accept-encoding": "gzip"})
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def widen(desk: Desk) -> None:
    """A made-up framework of 150 elements, with which every text of the cohort is tagged."""
    from django.db import connection
    from django.utils import timezone

    from frameworks.models import Edition, Element, Framework
    from journal.models import SharedTag

    framework = Framework.objects.create(
        key=WIDE, name="A wide one", kind="factors", subject="partnership", status="supplementary"
    )
    edition = Edition.objects.create(
        framework=framework,
        number=1,
        state="published",
        name=framework.name,
        summary="Made up, to measure.",
        published_at=timezone.now(),
    )
    elements = Element.objects.bulk_create(
        Element(
            edition=edition,
            key=f"element_{place}",
            position=place,
            name=f"Element {place}",
            description="Made up.",
        )
        for place in range(1, WIDE_ELEMENTS + 1)
    )
    draw = random.Random(WIDE)  # noqa: S311  made-up rows, no secrets
    SharedTag.objects.bulk_create(
        (
            SharedTag(copy_id=copy, element=element)
            for copy in desk.cohort.shared_copies.values_list("pk", flat=True)
            for element in draw.sample(elements, WIDE_TAGS)
        ),
        batch_size=2_000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    main(sys.argv[1])
