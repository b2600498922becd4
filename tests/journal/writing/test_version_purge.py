"""Deleting the earlier versions for good: all but those that are pointed at, and none returns."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from journal.models import Cohort, Entry, Passage, Revision, SharedCopy, Tag
from journal.replaying import replay
from journal.revisions import keep_conflict, keep_revision
from partnership.ledger import Deed, Ledger
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import make_element, make_entry, make_framework, make_revision, share
from tests.forms import forms_on
from tests.journal.writing.test_draft_save import save


@pytest.fixture
def entry(bryony: User, tmp_path: Path, settings: LazySettings) -> Entry:
    """With two earlier texts, and one from another window."""
    settings.LEDGER = tmp_path / "ledger"
    entry = make_entry(bryony, "It went well.", version=3)
    make_revision(entry, body="It went badly for Jo.")
    make_revision(entry, body="It went badly.")
    make_revision(entry, body="Jo again.", kind=Revision.Kind.CONFLICT)
    return entry


def url(entry: Entry) -> str:
    return reverse("writing:version-purge", args=[entry.pk])


def texts(entry: Entry) -> list[tuple[int, str]]:
    return list(entry.revisions.order_by("number").values_list("number", "body"))


def test_it_is_said_what_goes_and_done_by_a_button(as_bryony: Client, entry: Entry) -> None:
    listed = as_bryony.get(reverse("writing:version-list", args=[entry.pk]))
    page = as_bryony.get(url(entry))
    assert url(entry) in listed.text
    assert "3 versions of this entry will be gone" in page.text
    assert len(texts(entry)) == 3

    answer = forms_on(page, url(entry))[0].post(as_bryony)

    assert answer.url == reverse("writing:version-list", args=[entry.pk])
    assert texts(entry) == [(4, "It went well.")]
    assert "3 earlier versions deleted." in as_bryony.get(answer.url).text
    entry.refresh_from_db()
    assert (entry.body, entry.version) == ("It went well.", 3)


def test_the_text_as_it_is_now_is_not_kept_twice(as_bryony: Client, entry: Entry) -> None:
    make_revision(entry, number=4)
    assert "3 versions of this entry" in as_bryony.get(url(entry)).text

    as_bryony.post(url(entry))
    as_bryony.post(url(entry))

    assert texts(entry) == [(4, "It went well.")]
    assert "There is nothing to delete" in as_bryony.get(url(entry)).text


def test_the_number_of_one_that_went_is_never_given_again(as_bryony: Client, entry: Entry) -> None:
    """What lost to another window was the newest: an old address of it must not be another text."""
    entry.revisions.get(number=2).delete()
    make_revision(entry, number=2)
    lost = reverse("writing:version", args=[entry.pk, 3])
    assert "Jo again." in as_bryony.get(lost).text

    as_bryony.post(url(entry))
    assert texts(entry) == [(2, "It went well.")]
    keep_conflict(entry, title="", body="From another window.", base_version=2)

    assert texts(entry) == [(2, "It went well."), (4, "From another window.")]
    assert as_bryony.get(lost).status_code == 404


def test_what_others_read_and_what_was_tagged_in_stays(
    as_bryony: Client, entry: Entry, autumn: Cohort
) -> None:
    element = make_element(make_framework("scale").editions.get(), "level", position=9)
    tagged = entry.revisions.get(number=1)
    passage = Passage.objects.create(entry=entry, revision=tagged, start=0, end=2, quote="It")
    Tag.objects.create(entry=entry, element=element, passage=passage)
    copy = share(entry, autumn)
    SharedCopy.objects.filter(pk=copy.pk).update(revision=entry.revisions.get(number=2))
    assert "2 of 3 will stay" in as_bryony.get(url(entry)).text

    as_bryony.post(url(entry))

    assert {"It went badly for Jo.", "It went badly."} <= {body for _, body in texts(entry)}
    assert "Jo again." not in {body for _, body in texts(entry)}
    assert Tag.objects.owned_by(entry.author).get().passage == passage
    assert SharedCopy.objects.get().pk == copy.pk


def test_a_late_request_brings_none_back(as_bryony: Client, bryony: User, entry: Entry) -> None:
    late = {"body": "Jo, from another window.", "base_version": 2, "key": "one-edit-of-it"}
    assert save(as_bryony, entry.pk, **late).status_code == 409
    as_bryony.post(url(entry))

    assert save(as_bryony, entry.pk, **late).status_code == 200

    assert texts(entry) == [(5, "It went well.")]
    assert Entry.objects.owned_by(bryony).get().body == "It went well."


def test_a_restored_backup_has_none_of_them(
    as_bryony: Client, bryony: User, entry: Entry, settings: LazySettings
) -> None:
    before = list(entry.revisions.values())
    as_bryony.post(url(entry))
    entry.revisions.all().delete()
    Revision.objects.bulk_create(Revision(**row) for row in before)
    tagged = entry.revisions.get(number=1)
    Passage.objects.create(entry=entry, revision=tagged, start=0, end=2, quote="It")

    done = replay(Ledger.read([settings.LEDGER]))

    assert done["versions erased"] == 3
    assert texts(entry) == []
    assert keep_revision(entry, Revision.Kind.DONE).number > 3


def test_each_is_written_down_before_it_goes(
    as_bryony: Client, entry: Entry, settings: LazySettings
) -> None:
    keys = list(entry.revisions.values_list("pk", flat=True))

    as_bryony.post(url(entry))

    ledger = Ledger.read([settings.LEDGER])
    assert all(ledger.done_to(Deed.VERSION_ERASED, pk) for pk in keys)
    assert "Jo" not in settings.LEDGER.read_text()


@pytest.mark.parametrize("person", ["idris", "rosalind", "sam"])
def test_they_are_their_author_s_alone_to_delete(
    person: str, entry: Entry, autumn: Cohort, request: pytest.FixtureRequest
) -> None:
    client = signed_in(request.getfixturevalue(person))

    assert client.get(url(entry)).status_code == 404
    assert client.post(url(entry)).status_code == 404
    assert len(texts(entry)) == 3
