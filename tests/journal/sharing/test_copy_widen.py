"""Letting the cohort read it too, and taking that back: each an act of its own."""

import pytest
from django.test import Client
from django.urls import reverse

from journal.models import Cohort, Entry, SharedCopy
from journal.sharing.deeds import give
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import make_entry


@pytest.fixture
def entry(bryony: User, autumn: Cohort) -> Entry:
    entry = make_entry(bryony, "Words of the third of May.")
    give(entry, cohort=autumn, audience="facilitator")
    return entry


def widen(entry: Entry) -> str:
    return reverse("sharing:copy-widen", args=[entry.pk])


def narrow(entry: Entry) -> str:
    return reverse("sharing:copy-narrow", args=[entry.pk])


def test_it_says_who_will_newly_read_what_before_they_can(
    as_bryony: Client, bryony: User, entry: Entry
) -> None:
    Entry.objects.owned_by(bryony).update(body="Words that nobody was given.")

    page = as_bryony.get(widen(entry)).text

    assert "1 person will newly be able to read it: everyone else in Autumn" in page
    assert "Words of the third of May." in page
    assert "Words that nobody was given." not in page
    assert "stays private until you update what they see" in page
    assert "Have you left out pupils’ names?" in page
    assert SharedCopy.objects.get().audience == "facilitator"


def test_the_cohort_reads_the_text_that_was_given_and_no_newer_one(
    as_bryony: Client, as_idris: Client, bryony: User, entry: Entry
) -> None:
    Entry.objects.owned_by(bryony).update(body="Words that nobody was given.")
    copy = SharedCopy.objects.get()
    assert as_idris.get(copy.get_absolute_url()).status_code == 404

    response = as_bryony.post(widen(entry), {"seen": copy.given_digest})

    assert response.url == entry.get_absolute_url()
    copy.refresh_from_db()
    assert copy.audience == "cohort"
    assert copy.cohort_since >= copy.given_at
    assert "Words of the third of May." in as_idris.get(copy.get_absolute_url()).text


def test_what_was_updated_meanwhile_is_looked_at_first(
    as_bryony: Client, bryony: User, entry: Entry
) -> None:
    seen = SharedCopy.objects.get().given_digest
    Entry.objects.owned_by(bryony).update(body="Newer words.")
    as_bryony.post(reverse("sharing:entry-share", args=[entry.pk]))

    response = as_bryony.post(widen(entry), {"seen": seen})

    assert response.status_code == 422
    assert "Newer words." in response.text
    assert SharedCopy.objects.get().audience == "facilitator"


def test_narrowing_takes_effect_on_the_next_request(
    as_bryony: Client, as_idris: Client, as_rosalind: Client, entry: Entry
) -> None:
    as_bryony.post(widen(entry))
    url = SharedCopy.objects.get().get_absolute_url()
    assert as_idris.get(url).status_code == 200

    as_bryony.post(narrow(entry))

    assert as_idris.get(url).status_code == 404
    assert as_rosalind.get(url).status_code == 200
    assert SharedCopy.objects.get().cohort_since is None


def test_what_is_not_shared_is_neither_widened_nor_narrowed(
    as_bryony: Client, bryony: User, autumn: Cohort
) -> None:
    private = make_entry(bryony)

    for response in (
        as_bryony.get(widen(private)),
        as_bryony.post(widen(private)),
        as_bryony.post(narrow(private)),
    ):
        assert response.url == private.get_absolute_url()
    assert not SharedCopy.objects.exists()


def test_what_the_cohort_reads_already_is_not_asked_about_again(
    as_bryony: Client, entry: Entry
) -> None:
    as_bryony.post(widen(entry))

    assert as_bryony.get(widen(entry)).url == entry.get_absolute_url()


@pytest.mark.parametrize("person", ["idris", "rosalind", "sam"])
def test_only_the_author_says_who_reads_it(
    person: str, entry: Entry, request: pytest.FixtureRequest
) -> None:
    client = signed_in(request.getfixturevalue(person))

    assert client.get(widen(entry)).status_code == 404
    assert client.post(widen(entry)).status_code == 404
    assert client.post(narrow(entry)).status_code == 404
    assert client.get(narrow(entry)).status_code == 405
