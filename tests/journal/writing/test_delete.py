"""Deleting asks first, stops sharing, and can be undone for thirty days."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from journal.models import Cohort, Entry, Observation, Revision, SharedCopy, Tag
from journal.writing.deeds import bin_entry, bring_back, days_left, empty_bin
from partnership.people.models import User
from tests.factories import (
    make_element,
    make_entry,
    make_framework,
    make_partnership,
    make_revision,
    share,
)


def delete_url(entry: Entry) -> str:
    return reverse("writing:entry-delete", args=[entry.pk])


def test_deleting_asks_first(as_bryony: Client, bryony: User) -> None:
    entry = make_entry(bryony, "The words in question.")

    response = as_bryony.get(delete_url(entry))

    assert "This entry goes to the bin for 30 days, then it is gone." in response.text
    assert "The words in question." in response.text
    entry.refresh_from_db()
    assert entry.binned_at is None


def test_deleting_puts_it_in_the_bin(as_bryony: Client, bryony: User) -> None:
    entry = make_entry(bryony)

    response = as_bryony.post(delete_url(entry))

    assert response.url == reverse("writing:bin")
    assert list(Entry.objects.owned_by(bryony).in_bin()) == [entry]


def test_deleting_stops_sharing(
    as_bryony: Client, bryony: User, rosalind: User, autumn: Cohort
) -> None:
    entry, kept = make_entry(bryony), make_entry(bryony)
    share(entry, autumn)
    still_shared = share(kept, autumn)

    as_bryony.post(delete_url(entry))

    assert list(SharedCopy.objects.readable_by(rosalind)) == [still_shared]


@pytest.mark.parametrize("name", ["entry", "entry-delete", "version-list"])
def test_what_is_in_the_bin_has_no_pages(as_bryony: Client, bryony: User, name: str) -> None:
    entry = make_entry(bryony, binned_at=timezone.now())

    assert as_bryony.get(reverse(f"writing:{name}", args=[entry.pk])).status_code == 404


@pytest.mark.parametrize("name", ["entry-delete", "entry-undelete"])
def test_nobody_deletes_or_brings_back_what_is_anothers(
    as_idris: Client, bryony: User, name: str
) -> None:
    entry = make_entry(bryony)

    response = as_idris.post(reverse(f"writing:{name}", args=[entry.pk]))

    assert response.status_code == 404
    entry.refresh_from_db()
    assert entry.binned_at is None


def test_taking_out_is_a_post(as_bryony: Client, bryony: User) -> None:
    entry = make_entry(bryony, binned_at=timezone.now())

    assert as_bryony.get(reverse("writing:entry-undelete", args=[entry.pk])).status_code == 405
    assert as_bryony.put(reverse("writing:entry-delete", args=[entry.pk])).status_code == 405


def test_taken_out_it_is_back_and_private(as_bryony: Client, bryony: User, autumn: Cohort) -> None:
    entry = make_entry(bryony)
    share(entry, autumn)
    bin_entry(entry)

    response = as_bryony.post(reverse("writing:entry-undelete", args=[entry.pk]))

    assert response.url == entry.get_absolute_url()
    assert list(Entry.objects.owned_by(bryony).in_journal()) == [entry]
    assert not SharedCopy.objects.exists()


def test_the_days_left_are_counted_down() -> None:
    binned_at = timezone.now()

    def after(**passed: int) -> int:
        return days_left(binned_at, at=binned_at + timedelta(**passed))

    assert (after(), after(days=1), after(days=29, hours=1), after(days=31)) == (30, 29, 1, 0)


def test_after_thirty_days_it_is_gone_with_everything_about_it(bryony: User, idris: User) -> None:
    now = timezone.now()
    entry = make_entry(bryony, binned_at=now - timedelta(days=30))
    revision = make_revision(entry)
    edition = make_framework("scale").editions.get()
    element = make_element(edition, "level", position=9)
    passage = entry.passages.create(revision=revision, start=0, end=4, quote="Some")
    Tag.objects.create(entry=entry, element=element, passage=passage)
    Observation.objects.create(
        partnership=make_partnership(bryony),
        entry=entry,
        level=element,
        about_on=now.date(),
        said_on=now.date(),
    )
    spared = [
        make_entry(bryony, binned_at=now - timedelta(days=29)),
        make_entry(idris, binned_at=now - timedelta(days=1)),
        make_entry(idris),
    ]

    assert empty_bin(at=now) == 1

    everybody = Entry.objects.across_owners(reason="a test")
    assert set(everybody) == set(spared)
    assert not Revision.objects.across_owners(reason="a test").exists()
    assert not Tag.objects.across_owners(reason="a test").exists()
    assert Observation.objects.owned_by(bryony).get().entry is None


def test_what_was_brought_back_is_not_emptied(bryony: User) -> None:
    entry = make_entry(bryony, binned_at=timezone.now() - timedelta(days=40))
    bring_back(entry)

    assert empty_bin() == 0
