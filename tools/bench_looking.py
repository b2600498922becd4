"""Looking back over 1,000 entries beside 5: the same pages of two leaders, request by request.

The bar is at most 12 statements a page, and a p50 within twice that of the small journal: with the
site to themselves, and among 100,000 entries of others, where a query that does not go by its
author's own rows shows. Runs against the database in DATABASE_URL, which it fills:
    python -m tools.bench_looking SQLite
"""

from __future__ import annotations

import os
import sys
from datetime import timedelta
from io import StringIO
from statistics import median
from typing import Any

from tools.bench_pages import (
    MOST_STATEMENTS,
    ROUNDS,
    Request,
    answered_well,
    counted,
    grow,
    timed,
)

FEW, MANY = 5, 1_000
COHORTS_OF_OTHERS = 100  # of 1,000 entries each
WITHIN = 2.0


def main(database: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tools.bench_settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("load_content", stdout=StringIO())
    small, large = leader_with(FEW), leader_with(MANY)
    print(f"\n{database}, a journal of {MANY:,} entries beside one of {FEW}, {ROUNDS} rounds")
    for others in (0, COHORTS_OF_OTHERS):
        grow(others)
        tidy()
        print(f"among {others * 1_000:,} entries of others")
        compare(pages_of(small), pages_of(large))


def tidy() -> None:
    """What PostgreSQL does by itself within minutes of such growth, and SQLite never needs."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("ANALYZE")


def leader_with(entries: int) -> Any:
    """Alone in a cohort of their own, with five lines kept of the newest term."""
    from django.utils import timezone

    from journal.load import DAYS_OF_A_COHORT, Sizes, make_load
    from journal.looking_back.keeping import keep_line
    from journal.models import Entry
    from journal.tagging.passages import sentences
    from partnership.people.models import User

    known = set(User.objects.values_list("pk", flat=True))
    starts_on = timezone.localdate() - timedelta(days=DAYS_OF_A_COHORT)
    make_load(Sizes(1, 1, entries), starts_on=starts_on)
    leader = User.objects.exclude(pk__in=known).get(email__startswith="leader")
    newest = Entry.objects.owned_by(leader).newest_first()[0]
    for span in sentences(newest.body)[:5]:
        keep_line(entry=newest, span=span)
    return leader


def pages_of(leader: Any) -> dict[str, Request]:
    from django.test import Client

    from journal.models import Entry

    client = Client(headers={"accept-encoding": "gzip"})
    client.force_login(leader, backend="allauth.account.auth_backends.AuthenticationBackend")
    element = most_named_by(leader)
    entry = Entry.objects.owned_by(leader).newest_first().values_list("pk", flat=True)[1]
    asked = {"HX-Request": "true"}
    return {
        "looking back": lambda: answered_well(client.get("/looking-back/")),
        "over time": lambda: answered_well(client.get("/looking-back/tags/")),
        "one element": lambda: answered_well(client.get(f"/looking-back/tags/{element}/")),
        "journal": lambda: answered_well(client.get("/journal/")),
        "keep a line": lambda: answered_well(client.get(f"/looking-back/lines/{entry}/")),
        "suggest tags": lambda: answered_well(
            client.get(f"/entry/{entry}/tags/suggest/", headers=asked)
        ),
    }


def most_named_by(leader: Any) -> str:
    """As its page's address says it."""
    from django.db.models import Count

    from journal.models import Tag

    named = Tag.objects.owned_by(leader).values_list(
        "element__edition__framework__key", "element__key"
    )
    *key, _ = named.annotate(times=Count("pk")).order_by("-times")[0]
    return "/".join(key)


def compare(small: dict[str, Request], large: dict[str, Request]) -> None:
    print(f"{'page':<14}{'p50 ms':>9}{'of few':>9}{'×':>7}{'SQL':>5}{'of few':>8}{'target':>8}")
    for name in small:
        show(name, small[name], large[name])


def show(name: str, few: Request, many: Request) -> None:
    statements = [counted(request)[0] for request in (many, few)]
    times = [(timed(many).wall, timed(few).wall) for _ in range(ROUNDS)]
    p50, p50_of_few = (median(times) for times in zip(*times, strict=True))
    over = p50 > WITHIN * p50_of_few or max(statements) > MOST_STATEMENTS
    print(
        f"{name:<14}{p50:>9.2f}{p50_of_few:>9.2f}{p50 / p50_of_few:>7.2f}{statements[0]:>5}"
        f"{statements[1]:>8}{f'≤ {WITHIN:.0f}':>8}{'  over' if over else ''}"
    )


if __name__ == "__main__":
    main(sys.argv[1])
