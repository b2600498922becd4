"""The three ways on from a copy: sent, read, put off; and what is never lost on the way."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from journal.models import (
    Cohort,
    Membership,
    Reading,
    Reply,
    ReplyDraft,
    SharedCopy,
    Starter,
)
from journal.review.starters import UNFILLED, UNTOUCHED
from journal.threads.drafts import draft_id
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import make_entry, make_question, make_reply, share

DONE = reverse("review:done")


@pytest.fixture
def copy(bryony: User, autumn: Cohort) -> SharedCopy:
    """The oldest that waits."""
    return share(make_entry(bryony, "We met. We talked.\n\nWe parted."), autumn, given_at=ago(9))


@pytest.fixture
def following(idris: User, autumn: Cohort) -> SharedCopy:
    """The one after it."""
    return share(make_entry(idris), autumn, given_at=ago(5))


@pytest.fixture
def as_devinder(devinder: User, autumn: Cohort) -> Client:
    """A second facilitator of the same cohort."""
    Membership.objects.create(cohort=autumn, person=devinder, role="facilitator")
    return signed_in(devinder)


def ago(days: int) -> Any:
    return timezone.now() - timedelta(days=days)


def opened(client: Client, copy: SharedCopy) -> dict[str, str]:
    """What the page's form holds when it is opened, to be posted as it is."""
    context = client.get(copy.get_absolute_url()).context_data
    box = context["box"]
    return {
        "body": box.body,
        "base_version": str(box.base_version),
        "key": box.key,
        "carry": box.carry,
        "text": box.text,
        "passage": box.passage,
        "known": context["known"],
        "said": str(context["said"]),
        "note": box.note,
    }


def press(
    client: Client, copy: SharedCopy, form: dict[str, str], do: str, **changes: str
) -> HttpResponse:
    url = reverse("review:copy-reply", args=[copy.pk])
    return client.post(url, {**form, "do": do, **changes})


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


# What is never lost


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
    page = as_rosalind.get(answer.url).content.decode()

    assert answer.url == reverse("threads:draft-both", args=[draft_id(rosalind, copy.pk)])
    assert "Ask her." in page
    assert "Ask him." in page


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


def test_signed_out_the_words_are_handed_back(
    client: Client, as_rosalind: Client, copy: SharedCopy
) -> None:
    form = opened(as_rosalind, copy)

    answer = press(client, copy, form, "send", body="Half a", note="Ask her.")

    assert answer.status_code == 401
    assert "Half a" in answer.content.decode()
    assert 'value="Ask her."' in answer.content.decode()
    assert not Reply.objects.exists()


def test_words_of_one_person_are_not_sent_by_another(
    as_rosalind: Client, as_devinder: Client, copy: SharedCopy
) -> None:
    form = opened(as_rosalind, copy)

    answer = press(as_devinder, copy, form, "send", body="Half a")

    assert answer.status_code == 409
    assert "Half a" in answer.content.decode()
    assert not Reply.objects.exists()


def test_too_long_it_comes_back_as_it_was(as_rosalind: Client, copy: SharedCopy) -> None:
    answer = press(as_rosalind, copy, opened(as_rosalind, copy), "send", body="a" * 100_001)

    assert answer.status_code == 422
    assert len(answer.context_data["box"].body) == 100_001


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
