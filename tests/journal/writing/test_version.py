"""An earlier text is shown with what changed, and can be made the text again without losing any."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from journal.models import Entry, Revision
from journal.revisions import keep_conflict
from journal.writing.comparing import Comparison
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import make_entry, make_revision


def version_url(entry: Entry, number: int) -> str:
    return reverse("writing:version", args=[entry.pk, number])


def restore_url(entry: Entry, number: int) -> str:
    return reverse("writing:version-restore", args=[entry.pk, number])


@pytest.fixture
def entry(bryony: User) -> Entry:
    """Kept twice, and changed since."""
    entry = make_entry(bryony, "We meet monthly, at Hollybank.", version=3)
    make_revision(entry, body="We meet weekly, at school.")
    make_revision(entry, body="We meet weekly, at Hollybank.", kind="shared")
    return entry


def compared(client: Client, url: str) -> Comparison:
    comparison = client.get(url).context_data["comparison"]
    assert isinstance(comparison, Comparison)
    return comparison


def test_a_version_shows_its_text_and_what_changed_since_the_one_before(
    as_bryony: Client, entry: Entry
) -> None:
    response = as_bryony.get(version_url(entry, 2))

    assert "We meet weekly, at Hollybank." in response.text
    assert "From version 1 to version 2" in response.text
    assert '(removed: </span>school<span class="visually-hidden">)</span></del>' in response.text
    assert '(added: </span>Hollybank<span class="visually-hidden">)</span></ins>' in response.text
    assert "When you shared it" in response.text


def test_the_first_version_has_nothing_before_it(as_bryony: Client, entry: Entry) -> None:
    response = as_bryony.get(version_url(entry, 1))

    assert response.context_data["comparison"] is None
    assert "We meet weekly, at school." in response.text


@pytest.mark.parametrize(
    ("number", "against", "earlier", "later"),
    [
        (2, "1", "version 1", "version 2"),
        (1, "2", "version 1", "version 2"),
        (1, "now", "version 1", "your text now"),
        (2, "", "version 1", "version 2"),
        (2, "2", "version 1", "version 2"),
        (2, "99", "version 1", "version 2"),
        (2, "²", "version 1", "version 2"),
        (2, "x\x00", "version 1", "version 2"),
    ],
)
def test_it_is_compared_with_what_was_asked_for(
    as_bryony: Client, entry: Entry, number: int, against: str, earlier: str, later: str
) -> None:
    comparison = as_bryony.get(version_url(entry, number), {"against": against}).context_data[
        "comparison"
    ]

    assert (comparison.earlier.name, comparison.later.name) == (earlier, later)


def test_the_same_words_are_said_to_be_the_same(as_bryony: Client, entry: Entry) -> None:
    make_revision(entry, body="We meet weekly,  at Hollybank.\n", title="A title")

    response = as_bryony.get(version_url(entry, 3))

    assert "The words are the same." in response.text
    assert "Title:" in response.text


def test_a_text_from_another_window_stands_beside_the_present_one(
    as_bryony: Client, entry: Entry
) -> None:
    keep_conflict(entry, title="", body="We meet never, at Hollybank.", base_version=2)

    response = as_bryony.get(version_url(entry, 3))

    comparison = response.context_data["comparison"]
    assert comparison.is_side_by_side
    assert comparison.left[0].pieces[1].text == "monthly"
    assert comparison.right[0].pieces[1].text == "never"
    assert "Keep both" in response.text


def test_the_version_after_a_conflict_is_compared_with_the_text_before_it(
    as_bryony: Client, entry: Entry
) -> None:
    keep_conflict(entry, title="", body="From elsewhere.", base_version=2)
    make_revision(entry)

    assert compared(as_bryony, version_url(entry, 4)).earlier.name == "version 2"


def test_going_back_to_a_text_makes_a_new_version(as_bryony: Client, entry: Entry) -> None:
    response = as_bryony.post(restore_url(entry, 1))

    entry.refresh_from_db()
    assert response.url == entry.get_absolute_url()
    assert (entry.body, entry.version) == ("We meet weekly, at school.", 4)
    assert list(entry.revisions.values_list("number", "kind", "body")) == [
        (1, "done", "We meet weekly, at school."),
        (2, "shared", "We meet weekly, at Hollybank."),
        (3, "replaced", "We meet monthly, at Hollybank."),
        (4, "restored", "We meet weekly, at school."),
    ]


def test_both_texts_can_be_kept_one_below_the_other(as_bryony: Client, entry: Entry) -> None:
    keep_conflict(entry, title="", body="We never meet.", base_version=2)

    for _ in range(2):  # pressed twice
        response = as_bryony.post(restore_url(entry, 3), {"keep": "both"})

    entry.refresh_from_db()
    assert response.url == reverse("writing:entry-edit", args=[entry.pk])
    assert entry.body == "We meet monthly, at Hollybank.\n\n* * *\n\nWe never meet."
    assert list(entry.revisions.values_list("kind", flat=True))[-2:] == ["replaced", "restored"]


def test_two_texts_too_long_for_one_entry_are_left_as_they_are(
    as_bryony: Client, bryony: User
) -> None:
    entry = make_entry(bryony, "a" * 60_000)
    make_revision(entry, body="b" * 60_000, kind=Revision.Kind.CONFLICT)

    response = as_bryony.post(restore_url(entry, 1), {"keep": "both"}, follow=True)

    entry.refresh_from_db()
    assert entry.body == "a" * 60_000
    assert "the most is 100,000" in response.text


@pytest.mark.parametrize("person", ["idris", "rosalind", "sam"])
def test_earlier_texts_are_their_authors_alone(
    person: str, entry: Entry, request: pytest.FixtureRequest
) -> None:
    client = signed_in(request.getfixturevalue(person))

    assert client.get(version_url(entry, 1)).status_code == 404
    assert client.get(reverse("writing:version-list", args=[entry.pk])).status_code == 404
    assert client.post(restore_url(entry, 1)).status_code == 404


def test_a_version_of_another_entry_is_not_found(
    as_bryony: Client, bryony: User, entry: Entry
) -> None:
    other = make_entry(bryony)

    assert as_bryony.get(version_url(other, 1)).status_code == 404
    assert as_bryony.post(restore_url(other, 1)).status_code == 404


def test_wrong_methods(as_bryony: Client, entry: Entry) -> None:
    assert as_bryony.post(version_url(entry, 1)).status_code == 405
    assert as_bryony.get(restore_url(entry, 1)).status_code == 405
