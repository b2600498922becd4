"""Looking back: what was answered twice, what is due, this day last term, and the page."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from frameworks.models import Element
from journal.looking_back.answers import answered_by, due, pairs
from journal.looking_back.keeping import keep_line
from journal.looking_back.on_this_day import on_this_day
from journal.models import Cohort, Entry, Question, Tag
from journal.tagging.passages import Span
from partnership.people.models import User
from tests.factories import (
    make_cohort,
    make_entry,
    make_framework,
    make_module,
    make_question,
)

ADDRESS = reverse("looking_back:looking-back")
NOW = datetime(2026, 3, 16, 12, tzinfo=UTC)  # a Monday
NOTHING_TWICE = "When you answer a question a second time, both answers appear here."


def answer(author: User, question: Question, at: datetime, **fields: Any) -> Entry:
    return make_entry(author, question=question, **{"started_at": at, "done_at": at, **fields})


def weeks_ago(weeks: int, **less: Any) -> datetime:
    return NOW - timedelta(weeks=weeks) + timedelta(**less)


# Answered more than once


def test_questions_answered_more_than_once_stand_newest_pair_first(bryony: User) -> None:
    early, late, once = (make_question(key=key, title=key) for key in ("early", "late", "once"))
    for question, weeks in ((early, 30), (early, 12), (late, 40), (late, 30), (late, 2), (once, 1)):
        answer(bryony, question, weeks_ago(weeks))

    found = pairs(answered_by(bryony), NOW)

    assert [(row.title, row.when) for row in found] == [
        ("late", "You answered this three times, first in June and last in March."),
        ("early", "You answered this in August and again in December."),
    ]
    assert found[0].address == reverse("looking_back:pair", args=["late"])


def test_twice_in_a_month_is_said_so(bryony: User) -> None:
    question = make_question()
    for days in (1, 3):
        answer(bryony, question, NOW - timedelta(days=days))

    assert [row.when for row in pairs(answered_by(bryony), NOW)] == [
        "You answered this twice in March."
    ]


@pytest.mark.parametrize("fields", [{"done_at": None}, {"binned_at": NOW}])
def test_a_draft_makes_no_pair_nor_does_what_is_in_the_bin(
    bryony: User, idris: User, fields: dict[str, Any]
) -> None:
    question = make_question()
    answer(bryony, question, weeks_ago(30))
    answer(bryony, question, weeks_ago(1), **fields)
    answer(idris, question, weeks_ago(1))

    assert pairs(answered_by(bryony), NOW) == []


# Due for a second look


@pytest.mark.parametrize(("less", "is_due"), [({}, True), ({"days": 1}, False)])
def test_a_question_is_due_six_weeks_after_its_last_answer(
    bryony: User, less: dict[str, int], is_due: bool
) -> None:
    question = make_question(title="What is it for?")
    answer(bryony, question, weeks_ago(20))
    answer(bryony, question, weeks_ago(6, **less))

    found = due(answered_by(bryony), NOW)

    assert [row.title for row in found] == (["What is it for?"] if is_due else [])
    assert all(row.address == question.get_absolute_url() for row in found)


@pytest.mark.parametrize("why", ["being answered", "retired"])
def test_no_question_is_due_that_is_being_answered_or_asked_no_more(bryony: User, why: str) -> None:
    question = make_question(is_retired=why == "retired")
    answer(bryony, question, weeks_ago(20))
    if why == "being answered":
        answer(bryony, question, weeks_ago(10), done_at=None)

    assert due(answered_by(bryony), NOW) == []


def test_the_longest_unseen_is_due_first(bryony: User) -> None:
    for title, weeks in (("a", 10), ("b", 20)):
        answer(bryony, make_question(key=title, title=title), weeks_ago(weeks))

    assert [row.title for row in due(answered_by(bryony), NOW)] == ["b", "a"]


# On this day


@pytest.mark.parametrize(
    ("weeks", "days", "why"),
    [
        (13, 0, "On this day, last term"),
        (13, 3, "On this day, last term"),
        (13, -3, "On this day, last term"),
        (13, 4, None),
        (13, -4, None),
        (52, 1, "On this day, last year"),
        (26, 0, None),
    ],
)
def test_what_was_begun_about_this_day_turns_up(
    bryony: User, weeks: int, days: int, why: str | None
) -> None:
    entry = make_entry(bryony, "We met.", title="A start", started_at=weeks_ago(weeks, days=days))

    found = on_this_day(bryony, NOW)

    assert [one.why for one in found] == ([why] if why else [])
    assert all(one.address == reverse("writing:entry", args=[entry.pk]) for one in found)
    assert all((one.heading, one.opening) == ("A start", "We met.") for one in found)


@pytest.mark.parametrize(
    ("today", "days", "why"),
    [
        ((2026, 12, 15), 91, "On this day, earlier this term"),
        ((2026, 11, 30), 91, "On this day, last term"),
        ((2027, 1, 5), 91, "On this day, last term"),
        ((2026, 12, 31), 364, "On this day, a year ago"),  # which was the first of January
        ((2027, 1, 1), 367, "On this day, a year ago"),  # and before the year that was last
        ((2026, 12, 15), 364, "On this day, last year"),
    ],
)
def test_it_says_of_which_term_and_year_it_is_by_the_calendar(
    bryony: User, today: tuple[int, int, int], days: int, why: str
) -> None:
    now = datetime(*today, 12, tzinfo=UTC)
    make_entry(bryony, started_at=now - timedelta(days=days))

    assert [one.why for one in on_this_day(bryony, now)] == [why]


def test_the_nearest_to_the_day_turns_up_once_for_each_time(bryony: User) -> None:
    for weeks, days in ((13, 2), (13, -1), (13, 3), (52, 0)):
        make_entry(bryony, f"{weeks} {days}", started_at=weeks_ago(weeks, days=days))

    assert [one.opening for one in on_this_day(bryony, NOW)] == ["13 -1", "52 0"]


def test_nothing_of_the_bin_no_draft_and_nobody_elses_turns_up(bryony: User, idris: User) -> None:
    make_entry(bryony, "In the bin.", started_at=weeks_ago(13), binned_at=NOW)
    make_entry(bryony, "Half written.", started_at=weeks_ago(13), done_at=None)
    make_entry(idris, "His.", started_at=weeks_ago(13))

    assert on_this_day(bryony, NOW) == []


def test_no_more_than_an_opening_is_shown(bryony: User) -> None:
    make_entry(bryony, "word " * 300, started_at=weeks_ago(13))

    (one,) = on_this_day(bryony, NOW)

    assert one.opening == "word " * 35 + "…"


# The page


def test_who_has_written_nothing_is_told_what_will_stand_here(
    as_bryony: Client, autumn: Cohort
) -> None:
    page = as_bryony.get(ADDRESS).content.decode()

    assert NOTHING_TWICE in page
    assert "second look" not in page
    assert "On this day" not in page


def test_who_facilitates_comes_to_it_from_the_journal(
    as_rosalind: Client, as_bryony: Client, rosalind: User, autumn: Cohort
) -> None:
    """Their masthead has three more desks, and no room for it on one line."""
    make_entry(rosalind)
    link = f'href="{ADDRESS}"'

    of_facilitator, of_leader = (
        [link in one.get(page).content.decode() for page in ("/settings/", "/journal/")]
        for one in (as_rosalind, as_bryony)
    )

    assert of_facilitator == [False, True]
    assert of_leader == [True, True]


def test_it_is_there_for_who_is_in_no_cohort(as_sam: Client) -> None:
    assert as_sam.get(ADDRESS).status_code == 200


def test_the_page_is_only_read_and_only_ones_own(
    as_bryony: Client, as_rosalind: Client, bryony: User, autumn: Cohort
) -> None:
    question = make_question(title="Asked of both")
    for weeks in (30, 13):
        answer(bryony, question, timezone.now() - timedelta(weeks=weeks))
    make_entry(bryony, "Hers alone.", started_at=timezone.now() - timedelta(weeks=52))

    hers, others = (one.get(ADDRESS).content.decode() for one in (as_bryony, as_rosalind))

    assert "Asked of both" in hers
    assert "Hers alone." in hers
    assert "Asked of both" not in others
    assert "Hers alone." not in others
    assert as_bryony.post(ADDRESS).status_code == 405


@pytest.mark.parametrize("entries", [5, 1000])
def test_a_thousand_entries_need_no_more_queries(
    as_bryony: Client,
    bryony: User,
    entries: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    module = make_module(frameworks_in_front=["words"])
    make_cohort(leaders=(bryony,), module=module)
    make_framework("words", tuple("abcdefgh"), name="Words")
    elements = list(Element.objects.all())
    questions = [make_question(module, f"q_{n}", suggested_tags=["words/h"]) for n in range(9)]
    at = timezone.now() - timedelta(weeks=13)
    written = [
        Entry(
            author=bryony,
            question=questions[n % 9],
            body="We met.",
            started_at=at - timedelta(hours=n),
            done_at=at - timedelta(hours=n),
        )
        for n in range(entries)
    ]
    Entry.objects.bulk_create(written)
    Tag.objects.bulk_create(
        Tag(entry=entry, element=elements[n % 7]) for n, entry in enumerate(written)
    )
    for entry in written[:5]:
        keep_line(entry=entry, span=Span(0, 7))
    as_bryony.get(ADDRESS)

    with django_assert_num_queries(10):
        as_bryony.get(ADDRESS)
