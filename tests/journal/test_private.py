"""Private rows refuse every query that has not been told for whom."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db.models import Count, Exists, OuterRef, Subquery

from journal.models import Entry, Revision
from journal.private import UnscopedQueryError
from partnership.people.models import User
from tests.factories import make_entry, make_revision

UNSCOPED: list[Callable[[], object]] = [
    lambda: list(Entry.objects.all()),
    lambda: Entry.objects.count(),
    lambda: Entry.objects.exists(),
    lambda: Entry.objects.first(),
    lambda: Entry.objects.filter(body="x").get(),
    lambda: Entry.objects.aggregate(Count("pk")),
    lambda: Entry.objects.update(body="x"),
    lambda: Entry.objects.all().delete(),
    lambda: list(Entry.objects.values_list("body")),
    lambda: list(Entry.objects.iterator()),
    lambda: Entry.objects.in_bulk(),
    lambda: Entry.objects.explain(),
    lambda: list(User.objects.filter(pk__in=Entry.objects.values("author"))),
    lambda: list(Revision.objects.filter(body="x")),
    lambda: Entry.objects.dates("started_at", "year")[0],
    lambda: Entry.objects.contains(Entry()),
    lambda: Entry.objects.get_or_create(title="x"),
    lambda: Entry.objects.update_or_create(title="x"),
    lambda: Entry.objects.bulk_update([Entry(title="x")], ["title"]),
    lambda: Entry.objects.raw("SELECT * FROM journal_entry"),
    lambda: awaited(_count(Entry.objects.all())),
    lambda: awaited(_every(Entry.objects.aiterator())),
    lambda: awaited(_every(Entry.objects.all())),
    # As a part of another query, which takes it out of its queryset.
    lambda: list(User.objects.filter(Exists(Entry.objects.filter(author=OuterRef("pk"))))),
    lambda: list(User.objects.annotate(words=Subquery(Entry.objects.values("body")[:1]))),
    lambda: list(User.objects.filter(pk__in=Entry.objects.values("author").query)),
    lambda: list(User.objects.values("pk").union(Entry.objects.values("author"))),
    lambda: list(Entry.objects.owned_by(User()).union(Entry.objects.all())),
    lambda: list(Entry.objects.owned_by(User()) | Entry.objects.all()),
    lambda: list(Entry.objects.all() | Entry.objects.owned_by(User())),
    lambda: list(Entry.objects.owned_by(User()) ^ Entry.objects.all()),
]


async def _count(rows: Any) -> int:
    return await rows.acount()


async def _every(rows: Any) -> list[object]:
    return [row async for row in rows]


def awaited(asked: Coroutine[Any, Any, object]) -> object:
    """In a thread of its own, since a browser that a test left running has a loop in this one."""
    with ThreadPoolExecutor(1) as another:
        return another.submit(asyncio.run, asked).result()


@pytest.mark.django_db
@pytest.mark.parametrize("query", UNSCOPED)
def test_a_query_that_names_no_owner_is_refused(query: Callable[[], object]) -> None:
    with pytest.raises(UnscopedQueryError):
        query()


def test_an_owner_reads_their_own_and_nobody_elses(bryony: User, idris: User) -> None:
    mine = make_entry(bryony)
    make_entry(idris)

    assert list(Entry.objects.owned_by(bryony)) == [mine]
    assert list(bryony.entries.all()) == [mine]


def test_what_was_fetched_for_its_owner_opens_what_belongs_to_it(bryony: User) -> None:
    entry = make_entry(bryony)
    revision = make_revision(entry)

    assert list(entry.revisions.all()) == [revision]
    assert list(Entry.objects.owned_by(bryony).prefetch_related("revisions")) == [entry]


def test_ones_own_rows_may_be_part_of_another_query(bryony: User, idris: User) -> None:
    entry = make_entry(bryony)
    make_entry(idris)
    mine = Entry.objects.owned_by(bryony)

    assert list(User.objects.filter(pk__in=mine.values("author"))) == [bryony]
    assert list(User.objects.filter(Exists(mine.filter(author=OuterRef("pk"))))) == [bryony]
    assert list(mine.filter(title="x") | mine.filter(title="")) == [entry]
    assert list(mine.filter(title="x").union(mine.filter(title=""))) == [entry]


def test_its_name_in_a_log_holds_no_words(bryony: User) -> None:
    entry = make_entry(bryony, body="secret", title="also secret")

    assert str(entry) == f"Entry {str(entry.pk)[:8]}"
