"""Whatever is pressed on the page of a copy, and whatever became of it: no word is lost."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from journal.models import (
    Membership,
    Reply,
    ReplyDraft,
    SharedCopy,
)
from journal.threads.drafts import draft_id
from partnership.people.models import User

from .pressing import opened, press


@pytest.mark.parametrize("do", ["read", "later", "note"])
def test_words_in_the_box_are_kept_whatever_is_pressed(
    as_rosalind: Client, rosalind: User, copy: SharedCopy, do: str
) -> None:
    press(as_rosalind, copy, opened(as_rosalind, copy), do, body="Half a", note="Ask her.")

    draft = ReplyDraft.objects.owned_by(rosalind).get()
    assert (draft.body, draft.note) == ("Half a", "Ask her.")


@pytest.mark.parametrize("is_saved_before", [True, False])
def test_a_note_stays_when_the_reply_is_sent_and_an_empty_one_is_no_note(
    as_rosalind: Client, rosalind: User, copy: SharedCopy, is_saved_before: bool
) -> None:
    mine = ReplyDraft.objects.owned_by(rosalind)
    if is_saved_before:
        press(as_rosalind, copy, opened(as_rosalind, copy), "note", body="And", note="Ask")

    press(as_rosalind, copy, opened(as_rosalind, copy), "send", body="And?", note="Ask her.")
    assert (mine.get().body, mine.get().note) == ("", "Ask her.")

    press(as_rosalind, copy, opened(as_rosalind, copy), "send", body="So?", note="")
    assert not mine.exists()
    assert Reply.objects.count() == 2


def test_two_windows_with_a_note_are_told_and_both_kept(
    as_rosalind: Client, rosalind: User, copy: SharedCopy
) -> None:
    first, second = opened(as_rosalind, copy), opened(as_rosalind, copy)

    press(as_rosalind, copy, first, "note", note="Ask her.")
    answer = press(as_rosalind, copy, second, "note", note="Ask him.")
    page = strip_tags(as_rosalind.get(answer.url).content.decode())

    assert answer.url == reverse("threads:draft-both", args=[draft_id(rosalind, copy.pk)])
    assert "Ask (only here: her)." in page
    assert "Ask (only here: him)." in page


def test_a_note_that_another_window_changed_is_added_to_when_a_reply_is_sent(
    as_rosalind: Client, rosalind: User, copy: SharedCopy
) -> None:
    first, second = opened(as_rosalind, copy), opened(as_rosalind, copy)
    press(as_rosalind, copy, first, "note", note="Ask her.")

    press(as_rosalind, copy, second, "send", body="And?", note="Ask him.")

    draft = ReplyDraft.objects.owned_by(rosalind).get()
    assert (draft.body, draft.note) == ("", "Ask her.\n\nAsk him.")


def test_what_comes_back_is_kept_all_the_same(
    as_rosalind: Client, rosalind: User, copy: SharedCopy
) -> None:
    answer = press(as_rosalind, copy, opened(as_rosalind, copy), "send", note="Ask her.")

    assert answer.status_code == 422
    draft = ReplyDraft.objects.owned_by(rosalind).get()
    assert draft.note == "Ask her."
    assert answer.context_data["box"].base_version == str(draft.version)


def test_another_window_s_draft_is_not_sent_away_with_mine(
    as_rosalind: Client, rosalind: User, copy: SharedCopy
) -> None:
    mine, other = opened(as_rosalind, copy), opened(as_rosalind, copy)
    press(as_rosalind, copy, other, "note", body="From the other window.")

    press(as_rosalind, copy, mine, "send", body="What came of it?")

    assert Reply.objects.get().body == "What came of it?"
    assert ReplyDraft.objects.owned_by(rosalind).get().body == "From the other window."


def test_without_a_script_two_windows_are_told_and_both_kept(
    as_rosalind: Client, rosalind: User, copy: SharedCopy
) -> None:
    mine, other = opened(as_rosalind, copy), opened(as_rosalind, copy)
    press(as_rosalind, copy, other, "note", body="From the other window.")

    answer = press(as_rosalind, copy, mine, "later", body="From this one.")

    draft = ReplyDraft.objects.owned_by(rosalind).get()
    assert answer.url == reverse("threads:draft-both", args=[draft.pk])
    assert [one.body for one in draft.saves.conflicts()] == ["From this one."]


@pytest.mark.parametrize("do", ["send", "read", "later", "note"])
@pytest.mark.parametrize("what", ["withdrawn", "facilitates no more"])
def test_what_was_written_about_what_is_gone_is_kept(
    as_rosalind: Client, rosalind: User, copy: SharedCopy, do: str, what: str
) -> None:
    form = opened(as_rosalind, copy)
    copy_id = copy.pk
    if what == "withdrawn":
        copy.delete()
        copy.pk = copy_id
    else:
        Membership.objects.filter(person=rosalind).delete()

    answer = press(as_rosalind, copy, form, do, body="Half a", note="Ask her.")
    page = as_rosalind.get(answer.url).content.decode()

    assert answer.url == reverse("review:kept-list")
    assert "Bryony is no longer sharing this" in page
    assert "Half a" in page
    assert "Ask her." in page
    assert "We met." not in page
    assert not Reply.objects.exists()


def test_too_long_it_comes_back_as_it_was(as_rosalind: Client, copy: SharedCopy) -> None:
    answer = press(as_rosalind, copy, opened(as_rosalind, copy), "send", body="a" * 100_001)

    assert answer.status_code == 422
    assert len(answer.context_data["box"].body) == 100_001
