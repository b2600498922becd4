"""A note to self is saved with the reply beside it, by one rule, and stays when that is sent."""

from __future__ import annotations

import pytest
from django.test import Client

from journal.models import Cohort, ReplyDraft, SharedCopy
from partnership.people.models import User
from tests.factories import make_entry, make_reply, share

from .saving import draft_of, save


@pytest.fixture
def copy(bryony: User, autumn: Cohort) -> SharedCopy:
    return share(make_entry(bryony), autumn)


def test_a_note_alone_is_saved_as_one_writes(
    as_rosalind: Client, rosalind: User, copy: SharedCopy
) -> None:
    first = save(as_rosalind, copy, body="", note="Ask")
    second = save(as_rosalind, copy, body="", note="Ask her.", base_version=1)

    draft = draft_of(rosalind)
    assert (first.status_code, second.status_code) == (200, 200)
    assert (draft.body, draft.note, draft.version) == ("", "Ask her.", 2)


def test_a_page_that_says_nothing_of_the_note_leaves_it(
    as_rosalind: Client, rosalind: User, copy: SharedCopy
) -> None:
    save(as_rosalind, copy, note="Ask her.")

    save(as_rosalind, copy, body="Why then?", base_version=1)

    assert (draft_of(rosalind).body, draft_of(rosalind).note) == ("Why then?", "Ask her.")


def test_the_note_of_a_window_that_came_late_is_kept_beside_the_first(
    as_rosalind: Client, rosalind: User, copy: SharedCopy
) -> None:
    save(as_rosalind, copy, note="Ask her.")

    answer = save(as_rosalind, copy, note="Ask him.")
    page = as_rosalind.get(answer.json()["both_url"])
    other = draft_of(rosalind).saves.conflicts().get()

    assert answer.status_code == 409
    assert (draft_of(rosalind).note, other.note) == ("Ask her.", "Ask him.")
    assert "(only here: </span>him" in page.content.decode()

    as_rosalind.post(page.wsgi_request.path, {"other": other.pk, "do": "use"})
    assert draft_of(rosalind).note == "Ask him."
    assert draft_of(rosalind).saves.conflicts().get().note == "Ask her."


def test_the_same_note_in_two_windows_is_no_conflict(as_rosalind: Client, copy: SharedCopy) -> None:
    save(as_rosalind, copy, note="Ask her.")

    assert save(as_rosalind, copy, note="Ask her.").status_code == 200


def test_of_what_was_sent_meanwhile_only_the_note_is_kept(
    as_rosalind: Client, rosalind: User, copy: SharedCopy
) -> None:
    make_reply(copy, rosalind, body="Why?")

    answer = save(as_rosalind, copy, note="Ask her.", base_version=2)

    assert answer.status_code == 200
    assert (draft_of(rosalind).body, draft_of(rosalind).note) == ("", "Ask her.")


def test_once_the_text_is_gone_the_note_is_kept_all_the_same(
    as_rosalind: Client, rosalind: User, copy: SharedCopy
) -> None:
    carry = as_rosalind.get(copy.get_absolute_url()).context_data["box"].carry
    copy_id = copy.pk
    copy.delete()
    copy.pk = copy_id

    answer = save(as_rosalind, copy, body="", note="Ask her.", carry=carry)

    assert answer.status_code == 410
    assert draft_of(rosalind).note == "Ask her."


@pytest.mark.parametrize("note", ["a" * 100_001, "\x00", 7])
def test_what_is_no_note_is_refused(
    as_rosalind: Client, rosalind: User, copy: SharedCopy, note: object
) -> None:
    assert save(as_rosalind, copy, note=note).status_code == 422
    assert not ReplyDraft.objects.owned_by(rosalind).exists()
