"""How long the page of what publishing changes takes: 500 elements, all reworded, 1,000,000 tags.

Run by itself, against a PostgreSQL database in DATABASE_URL, which it fills:
    python -m tools.bench_publishing
Timed beside the bare view of tools.bench_pages, request by request. Processor seconds are this
process's own and leave out the database server's, which is told for itself: the count of tags.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from statistics import median
from time import perf_counter
from typing import Any

from tools.bench_pages import Request, answered_well, calls_of, counted, timed

KEY = "measured"
ELEMENTS, PEOPLE, ENTRIES, TAGS_AN_ENTRY = 500, 1_000, 50_000, 20
ROUNDS = int(os.environ.get("ROUNDS", "9"))
BAR, MOST_STATEMENTS = 2_000, 15  # milliseconds
WORDS = (
    "Partners meet often and share what they know of children and families; each keeps its own "
    "aims, its own money and its own say over what it does. Someone is named for every task, and "
    "what was agreed is written down, looked at again after a term, and put right where it failed."
)

ENTRIES_SQL = """
INSERT INTO journal_entry (id, follow_up, title, body, search_text, version, started_at, edited_at,
                           author_id)
SELECT gen_random_uuid(), '', '', 'Some words.', 'some words.', 1, now(), now(), p.id
FROM (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM people_user
      WHERE email LIKE 'measured%%') p
JOIN generate_series(0, %s - 1) e ON e %% %s = p.n
"""
TAGS_SQL = """
INSERT INTO journal_tag (id, made_at, element_id, entry_id)
SELECT gen_random_uuid(), now(), f.id, e.id
FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM journal_entry
      WHERE body = 'Some words.') e
CROSS JOIN generate_series(0, %s - 1) t
JOIN (SELECT el.id, el.position - 1 AS n FROM frameworks_element el
      JOIN frameworks_edition ed ON ed.id = el.edition_id AND ed.state = 'published'
      JOIN frameworks_framework fr ON fr.id = ed.framework_id AND fr.key = %s) f
  ON f.n = (e.n * 7 + t * 25) %% %s
"""


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tools.bench_settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from frameworks.uses import MOST_COUNTED

    if connection.vendor != "postgresql":
        sys.exit("It is of PostgreSQL: name one in DATABASE_URL.")
    call_command("migrate", verbosity=0)
    build()
    client = an_admin()
    pages: dict[str, Request] = {
        "bare": get(client, "/bare/"),
        "changes": get(client, f"/manage/frameworks/{KEY}/changes/"),
        "draft": get(client, f"/manage/frameworks/{KEY}/draft/"),
        "element": get(client, f"/manage/frameworks/{KEY}/draft/elements/element_1/"),
    }
    print(f"{'page':<9}{'SQL':>5}{'bytes':>9}{'calls':>11}{'wall ms':>9}{'least':>8}{'cpu ms':>8}")
    for name, request in pages.items():
        statements, size = counted(request)
        calls = calls_of(request)
        times = [timed(request) for _ in range(ROUNDS)]
        wall, least = median(took.wall for took in times), min(took.wall for took in times)
        over = "  over" if wall > BAR or statements > MOST_STATEMENTS else ""
        row = f"{name:<9}{statements:>5}{size:>9,}{calls:>11,}{wall:>9.0f}{least:>8.0f}"
        print(f"{row}{median(took.cpu for took in times):>8.0f}{over}")
    for number in (1, MOST_COUNTED):
        print(f"Counting the tags of {number} of the elements: {counting(number):.0f} ms")


def build() -> None:
    """The framework, its draft with every definition reworded, people, entries and tags; once."""
    from django.db import connection, transaction
    from django.utils import timezone

    from frameworks.editing.drafts import begin
    from frameworks.models import Edition, Element, Framework, Group
    from partnership.people.models import User

    if Framework.objects.filter(key=KEY).exists():
        return
    with transaction.atomic(), connection.cursor() as cursor:
        framework = Framework.objects.create(
            key=KEY, name="Measured", kind="grouped", subject="partnership", status="supplementary"
        )
        sources = [{"citation": "Made up to measure by.", "basis": "reading"}]
        edition = Edition.objects.create(
            framework=framework, number=1, state="published", published_at=timezone.now(),
            name="Measured", summary="Made up.", sources=sources,
        )  # fmt: skip
        groups = Group.objects.bulk_create(
            Group(edition=edition, key=f"group_{n}", position=n, name=f"Group {n}")
            for n in range(1, 21)
        )
        Element.objects.bulk_create(elements(edition, groups))
        User.objects.bulk_create(
            User(email=f"measured{n}@load.example", name=f"Person {n}") for n in range(PEOPLE)
        )
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute(ENTRIES_SQL, [ENTRIES, PEOPLE])
        cursor.execute(TAGS_SQL, [TAGS_AN_ENTRY, KEY, ELEMENTS])
        draft = begin(framework, by=admin(), at=timezone.now())
        reworded = list(draft.elements.all())
        for element in reworded:
            element.description = element.description.replace("families", "their families")
        Element.objects.bulk_update(reworded, ["description"])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def elements(edition: Any, groups: list[Any]) -> Iterator[Any]:
    from frameworks.models import Element

    each = ELEMENTS // len(groups)
    for n in range(ELEMENTS):
        yield Element(
            edition=edition, group=groups[n // each], key=f"element_{n + 1}", position=n + 1,
            name=f"Element {n + 1}", description=f"{n + 1}. {WORDS}", note="Worth knowing.",
            aliases=["another word"],
        )  # fmt: skip


def admin() -> Any:
    from partnership.people.models import User

    return User.objects.get_or_create(
        email="admin@load.example", defaults={"is_staff": True, "name": "Admin"}
    )[0]


def an_admin() -> Any:
    from django.test import Client

    client = Client(headers={"accept-encoding": "gzip"})
    client.force_login(admin(), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def get(client: Any, url: str) -> Request:
    return lambda: answered_well(client.get(url))


def counting(number: int) -> float:
    """Milliseconds of wall time, nearly all of it the database's."""
    from frameworks.uses import site_uses

    keys = [f"element_{n}" for n in range(1, number + 1)]
    began = perf_counter()
    site_uses(KEY, keys)
    return (perf_counter() - began) * 1000


if __name__ == "__main__":
    main()
