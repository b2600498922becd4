"""The author's side of a thread: on the page of the entry, and writing back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from journal.models import Cohort, Reading, Reply, ReplyDraft, SharedCopy
from journal.threads.carrying import carry
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import make_entry, make_reply, share


@pytest.fixture
def copy(bryony: User, rosalind: User, autumn: Cohort) -> SharedCopy:
    """Shared, and asked about by Rosalind."""
    given = share(make_entry(bryony, "We met. We talked."), autumn)
    make_reply(given, rosalind, body="What came of it?", start=0, end=7, quote="We met.",
               about_text_given_at=given.text_given_at)  # fmt: skip
    return given


def send(client: Client, copy: SharedCopy, **changes: Any) -> HttpResponse:
    box = {"body": "A second meeting.", "base_version": "0", "key": "one-press-of-it"}
    return client.post(reverse("threads:answer-send", args=[copy.pk]), {**box, **changes})


def page_of(client: Client, copy: SharedCopy) -> str:
    return client.get(reverse("writing:entry", args=[copy.entry_id])).content.decode()


def test_the_thread_quotes_the_words_and_links_to_them(as_bryony: Client, copy: SharedCopy) -> None:
    page = page_of(as_bryony, copy)

    assert '<a href="#passage-0-7">We met.</a>' in page
    assert 'id="passage-0-7"' in page
    assert "What came of it?" in page
    assert "about the text of" not in page


def test_it_says_so_when_the_text_has_changed_since(as_bryony: Client, copy: SharedCopy) -> None:
    later = copy.text_given_at + timedelta(days=1)
    SharedCopy.objects.filter(pk=copy.pk).update(text_given_at=later)

    assert "about the text of" in page_of(as_bryony, copy)


def test_an_answer_waits_for_those_who_wrote_and_marks_theirs_as_read(
    as_bryony: Client, bryony: User, rosalind: User, copy: SharedCopy
) -> None:
    asked = Reply.objects.get()

    answer = send(as_bryony, copy, seen_until=asked.sent_at.isoformat())

    answered = Reply.objects.get(author=bryony)
    assert answer.url == reverse("writing:entry", args=[copy.entry_id]) + "#replies"
    assert (answered.to, answered.body, answered.copy) == (bryony, "A second meeting.", copy)
    assert Reading.objects.get(copy=copy, person=rosalind).answered_at == answered.sent_at
    asked.refresh_from_db()
    assert asked.read_at is not None


def test_a_reply_that_came_after_the_page_is_not_marked_as_read(
    as_bryony: Client, rosalind: User, copy: SharedCopy
) -> None:
    seen = Reply.objects.get()
    late = make_reply(copy, rosalind, sent_at=timezone.now() + timedelta(seconds=1))

    send(as_bryony, copy, seen_until=seen.sent_at.isoformat())

    late.refresh_from_db()
    assert late.read_at is None


def test_pressed_twice_it_is_sent_once(as_bryony: Client, bryony: User, copy: SharedCopy) -> None:
    send(as_bryony, copy)
    send(as_bryony, copy)

    assert Reply.objects.filter(author=bryony).count() == 1


def test_what_is_sent_is_a_draft_no_longer(
    as_bryony: Client, bryony: User, copy: SharedCopy
) -> None:
    draft = {"body": "A second", "base_version": 0, "key": "a-key-of-its-own"}
    url = reverse("threads:draft-save", args=[copy.pk])
    as_bryony.post(url, draft, content_type="application/json")
    assert "A second" in page_of(as_bryony, copy)

    send(as_bryony, copy, base_version="1")

    assert not ReplyDraft.objects.owned_by(bryony).exists()


@pytest.mark.parametrize("body", ["", "  \n "])
def test_nothing_is_not_sent(as_bryony: Client, bryony: User, copy: SharedCopy, body: str) -> None:
    send(as_bryony, copy, body=body)

    assert not Reply.objects.filter(author=bryony).exists()


def test_without_a_thread_there_is_no_box(as_bryony: Client, bryony: User, autumn: Cohort) -> None:
    copy = share(make_entry(bryony), autumn)

    assert "Write back" not in page_of(as_bryony, copy)


def test_once_it_is_not_shared_there_is_no_box_and_the_thread_stays(
    as_bryony: Client, bryony: User, copy: SharedCopy
) -> None:
    entry_id, token = copy.entry_id, carry(bryony, copy)
    assert "Write back" in page_of(as_bryony, copy)
    copy_id = copy.pk
    copy.delete()
    copy.pk, copy.entry_id = copy_id, entry_id

    page = page_of(as_bryony, copy)
    answer = send(as_bryony, copy, carry=token)

    assert "Write back" not in page
    assert "What came of it?" in page
    assert answer.url == reverse("review:kept-list")
    assert ReplyDraft.objects.owned_by(bryony).get().body == "A second meeting."


@pytest.mark.parametrize("stranger", ["idris", "saoirse", "devinder", "sam"])
def test_nobody_else_answers_for_her(
    request: pytest.FixtureRequest, copy: SharedCopy, elsewhere: Cohort, stranger: str
) -> None:
    client = signed_in(request.getfixturevalue(stranger))

    assert send(client, copy).status_code == 404
    assert Reply.objects.count() == 1


def test_a_facilitator_answers_from_their_own_desk(as_rosalind: Client, copy: SharedCopy) -> None:
    assert send(as_rosalind, copy).status_code == 403
    assert as_rosalind.get(reverse("threads:answer-send", args=[copy.pk])).status_code == 405
