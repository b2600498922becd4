"""What waits for a facilitator, in which order, and what everybody else finds there."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from journal.models import Cohort, Membership, Question, Reading, SharedCopy
from journal.review.opening import CLAIM
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import (
    make_cohort,
    make_entry,
    make_module,
    make_person,
    make_question,
    share,
)

LIST, EVERYTHING = reverse("review:to-read"), reverse("review:shared")


def given(author: User, cohort: Cohort, *, days: int = 0, **fields: Any) -> SharedCopy:
    """Given so many days ago; a question is the entry's."""
    question = fields.pop("question", None)
    entry = make_entry(author, title=fields.pop("title", ""), question=question)
    return share(entry, cohort, given_at=timezone.now() - timedelta(days=days), **fields)


def reading(copy: SharedCopy, person: User, **fields: datetime) -> Reading:
    return Reading.objects.create(copy=copy, person=person, **fields)


def listed(client: Client, **query: str) -> list[tuple[str, list[str]]]:
    """The headings with the addresses beneath each."""
    groups = client.get(LIST, query).context_data["groups"]
    return [(group.heading, [row.url for row in group.rows]) for group in groups]


def waiting_for(client: Client) -> list[str]:
    return [url for _, urls in listed(client) for url in urls]


def urls(*copies: SharedCopy) -> list[str]:
    return [copy.get_absolute_url() for copy in copies]


def test_it_is_grouped_by_question_and_then_the_oldest_first(
    as_rosalind: Client, bryony: User, idris: User, autumn: Cohort
) -> None:
    first, second = make_question(key="one", title="One"), make_question(key="two", title="Two")
    free = given(bryony, autumn, days=9)
    newer = given(bryony, autumn, question=first, days=1)
    older = given(idris, autumn, question=first, days=2)
    other = given(idris, autumn, question=second, days=3)

    assert listed(as_rosalind) == [
        ("One", urls(older, newer)),
        ("Two", urls(other)),
        ("A free entry", urls(free)),
    ]


def test_or_by_person_which_is_remembered(
    as_rosalind: Client, bryony: User, idris: User, autumn: Cohort
) -> None:
    hers = [given(bryony, autumn, days=2), given(bryony, autumn, days=1)]
    his = given(idris, autumn, days=3)
    by_person = [("Bryony Fennimarsh", urls(*hers)), ("Idris Calloway-Penn", urls(his))]

    assert listed(as_rosalind, by="person") == by_person
    assert listed(as_rosalind) == by_person
    assert listed(as_rosalind, by="question") == [("A free entry", urls(his, *hers))]


def test_it_says_how_many_and_since_when(as_rosalind: Client, bryony: User, autumn: Cohort) -> None:
    given(bryony, autumn, days=1)
    given(bryony, autumn)

    assert "2 to read, oldest from yesterday." in as_rosalind.get(LIST).content.decode()


def test_replies_to_oneself_are_on_top_and_what_was_put_off_is_last(
    as_rosalind: Client, rosalind: User, bryony: User, autumn: Cohort
) -> None:
    now = timezone.now()
    put_off, new, answered = (given(bryony, autumn, days=days) for days in (9, 5, 1))
    reading(put_off, rosalind, later_at=now)
    reading(answered, rosalind, dealt_at=now - timedelta(hours=2), answered_at=now)

    assert listed(as_rosalind) == [
        ("Replied to you", urls(answered)),
        ("A free entry", urls(new)),
        ("To come back to", urls(put_off)),
    ]


@pytest.mark.parametrize(
    ("who", "dealt_after", "answered_after", "waits"),
    [
        ("rosalind", None, None, True),
        ("rosalind", 1, None, False),
        ("rosalind", -1, None, True),  # the text is newer than what was dealt with
        ("rosalind", 1, 2, True),
        ("rosalind", 2, 1, False),
        ("devinder", 1, None, False),  # a co-facilitator dealt with it
        ("devinder", -1, None, True),
        ("devinder", 1, 2, False),  # and the answer waits for them
    ],
)
def test_what_waits(
    as_rosalind: Client,
    bryony: User,
    autumn: Cohort,
    request: pytest.FixtureRequest,
    who: str,
    dealt_after: int | None,
    answered_after: int | None,
    waits: bool,
) -> None:
    reader = request.getfixturevalue(who)
    if who != "rosalind":
        Membership.objects.create(cohort=autumn, person=reader, role="facilitator")
    copy = given(bryony, autumn, days=1)

    def hours(after: int | None) -> datetime | None:
        return None if after is None else copy.text_given_at + timedelta(hours=after)

    Reading.objects.create(
        copy=copy, person=reader, dealt_at=hours(dealt_after), answered_at=hours(answered_after)
    )

    assert waiting_for(as_rosalind) == (urls(copy) if waits else [])


def test_who_is_reading_it_now_is_named_as_long_as_the_claim_runs(
    as_rosalind: Client, rosalind: User, devinder: User, bryony: User, autumn: Cohort
) -> None:
    Membership.objects.create(cohort=autumn, person=devinder, role="facilitator")
    reading(given(bryony, autumn), devinder, claimed_until=timezone.now() + CLAIM)
    reading(given(bryony, autumn), devinder, claimed_until=timezone.now() - CLAIM)
    reading(given(bryony, autumn), rosalind, claimed_until=timezone.now() + CLAIM)

    page = as_rosalind.get(LIST).content.decode()

    assert page.count("is reading this now") == 1
    assert "Devinder Pellworth is reading this now" in page


def test_it_can_be_of_one_module(
    as_rosalind: Client, rosalind: User, bryony: User, autumn: Cohort
) -> None:
    spring = make_cohort(
        leaders=(bryony,), facilitators=(rosalind,), module=make_module("another", title="Another")
    )
    here, there = given(bryony, autumn), given(bryony, spring)

    of_one = listed(as_rosalind, module="another")
    of_none = listed(as_rosalind, module="unheard_of")

    assert of_one == [("A free entry", urls(there))]
    assert of_none == [("A free entry", urls(here, there))]
    assert "Another" in as_rosalind.get(LIST).content.decode()


def test_nothing_of_a_cohort_one_leads_in_or_has_left(
    rosalind: User, as_rosalind: Client, bryony: User, idris: User, autumn: Cohort
) -> None:
    led = make_cohort(leaders=(idris, rosalind))
    left = make_cohort(leaders=(bryony,), facilitators=(rosalind,))
    given(bryony, left)
    share(make_entry(idris), led, "cohort")
    left.memberships.filter(person=rosalind).update(left_at=timezone.now())

    assert waiting_for(as_rosalind) == []


def test_with_nothing_waiting_it_says_so(as_rosalind: Client, autumn: Cohort) -> None:
    page = as_rosalind.get(LIST).content.decode()

    assert "You have read everything. Nothing is waiting." in page
    assert "Start reading" not in page


def test_the_hundredth_is_on_the_fourth_page(
    as_rosalind: Client, bryony: User, autumn: Cohort
) -> None:
    copies = [given(bryony, autumn, days=200 - n) for n in range(100)]

    page = as_rosalind.get(LIST, {"page": 4})

    beyond = as_rosalind.get(LIST, {"page": 9})

    assert beyond.context_data["groups"] == page.context_data["groups"]
    assert "100 to read" in page.content.decode()
    assert [row.url for group in page.context_data["groups"] for row in group.rows] == urls(
        *copies[90:]
    )


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries_however_long(
    as_rosalind: Client,
    bryony: User,
    autumn: Cohort,
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(rows):
        given(bryony, autumn, question=make_question(key=f"q_{rows}_{_}"))

    with django_assert_num_queries(4):  # session, person, desks, rows with how many in all
        as_rosalind.get(LIST)


def test_what_is_asked_again_is_found_again(
    as_rosalind: Client, rosalind: User, bryony: User, idris: User, autumn: Cohort
) -> None:
    """The question is kept from one request to the next, and what it found is not."""
    cohort = reverse("review:cohort", args=[autumn.pk])
    copy = given(bryony, autumn, days=1)
    assert waiting_for(as_rosalind) == urls(copy)
    assert "Bryony" in str(as_rosalind.get(cohort).context_data["overview"].said[0])

    other = given(idris, autumn)
    assert waiting_for(as_rosalind) == urls(copy, other)
    copy.delete()
    assert waiting_for(as_rosalind) == urls(other)
    assert "Bryony" not in str(as_rosalind.get(cohort).context_data["overview"].said[0])

    Membership.objects.filter(person=rosalind).update(left_at=timezone.now())
    assert str(other.pk) not in as_rosalind.get(LIST).content.decode()
    assert as_rosalind.get(cohort).status_code == 404


# Everything shared


def test_everything_read_and_unread_is_a_page_away(
    as_rosalind: Client, rosalind: User, bryony: User, idris: User, autumn: Cohort
) -> None:
    read, unread = given(bryony, autumn, days=2), given(idris, autumn, days=1)
    reading(read, rosalind, dealt_at=timezone.now())
    make_entry(bryony, body="never given")

    page = as_rosalind.get(EVERYTHING)

    assert [row.url for row in page.context_data["rows"]] == urls(read, unread)
    assert "never given" not in page.content.decode()


@pytest.mark.parametrize("address", [LIST, EVERYTHING])
def test_a_leader_sees_what_others_gave_to_the_whole_cohort(
    as_idris: Client, bryony: User, idris: User, autumn: Cohort, address: str
) -> None:
    share(make_entry(bryony), autumn, "facilitator")
    wide = share(make_entry(bryony), autumn, "cohort")
    share(make_entry(idris), autumn, "cohort")

    page = as_idris.get(address)

    assert [row.url for row in page.context_data["rows"]] == urls(wide)
    assert "Shared with your cohort" in page.content.decode()


@pytest.mark.parametrize("reader", ["saoirse", "devinder", "sam"])
def test_an_outsider_finds_nothing(
    request: pytest.FixtureRequest, bryony: User, autumn: Cohort, elsewhere: Cohort, reader: str
) -> None:
    share(make_entry(bryony), autumn, "cohort")
    client = signed_in(request.getfixturevalue(reader))

    assert client.get(EVERYTHING).context_data["rows"] == []
    if reader == "devinder":
        assert waiting_for(client) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_everything_takes_the_same_queries_however_long(
    as_rosalind: Client,
    bryony: User,
    autumn: Cohort,
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(rows):
        share(make_entry(bryony), autumn)

    with django_assert_num_queries(5):  # session, person, desks, how many, rows
        as_rosalind.get(EVERYTHING)


# One after another


def test_start_reading_opens_the_first_that_nobody_else_is_reading(
    as_rosalind: Client, devinder: User, bryony: User, autumn: Cohort
) -> None:
    claimed, free = given(bryony, autumn, days=2), given(bryony, autumn, days=1)
    reading(claimed, devinder, claimed_until=timezone.now() + CLAIM)

    answer = as_rosalind.get(reverse("review:copy-next"), {"start": ""})

    assert answer.url == free.get_absolute_url()


def test_with_nothing_to_start_with_it_is_the_end(as_rosalind: Client, autumn: Cohort) -> None:
    answer = as_rosalind.get(reverse("review:copy-next"), {"start": ""}, follow=True)

    assert "You have read everything" in answer.content.decode()


def test_what_was_put_off_is_gone_back_to_on_purpose(
    as_rosalind: Client, rosalind: User, bryony: User, autumn: Cohort
) -> None:
    put_off = given(bryony, autumn)
    reading(put_off, rosalind, later_at=timezone.now())

    end = as_rosalind.get(reverse("review:copy-next"), {"start": ""}, follow=True)
    answer = as_rosalind.get(reverse("review:copy-later"))

    assert "1 put off until later." in end.content.decode()
    assert answer.url == put_off.get_absolute_url()


def test_a_round_in_another_s_hands_says_so(
    as_rosalind: Client, bryony: User, autumn: Cohort
) -> None:
    maya = make_person("Maya Lewis")
    reading(given(bryony, autumn), maya, claimed_until=timezone.now() + CLAIM)

    end = as_rosalind.get(reverse("review:copy-next"), {"start": ""}, follow=True)

    assert "1 being read by somebody else now." in end.content.decode()


def test_questions_are_in_the_order_of_the_module(
    as_rosalind: Client, bryony: User, autumn: Cohort
) -> None:
    late = make_question(key="late", title="A", position=50)
    early = make_question(key="early", title="B", position=40)
    for question in (late, early):
        given(bryony, autumn, question=question)

    assert [heading for heading, _ in listed(as_rosalind)] == ["B", "A"]
    assert Question.objects.count() == 2
