"""Queries whose SQL is kept: the rows never are, nor whose they were."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db.models import Count, DateTimeField, Exists, OuterRef, QuerySet
from django.http import Http404

from journal.models import Cohort, Entry, Reply, SharedCopy, Tag
from journal.private import UnscopedQueryError
from partnership.people.models import User
from partnership.prepared import given, given_each, prepared
from tests.factories import make_entry, make_question, share

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


def test_whole_rows_come_with_what_was_fetched_beside_them(
    bryony: User, autumn: Cohort, django_assert_num_queries: Any
) -> None:
    @prepared
    def asked() -> QuerySet[Entry, Any]:
        mine = Entry.objects.owned_by(given("owner")).filter(pk=given("entry"))
        received = Reply.objects.filter(entry=OuterRef("pk"))
        related = mine.select_related("question", "shared_copy")
        rows = related.only("title", "question__title", "shared_copy__title")
        return rows.annotate(has_replies=Exists(received))

    question = make_question()
    entry = make_entry(bryony, "Words.", question=question)
    shared = share(entry, autumn)

    with django_assert_num_queries(1):
        found = asked().get_or_404(owner=bryony.pk, entry=entry.pk)
        assert (found, found.question.title, found.has_replies) == (entry, question.title, False)
        assert found.shared_copy == shared
    with django_assert_num_queries(1):
        assert found.body == "Words."


def test_what_is_not_theirs_is_not_there(bryony: User, idris: User) -> None:
    one = prepared(lambda: Entry.objects.owned_by(given("owner")).filter(pk=given("entry")))
    entry = make_entry(bryony)

    assert one().get_or_404(owner=bryony.pk, entry=entry.pk) == entry
    with pytest.raises(Http404):
        one().get_or_404(owner=idris.pk, entry=entry.pk)


def test_a_query_that_is_two_is_not_prepared() -> None:
    mine = Entry.objects.owned_by(given("owner"))

    with pytest.raises(TypeError, match="prefetches"):
        prepared(lambda: mine.prefetch_related("revisions"))()
