"""Private rows refuse every query that has not been told for whom."""

from collections.abc import Callable

import pytest
from django.db.models import Count

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
]


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


def test_its_name_in_a_log_holds_no_words(bryony: User) -> None:
    entry = make_entry(bryony, body="secret", title="also secret")

    assert str(entry) == f"Entry {str(entry.pk)[:8]}"
