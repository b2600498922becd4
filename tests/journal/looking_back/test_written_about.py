"""Looking back: what one wrote about, what not yet, and a question that would open it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from frameworks.models import Element
from journal.models import Cohort, Entry, Module, Observation, Question, Tag
from partnership.people.models import User
from tests.factories import (
    make_entry,
    make_framework,
    make_partnership,
    make_question,
    reworded,
)

ADDRESS = reverse("looking_back:looking-back")
NOW = datetime(2026, 3, 16, 12, tzinfo=UTC)  # a Monday


# What is written about, and what not yet


@pytest.fixture
def words(autumn: Cohort) -> dict[str, Element]:
    """A framework in front, and one behind."""
    Module.objects.update(frameworks_in_front=["words"])
    make_framework("words", ("trust", "time", "money"), name="Words")
    make_framework("others", ("apart",), name="Others")
    return {element.key: element for element in Element.objects.all()}


def covered(client: Client) -> dict[str, tuple[list[str], list[str]]]:
    lists = client.get(ADDRESS).context_data["covered"]
    return {
        one.framework.name: ([n.name for n in one.written], [n.name for n in one.not_yet])
        for one in lists
    }


def test_what_one_wrote_about_stands_apart_from_what_not_yet(
    as_bryony: Client, bryony: User, words: dict[str, Element]
) -> None:
    Tag.objects.create(entry=make_entry(bryony), element=words["time"])

    answer = as_bryony.get(ADDRESS)

    assert covered(as_bryony) == {"Words": (["Time"], ["Trust", "Money"])}
    assert [one.name for one in answer.context_data["untouched"]] == ["Others"]
    page = answer.content.decode()
    assert "tag counts say what you wrote about, not what you are good at" in page
    assert reverse("looking_back:element", args=["words", "time"]) in page
    assert reverse("frameworks:framework", args=["words"]) + "#trust" in page


def test_a_framework_behind_is_listed_once_something_of_it_is_named(
    as_bryony: Client, bryony: User, words: dict[str, Element]
) -> None:
    Tag.objects.create(entry=make_entry(bryony), element=words["apart"])

    assert covered(as_bryony) == {
        "Words": ([], ["Trust", "Time", "Money"]),
        "Others": (["Apart"], []),
    }


def test_a_partnership_placed_at_a_level_counts_as_written_about(
    as_bryony: Client, bryony: User, words: dict[str, Element]
) -> None:
    Observation.objects.create(
        partnership=make_partnership(bryony),
        entry=make_entry(bryony),
        level=words["money"],
        about_on=NOW.date(),
        said_on=NOW.date(),
    )

    assert covered(as_bryony) == {"Words": (["Money"], ["Trust", "Time"])}


def test_an_earlier_wording_counts_under_the_present_one(
    as_bryony: Client, bryony: User, words: dict[str, Element]
) -> None:
    Tag.objects.create(entry=make_entry(bryony), element=words["trust"])
    reworded(words["trust"].edition.framework, faith=["trust"], time=[])

    assert covered(as_bryony) == {"Words": (["Faith"], ["Time"])}


def test_nobody_elses_tags_count_nor_those_in_the_bin(
    as_bryony: Client, bryony: User, idris: User, words: dict[str, Element]
) -> None:
    Tag.objects.create(entry=make_entry(idris), element=words["time"])
    binned = make_entry(bryony, binned_at=timezone.now())
    Tag.objects.create(entry=binned, element=words["trust"])

    assert covered(as_bryony) == {"Words": ([], ["Trust", "Time", "Money"])}


# A question that would open what is unwritten


@pytest.fixture
def questions(words: dict[str, Element]) -> list[Question]:
    return [
        make_question(key="q_time", title="On time", suggested_tags=["words/time"]),
        make_question(key="q_money", suggested_tags=["words/time", "words/money"]),
        make_question(key="q_none", suggested_tags=["words/unknown"]),
    ]


def opening(client: Client) -> tuple[str, str] | None:
    found = client.get(ADDRESS).context_data["opening"]
    return (found.key, found.element.name) if found else None


def test_the_first_question_that_would_open_something_unwritten_is_offered(
    as_bryony: Client, bryony: User, words: dict[str, Element], questions: list[Question]
) -> None:
    assert opening(as_bryony) == ("q_time", "Time")
    assert opening(as_bryony) == ("q_time", "Time")  # the same one, however often it is asked

    Tag.objects.create(entry=make_entry(bryony), element=words["time"])

    assert opening(as_bryony) == ("q_money", "Money")

    Tag.objects.create(entry=make_entry(bryony), element=words["money"])

    assert opening(as_bryony) is None


def test_a_question_never_begun_comes_before_one_to_answer_again(
    as_bryony: Client, bryony: User, questions: list[Question]
) -> None:
    make_entry(bryony, question=questions[0], started_at=NOW, done_at=NOW)

    assert opening(as_bryony) == ("q_money", "Time")

    make_entry(bryony, question=questions[1], started_at=NOW, done_at=NOW)

    assert opening(as_bryony) == ("q_time", "Time")


@pytest.mark.parametrize(("weeks", "is_offered"), [(5, False), (6, True)])
def test_a_question_that_was_just_answered_is_not_offered_again(
    as_bryony: Client, bryony: User, questions: list[Question], weeks: int, is_offered: bool
) -> None:
    at = timezone.now() - timedelta(weeks=weeks)
    for question in questions:
        make_entry(bryony, question=question, started_at=at, done_at=at)

    assert opening(as_bryony) == (("q_time", "Time") if is_offered else None)


def test_a_question_that_is_not_open_yet_is_not_offered(
    as_bryony: Client, questions: list[Question]
) -> None:
    later = (timezone.localdate() + timedelta(days=5)).isoformat()
    Cohort.objects.update(openings={"question/q_time": later})
    Module.objects.update(pack_digest=uuid4().hex)

    assert opening(as_bryony) == ("q_money", "Time")


def test_not_now_brings_another_and_is_kept_nowhere(
    as_bryony: Client, questions: list[Question]
) -> None:
    skip = reverse("looking_back:opening-skip", args=["q_time"])

    answered = as_bryony.post(skip)

    assert answered.url == f"{ADDRESS}#opening"
    assert opening(as_bryony) == ("q_money", "Time")
    as_bryony.session.flush()  # as signing out does
    assert Entry.objects.across_owners(reason="a test").count() == 0


@pytest.mark.parametrize(("key", "status"), [("q_time", 405), ("no_such", 404)])
def test_not_now_is_a_button_on_a_question_that_there_is(
    as_bryony: Client, questions: list[Question], key: str, status: int
) -> None:
    address = reverse("looking_back:opening-skip", args=[key])

    answered = as_bryony.get(address) if status == 405 else as_bryony.post(address)

    assert answered.status_code == status
