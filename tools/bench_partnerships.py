"""A partnership with 200 levels in a journal of 1,000 entries, beside one with 5 among 20.

Each is compared with somebody who placed it as often, and the scale of stages is switched on, so
that everything a partnership's page can have is there. The bars: at most 12 statements, and a p50
within twice that of the small one, each taken in the same run.

Runs against the database in DATABASE_URL, which it fills (`make bench` gives it throw-away ones):
    python -m tools.bench_partnerships SQLite
"""

from __future__ import annotations

import os
import sys
from datetime import timedelta
from io import StringIO
from typing import Any

from tools.bench_pages import MOST_STATEMENTS, ROUNDS, Figures, Request, answered_well, measure

SIZES = {"small": (5, 20), "large": (200, 1000)}  # levels, entries
SLOWER_BY_AT_MOST = 2
STRANDS_SAID = 3


def main(database: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tools.bench_settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from frameworks.models import Framework

    call_command("migrate", verbosity=0)
    call_command("load_content", stdout=StringIO())
    Framework.objects.filter(key="maturity_stages").update(is_switched_on=True)
    pages: dict[str, Request] = {}
    for size, (levels, entries) in SIZES.items():
        pages |= {f"{name}, {size}": page for name, page in grown(size, levels, entries).items()}
    pages |= {"bare": pages.pop("bare, small"), "barest": pages.pop("barest, small")}
    del pages["bare, large"], pages["barest, large"]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    show(database, measure(pages))


def grown(size: str, levels: int, entries: int) -> dict[str, Request]:
    """Two leaders who compare, each with so many levels; what one of them asks for."""
    from django.test import Client
    from django.utils import timezone

    from journal.models import Cohort, Membership, Module
    from journal.two_views.deeds import agree, ask
    from partnership.people.models import User

    today = timezone.localdate()
    cohort = Cohort.objects.create(
        key=size,
        name=size,
        module=Module.objects.get(),
        starts_on=today - timedelta(days=400),
        module_ends_on=today,
    )
    people = [
        User.objects.create(email=f"{size}{n}@example.org", name=f"Leader {n}", welcomed_at=now())
        for n in range(2)
    ]
    Membership.objects.bulk_create(
        Membership(cohort=cohort, person=person, role="leader") for person in people
    )
    mine, theirs = (record_of(person, levels, entries) for person in people)
    two_views = agree(ask(mine, people[1], cohort, called="A link"), theirs)
    client = Client(headers={"accept-encoding": "gzip"})
    client.force_login(people[0], backend="allauth.account.auth_backends.AuthenticationBackend")

    def get(url: str) -> Request:
        return lambda: answered_well(client.get(url))

    return {
        "bare": get("/bare/"),
        "barest": get("/barest/"),
        "list": get("/partnerships/"),
        "one": get(mine.get_absolute_url()),
        "two views": get(f"/partnerships/two-views/{two_views.pk}/"),
        "strands": get(f"{mine.get_absolute_url()}strands/"),
    }


def record_of(person: Any, levels: int, entries: int) -> Any:
    """A partnership that every entry is about; the newest of them say at which level it is."""
    from frameworks.models import Element
    from journal.models import Entry, Observation, Partnership, Tag
    from journal.partnerships.stages import STAGES, say_stages
    from journal.partnerships.written import STRANDS
    from journal.tagging.levels import LINKAGE

    offered = Element.objects.offered().order_by("position")
    scale, strands, stages = (
        list(offered.filter(edition__framework__key=key)) for key in (LINKAGE, STRANDS, STAGES)
    )
    link = Partnership.objects.create(author=person, name="Reading mornings")
    written = written_by(person, entries)
    about = Entry.partnerships.through
    about.objects.bulk_create(about(entry=entry, partnership=link) for entry in written)
    Tag.objects.bulk_create(
        Tag(entry=entry, element=strands[n % len(strands)]) for n, entry in enumerate(written)
    )
    Observation.objects.bulk_create(
        Observation(
            partnership=link,
            entry=entry,
            level=scale[n % 4],
            needed=scale[(n + 1) % 4],
            fit="closer" if n % 4 < 3 else "lighter",
            about_on=entry.written_on,
            said_on=entry.written_on,
        )
        for n, entry in enumerate(written[:levels])
    )
    for n in range(levels):
        on = written[n].written_on
        say_stages(link, dict.fromkeys(strands[:STRANDS_SAID], stages[n % 4]), on=on)
    return link


def written_by(person: Any, entries: int) -> list[Any]:
    """One a day, done, the newest first."""
    from journal.models import Entry

    body = "What the two of us changed this week, and what it cost each school. " * 12
    days = [now() - timedelta(days=day) for day in range(entries)]
    return Entry.objects.bulk_create(
        Entry(
            author=person,
            body=body,
            search_text=Entry.searchable("", body),
            version=1,
            started_at=at,
            edited_at=at,
            done_at=at,
        )
        for at in days
    )


def now() -> Any:
    from django.utils import timezone

    return timezone.now()


def show(database: str, figures: dict[str, Figures]) -> None:
    """Each page at both sizes, with what is over its bar marked."""
    print(f"\n{database}, a partnership with 200 levels in a journal of 1,000, {ROUNDS} rounds")
    print(f"{'page':<12}{'5, p50 ms':>11}{'200, p50 ms':>13}{'SQL':>8}{'×':>7}{'target':>8}")
    for page in dict.fromkeys(name.partition(",")[0] for name in figures if "," in name):
        small, large = figures[f"{page}, small"], figures[f"{page}, large"]
        slower = large.p50 / small.p50
        is_over = slower > SLOWER_BY_AT_MOST or large.statements > MOST_STATEMENTS
        statements = f"{small.statements}, {large.statements}"
        print(
            f"{page:<12}{small.p50:>11.2f}{large.p50:>13.2f}{statements:>8}{slower:>7.2f}"
            f"{f'≤ {SLOWER_BY_AT_MOST}':>8}{'  over' if is_over else ''}"
        )


if __name__ == "__main__":
    main(sys.argv[1])
