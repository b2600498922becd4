"""The page of one copy: who reads it, what it shows, and what opening it leaves behind."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from journal.models import (
    Cohort,
    Reading,
    ReplyDraft,
    SharedCopy,
    SharedLevel,
    Starter,
)
from journal.review.opening import CLAIM
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import make_entry, make_framework, make_question, make_reply, share


@pytest.fixture
def copy(bryony: User, autumn: Cohort) -> SharedCopy:
    return share(make_entry(bryony, "We met.\n\nWe talked.", question=make_question()), autumn)


def page_of(client: Client, copy: SharedCopy) -> str:
    return client.get(copy.get_absolute_url()).content.decode()


def test_it_says_who_can_read_it(as_rosalind: Client, bryony: User, autumn: Cohort) -> None:
    narrow, wide = share(make_entry(bryony), autumn), share(make_entry(bryony), autumn, "cohort")

    assert "The cohort cannot see it." in page_of(as_rosalind, narrow)
    assert "Shared with the cohort on" in page_of(as_rosalind, wide)


def test_the_thread_and_the_box_are_for_facilitators_and_not_for_peers(
    as_rosalind: Client, as_idris: Client, bryony: User, rosalind: User, autumn: Cohort
) -> None:
    copy = share(make_entry(bryony), autumn, "cohort")
    make_reply(copy, rosalind, body="What came next?")

    for words in ("What came next?", "A question to open up the next thought", "Note to yourself"):
        assert words in page_of(as_rosalind, copy)
        assert words not in page_of(as_idris, copy)


@pytest.mark.parametrize("reader", ["saoirse", "devinder", "sam"])
def test_an_outsider_gets_the_same_answer_as_for_a_missing_page(
    request: pytest.FixtureRequest, bryony: User, autumn: Cohort, elsewhere: Cohort, reader: str
) -> None:
    copy = share(make_entry(bryony), autumn, "cohort")
    client = signed_in(request.getfixturevalue(reader))

    assert client.get(copy.get_absolute_url()).status_code == 404
    assert client.post(copy.get_absolute_url()).status_code == 405
    assert not Reading.objects.exists()


def test_the_earlier_shared_answer_is_folded_away(
    as_rosalind: Client, bryony: User, idris: User, autumn: Cohort, copy: SharedCopy
) -> None:
    before = copy.given_at - timedelta(days=40)
    question = copy.question
    share(make_entry(bryony, "In October.", question=question), autumn, given_at=before)
    share(make_entry(idris, "Another’s answer.", question=question), autumn, given_at=before)
    make_entry(bryony, "Never shared.", question=question)

    page = page_of(as_rosalind, copy)

    assert "In October." in page
    assert "Another’s answer." not in page
    assert "Never shared." not in page


def test_a_reply_says_which_text_it_was_about(
    as_rosalind: Client, rosalind: User, copy: SharedCopy
) -> None:
    make_reply(copy, rosalind, about_text_given_at=copy.text_given_at - timedelta(days=3))

    assert "about the text of" in page_of(as_rosalind, copy)


def test_opening_it_is_noted_and_claims_it(
    as_rosalind: Client, rosalind: User, copy: SharedCopy
) -> None:
    page_of(as_rosalind, copy)
    first = Reading.objects.get(copy=copy, person=rosalind)
    page_of(as_rosalind, copy)
    second = Reading.objects.get(copy=copy, person=rosalind)

    assert first.claimed_until == first.opened_at + CLAIM
    assert second.opened_at == first.opened_at
    assert second.last_opened_at > first.last_opened_at


def test_asking_for_its_head_is_not_opening_it(
    as_rosalind: Client, as_idris: Client, bryony: User, autumn: Cohort
) -> None:
    copy = share(make_entry(bryony), autumn, "cohort")

    assert as_rosalind.head(copy.get_absolute_url()).status_code == 200
    assert as_idris.get(copy.get_absolute_url()).status_code == 200
    assert not Reading.objects.exists()


def test_a_co_facilitator_is_told_who_opened_it_and_takes_no_claim(
    as_rosalind: Client, as_devinder: Client, rosalind: User, devinder: User, copy: SharedCopy
) -> None:
    page_of(as_rosalind, copy)
    Reading.objects.update(last_opened_at=timezone.now() - timedelta(minutes=3, seconds=5))

    page = page_of(as_devinder, copy)

    assert "Rosalind opened this 3 minutes ago." in page
    assert Reading.objects.get(person=devinder).claimed_until is None
    assert "opened this" not in page_of(as_rosalind, copy)


def test_a_claim_lapses(
    as_rosalind: Client, as_devinder: Client, devinder: User, copy: SharedCopy
) -> None:
    page_of(as_rosalind, copy)
    Reading.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))

    assert "opened this" not in page_of(as_devinder, copy)
    assert Reading.objects.get(person=devinder).claimed_until is not None


def test_a_draft_and_a_note_are_there_again_and_nobody_else_s(
    as_rosalind: Client, as_devinder: Client, copy: SharedCopy
) -> None:
    url = f"{copy.get_absolute_url()}reply/"
    box = {"base_version": "0", "key": "a-key-of-its-own", "do": "note"}
    as_rosalind.post(url, {**box, "body": "Half a question", "note": "Ask in the session."})

    for words in ("Half a question", "Ask in the session."):
        assert words in page_of(as_rosalind, copy)
        assert words not in page_of(as_devinder, copy)
    assert ReplyDraft.objects.owned_by(copy.author).count() == 0


def test_single_keys_are_only_for_those_who_switched_them_on(
    as_rosalind: Client, rosalind: User, copy: SharedCopy
) -> None:
    assert "data-single-keys" not in page_of(as_rosalind, copy)
    rosalind.has_single_keys = True
    rosalind.save()
    assert "data-single-keys" in page_of(as_rosalind, copy)


def test_a_copy_with_nothing_beside_it_takes_few_queries(
    as_rosalind: Client, copy: SharedCopy, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    # session, person, desks, begin, copy, readings, reading kept, commit, what is beside it, draft,
    # tags, what is around it
    with django_assert_num_queries(12):
        page_of(as_rosalind, copy)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_the_same_queries_however_full(
    as_rosalind: Client,
    rosalind: User,
    autumn: Cohort,
    bryony: User,
    copy: SharedCopy,
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    level = make_framework("levels", ["near"]).editions.get().elements.get()
    long_ago = timezone.now() - timedelta(days=60)
    for place in range(rows):
        make_reply(copy, rosalind)
        share(make_entry(bryony, question=copy.question), autumn, given_at=long_ago)
        SharedLevel.objects.create(copy=copy, partnership_name=f"Hollybank {place}", level=level)
        Starter.objects.create(author=rosalind, wording=f"And then {place}?", position=place)

    # as above, and replies, earlier answer, starters, levels
    with django_assert_num_queries(16):
        page = page_of(as_rosalind, copy)
    for words in ("Written back", "shared before on this question", "Hollybank 0", "And then 0?"):
        assert words in page
