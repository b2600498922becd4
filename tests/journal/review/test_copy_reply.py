"""The three ways on from a copy: sent, read, put off. test_copy_reply_kept.py has
what is never lost on the way."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from journal.models import (
    Cohort,
    Reading,
    Reply,
    SharedCopy,
    Starter,
)
from journal.review.starters import UNFILLED, UNTOUCHED
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import make_entry, make_question, make_reply, share

from .pressing import ago, opened, press

DONE = reverse("review:done")


@pytest.fixture
def following(idris: User, autumn: Cohort) -> SharedCopy:
    """The one after it."""
    return share(make_entry(idris), autumn, given_at=ago(5))


def my(copy: SharedCopy, person: User) -> Reading:
    return Reading.objects.get(copy=copy, person=person)


# The three ways on


def test_a_reply_goes_whole_and_the_next_is_opened(
    as_rosalind: Client, rosalind: User, bryony: User, copy: SharedCopy, following: SharedCopy
) -> None:
    form = opened(as_rosalind, copy)

    answer = press(as_rosalind, copy, form, "send", body="What came of it?", passage="0-7")
    page = as_rosalind.get(answer.url)

    reply = Reply.objects.get()
    assert answer.url == following.get_absolute_url()
    assert (reply.author, reply.to, reply.copy) == (rosalind, bryony, copy)
    assert (reply.body, reply.quote, reply.start, reply.end) == (
        "What came of it?",
        "We met.",
        0,
        7,
    )
    assert reply.about_text_given_at == copy.text_given_at
    assert my(copy, rosalind).dealt_at == reply.sent_at
    assert my(copy, rosalind).claimed_until is None
    assert "Sent to Bryony. Next: Idris Calloway-Penn." in page.content.decode()
    assert "1 of 2 read" in page.content.decode()
    assert "autofocus" in page.content.decode()


def test_read_no_reply_needed(
    as_rosalind: Client, rosalind: User, copy: SharedCopy, following: SharedCopy
) -> None:
    answer = press(as_rosalind, copy, opened(as_rosalind, copy), "read")

    assert answer.url == following.get_absolute_url()
    assert my(copy, rosalind).dealt_at is not None
    assert not Reply.objects.exists()


def test_come_back_later(
    as_rosalind: Client, rosalind: User, copy: SharedCopy, following: SharedCopy
) -> None:
    answer = press(as_rosalind, copy, opened(as_rosalind, copy), "later")

    assert answer.url == following.get_absolute_url()
    assert my(copy, rosalind).dealt_at is None
    assert my(copy, rosalind).later_at is not None
    assert press(as_rosalind, following, opened(as_rosalind, following), "read").url == DONE


def test_after_the_last_one_it_says_what_was_done(
    as_rosalind: Client, copy: SharedCopy, following: SharedCopy
) -> None:
    as_rosalind.get(reverse("review:copy-next"), {"start": ""})
    press(as_rosalind, copy, opened(as_rosalind, copy), "send", body="What came of it?")

    answer = press(as_rosalind, following, opened(as_rosalind, following), "read")
    page = as_rosalind.get(answer.url).content.decode()

    assert answer.url == DONE
    assert "That was the last one" in page
    assert "2 read, 1 reply." in page


def test_from_the_middle_it_goes_on_from_there_and_then_from_the_start(
    as_rosalind: Client, bryony: User, autumn: Cohort, copy: SharedCopy, following: SharedCopy
) -> None:
    last = share(make_entry(bryony), autumn, given_at=ago(1))

    first = press(as_rosalind, following, opened(as_rosalind, following), "read")
    second = press(as_rosalind, last, opened(as_rosalind, last), "read")

    assert first.url == last.get_absolute_url()
    assert second.url == copy.get_absolute_url()


def test_what_a_co_facilitator_is_reading_is_passed_over(
    as_rosalind: Client, as_devinder: Client, copy: SharedCopy, following: SharedCopy
) -> None:
    opened(as_devinder, following)

    assert press(as_rosalind, copy, opened(as_rosalind, copy), "read").url == DONE


def test_a_reply_to_oneself_is_dealt_with_again(
    as_rosalind: Client, rosalind: User, bryony: User, copy: SharedCopy
) -> None:
    press(as_rosalind, copy, opened(as_rosalind, copy), "send", body="What came of it?")
    Reading.objects.update(answered_at=timezone.now())
    make_reply(copy, bryony, "A second meeting.")

    assert "1 to read" in as_rosalind.get(reverse("review:to-read")).content.decode()
    press(as_rosalind, copy, opened(as_rosalind, copy), "read")
    assert "Nothing is waiting" in as_rosalind.get(reverse("review:to-read")).content.decode()


# Once, and knowingly


def test_pressed_twice_it_is_sent_once(
    as_rosalind: Client, copy: SharedCopy, following: SharedCopy
) -> None:
    form = opened(as_rosalind, copy)

    answers = [press(as_rosalind, copy, form, "send", body="What came of it?") for _ in range(2)]

    assert Reply.objects.count() == 1
    assert {answer.url for answer in answers} == {following.get_absolute_url()}


def test_other_words_from_a_page_gone_back_to_are_another_reply(
    as_rosalind: Client, copy: SharedCopy
) -> None:
    form = opened(as_rosalind, copy)
    press(as_rosalind, copy, form, "send", body="What came of it?")

    press(as_rosalind, copy, form, "send", body="And then?")

    assert sorted(Reply.objects.values_list("body", flat=True)) == ["And then?", "What came of it?"]


def test_a_co_facilitator_s_reply_is_shown_before_mine_goes(
    as_rosalind: Client, as_devinder: Client, copy: SharedCopy, following: SharedCopy
) -> None:
    mine, theirs = opened(as_rosalind, copy), opened(as_devinder, copy)
    press(as_devinder, copy, theirs, "send", body="How was it for you?")

    answer = press(as_rosalind, copy, mine, "send", body="What came of it?")
    page = answer.content.decode()

    assert answer.status_code == 409
    assert "Devinder replied while you were reading." in page
    assert "How was it for you?" in page
    assert "What came of it?" in page
    assert Reply.objects.count() == 1

    context = answer.context_data
    again = {**mine, "known": context["known"], "said": str(context["said"])}
    assert press(as_rosalind, copy, again, "send", body="What came of it?").status_code == 302
    assert Reply.objects.count() == 2


def test_a_co_facilitator_who_needed_no_reply_is_shown_too(
    as_rosalind: Client, as_devinder: Client, copy: SharedCopy
) -> None:
    mine, theirs = opened(as_rosalind, copy), opened(as_devinder, copy)
    press(as_devinder, copy, theirs, "read")

    answer = press(as_rosalind, copy, mine, "send", body="What came of it?")

    assert answer.status_code == 409
    assert "Devinder marked this as read" in answer.content.decode()


def test_an_answer_of_the_author_is_shown_before_mine_goes(
    as_rosalind: Client, bryony: User, copy: SharedCopy
) -> None:
    form = opened(as_rosalind, copy)
    make_reply(copy, bryony, "One more thing.")

    answer = press(as_rosalind, copy, form, "send", body="What came of it?")

    assert answer.status_code == 409
    assert "Bryony replied while you were reading." in answer.content.decode()


@pytest.mark.parametrize("do", ["send", "read"])
def test_a_text_that_changed_meanwhile_is_shown_first(
    as_rosalind: Client, rosalind: User, copy: SharedCopy, do: str
) -> None:
    form = opened(as_rosalind, copy)
    SharedCopy.objects.update(body="We met again.", text_given_at=timezone.now())

    answer = press(as_rosalind, copy, form, do, body="What came of it?")

    assert answer.status_code == 409
    assert "Bryony has changed the text since you opened this." in answer.content.decode()
    assert "We met again." in answer.content.decode()
    assert my(copy, rosalind).dealt_at is None
    assert not Reply.objects.exists()


# Not a starter as it stands


def test_a_starter_is_put_in_the_box_and_the_words_there_are_kept(
    as_rosalind: Client, rosalind: User, copy: SharedCopy
) -> None:
    mine = Starter.objects.create(author=rosalind, wording="What would ... say?", position=1)

    form = opened(as_rosalind, copy)
    answer = press(as_rosalind, copy, form, f"starter-{mine.pk}", body="I see.")

    assert answer.url == copy.get_absolute_url()
    assert opened(as_rosalind, copy)["body"] == "I see.\n\nWhat would ... say?"


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("What would your partner say?", UNTOUCHED),
        ("  what would your partner say \n", UNTOUCHED),
        ("If your partner read this, what would they add?", UNTOUCHED),
        ("What would your partner say?\n\nWhat did you see or hear that tells you so?", UNTOUCHED),
        ("You came back to ... more than once. What makes that the thing?", UNFILLED),
        ("You came back to … more than once. So why?", UNFILLED),
        ("You seem to take it that .... What would have to be true?", UNFILLED),
    ],
)
def test_a_starter_as_it_stands_is_handed_back(
    as_rosalind: Client, rosalind: User, copy: SharedCopy, body: str, fault: str
) -> None:
    Starter.objects.create(author=rosalind, wording="What would your partner say?", position=1)

    answer = press(as_rosalind, copy, opened(as_rosalind, copy), "send", body=body)

    assert answer.status_code == 422
    assert fault in answer.content.decode()
    assert body.strip() in answer.context_data["box"].body
    assert not Reply.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        "You came back to the bus more than once. What makes that the thing?",
        "Hm ... what would your partner say?",
        "If your partner read this, what would they add? And their head?",
        "…",
    ],
)
def test_a_starter_gone_on_from_is_sent(
    as_rosalind: Client, rosalind: User, copy: SharedCopy, body: str
) -> None:
    Starter.objects.create(author=rosalind, wording="What would your partner say?", position=1)

    press(as_rosalind, copy, opened(as_rosalind, copy), "send", body=body)

    assert Reply.objects.get().body == body


@pytest.mark.parametrize("body", ["", " \n "])
def test_nothing_is_not_sent(as_rosalind: Client, copy: SharedCopy, body: str) -> None:
    answer = press(as_rosalind, copy, opened(as_rosalind, copy), "send", body=body)

    assert answer.status_code == 422
    assert "Write something first" in answer.content.decode()


# Who may


def test_a_peer_reads_and_does_not_write(as_idris: Client, bryony: User, autumn: Cohort) -> None:
    copy = share(make_entry(bryony, question=make_question()), autumn, "cohort")

    assert press(as_idris, copy, {}, "send", body="Well!").status_code == 403


@pytest.mark.parametrize("stranger", ["idris", "saoirse", "devinder", "sam"])
def test_an_outsider_gets_the_same_answer_as_for_a_missing_page(
    request: pytest.FixtureRequest, copy: SharedCopy, elsewhere: Cohort, stranger: str
) -> None:
    client = signed_in(request.getfixturevalue(stranger))

    assert press(client, copy, {}, "send", body="Well!").status_code == 404
    assert not Reply.objects.exists()


def test_only_a_press_replies(as_rosalind: Client, copy: SharedCopy) -> None:
    assert as_rosalind.get(reverse("review:copy-reply", args=[copy.pk])).status_code == 405
