"""Queries whose SQL is kept: the rows never are, nor whose they were."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db.models import Count, DateTimeField, Exists, OuterRef, QuerySet

from journal.models import Entry, Reply, SharedCopy, Tag
from journal.prepared import given, given_each, prepared
from journal.private import UnscopedQueryError
from partnership.people.models import User
from tests.factories import make_entry

pytestmark = pytest.mark.django_db
MARCH = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)


@prepared
def _titles() -> QuerySet[Entry, Any]:
    mine = Entry.objects.owned_by(given("owner"))
    return mine.order_by("title").values_list("title")


def test_each_person_finds_their_own_as_it_is_now(
    bryony: User, idris: User, django_assert_num_queries: Any
) -> None:
    make_entry(bryony, title="Hers")
    make_entry(idris, title="His")

    assert _titles().rows(owner=bryony.pk) == [("Hers",)]
    assert _titles().rows(owner=idris.pk) == [("His",)]
    make_entry(idris, title="And this")
    with django_assert_num_queries(1):
        assert _titles().rows(owner=idris.pk) == [("And this",), ("His",)]


def test_nobody_named_is_an_error_and_nobody_at_all_finds_nothing(bryony: User) -> None:
    make_entry(bryony)

    with pytest.raises(KeyError):
        _titles().rows()
    assert _titles().rows(owner=None) == []


def test_values_are_read_as_django_reads_them(bryony: User) -> None:
    entry = make_entry(bryony, started_at=MARCH)

    @prepared
    def begun() -> QuerySet[Entry, Any]:
        since = given("since", DateTimeField())
        received = Reply.objects.filter(entry=OuterRef("pk"))
        mine = Entry.objects.owned_by(given("owner")).filter(started_at__gte=since)
        return mine.values_list("pk", "started_at", "question__parts", Exists(received))

    plain = Entry.objects.owned_by(bryony)
    as_django = plain.values_list(
        "pk", "started_at", "question__parts", Exists(Reply.objects.none())
    )

    assert begun().rows(owner=bryony.pk, since=MARCH) == list(as_django)
    assert begun().rows(owner=bryony.pk, since=MARCH)[0][:2] == (entry.pk, MARCH)
    assert begun().rows(owner=bryony.pk, since=MARCH + timedelta(seconds=1)) == []


def test_so_many_ids_are_given_as_one_list(bryony: User, idris: User) -> None:
    first, second, _ = (make_entry(bryony) for _ in range(3))
    his = make_entry(idris)

    @prepared
    def among(count: int) -> QuerySet[Entry, Any]:
        mine = Entry.objects.owned_by(given("owner"))
        return mine.filter(pk__in=given_each("entries", count)).values_list("pk")

    keys = [first.pk, second.pk, his.pk]
    found = among(3).rows(owner=bryony.pk, entries=keys)

    assert sorted(found) == sorted([(first.pk,), (second.pk,)])
    assert among(1).rows(owner=idris.pk, entries=[his.pk]) == [(his.pk,)]
    assert among(0).rows(owner=bryony.pk, entries=[]) == []


def test_it_is_made_once_for_each_set_of_arguments() -> None:
    made = []

    @prepared
    def few(most: int) -> QuerySet[Entry, Any]:
        made.append(most)
        return Entry.objects.owned_by(given("owner")).values_list("pk")[:most]

    assert few(1) is few(1)
    assert few(1) is not few(2)
    assert made == [1, 2]


def test_what_is_somebodys_is_not_kept_for_others(bryony: User, idris: User) -> None:
    anybodys = Entry.objects.owned_by(given("owner"))
    hers = Entry.objects.owned_by(bryony)

    for query in (
        hers,
        bryony.entries.all(),
        anybodys | hers,
        anybodys.values_list("pk").union(hers.values_list("pk")),
        Entry.objects.across_owners(reason="a test"),
    ):
        with pytest.raises(ValueError, match="somebody's"):
            prepared(lambda query=query: query.values_list("pk"))()
    with pytest.raises(ValueError, match="somebody's"):
        prepared(lambda: Tag.objects.values_list("pk"))()


def test_private_rows_in_a_part_of_it_have_an_owner_too() -> None:
    with pytest.raises(UnscopedQueryError):
        prepared(
            lambda: (
                SharedCopy.objects.annotate(n=Count("tags"))
                .filter(Exists(Entry.objects.filter(pk=OuterRef("entry"))))
                .values_list("pk")
            )
        )()


def test_whole_rows_are_not_prepared(bryony: User) -> None:
    with pytest.raises(TypeError, match="values_list"):
        prepared(lambda: Entry.objects.owned_by(given("owner")))()
