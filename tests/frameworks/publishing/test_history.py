"""The editions of a framework, what differs between any two, and bringing one's words back."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from frameworks.editing.drafts import begin
from frameworks.models import Edition, Framework
from frameworks.publishing.deeds import look_at, publish
from frameworks.publishing.settling import Answers
from partnership.people.models import User
from tests.factories import edit

from .conftest import NOW

HISTORY = "/manage/frameworks/words/history/"


@pytest.fixture
def editions(framework: Framework, sam: User) -> list[Edition]:
    """Three, each of which words "one" in its own way."""
    for words in ("Said better.", "Said best."):
        draft = begin(framework, by=sam, at=NOW)
        edit(draft, "one", description=words)
        publish(draft, answers=Answers(), seen=look_at(draft).seen, by=sam, at=NOW)
    return list(framework.editions.order_by("number"))


def test_the_editions_stand_newest_first(as_sam: Client, editions: list[Edition]) -> None:
    page = as_sam.get(HISTORY)

    assert [one.edition.number for one in page.context["editions"]] == [3, 2, 1]
    assertContains(page, "by Sam Admin")
    assertContains(page, "Published now", count=1)
    assertContains(page, "Begin a draft in its words", count=2)


def test_what_differs_between_any_two(as_sam: Client, editions: list[Edition]) -> None:
    page = as_sam.get(f"{HISTORY}difference/?before=1&after=3")

    assertContains(page, "From edition 1")
    assertContains(page, '<span class="visually-hidden">(added: </span>Said best')
    assertNotContains(page, "better")
    assertNotContains(page, "Does it still mean")


def test_backwards_too(as_sam: Client, editions: list[Edition]) -> None:
    page = as_sam.get(f"{HISTORY}difference/?before=3&after=1")

    assertContains(page, '<span class="visually-hidden">(removed: </span>Said best')


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ("edition 2", "edition 3")),
        ("?after=2", ("edition 1", "edition 2")),
        ("?before=x&after=99", ("edition 2", "edition 3")),
    ],
)
def test_what_is_not_named_is_the_newest_and_the_one_before(
    as_sam: Client, editions: list[Edition], query: str, names: tuple[str, str]
) -> None:
    context = as_sam.get(f"{HISTORY}difference/{query}").context

    assert (context["before"].name, context["after"].name) == names


def test_one_edition_has_nothing_to_be_compared_with(as_sam: Client, framework: Framework) -> None:
    assertContains(as_sam.get(f"{HISTORY}difference/"), "nothing to compare it with")
    assertNotContains(as_sam.get(HISTORY), "Compare")


def test_the_draft_can_be_compared_too(as_sam: Client, editions: list[Edition], sam: User) -> None:
    edit(begin(editions[0].framework, by=sam, at=NOW), "two", name="Due")

    assertContains(
        as_sam.get(f"{HISTORY}difference/?before=1&after=draft"), "Renamed; it was “Two”"
    )


def test_the_words_of_an_earlier_edition_are_brought_back_by_a_draft(
    as_sam: Client, editions: list[Edition]
) -> None:
    answer = as_sam.post(f"{HISTORY}1/restore/")

    assertRedirects(answer, "/manage/frameworks/words/changes/")
    page = as_sam.get(answer["Location"])
    assertContains(page, '<span class="visually-hidden">(removed: </span>Said best')
    assert not Edition.objects.filter(number=1).exclude(pk=editions[0].pk).exists()


def test_a_draft_that_is_there_is_not_overwritten(
    as_sam: Client, editions: list[Edition], sam: User
) -> None:
    draft = begin(editions[0].framework, by=sam, at=NOW)

    told = as_sam.post(f"{HISTORY}1/restore/", follow=True)

    assertContains(told, "There is a draft already")
    assert draft.elements.get(key="one").description == "Said best."


def test_they_are_for_admins(as_bryony: Client, editions: list[Edition]) -> None:
    for address in (HISTORY, f"{HISTORY}difference/"):
        assert as_bryony.get(address).status_code == 404
    assert as_bryony.post(f"{HISTORY}1/restore/").status_code == 404


def test_they_are_asked_for_as_they_should_be(as_sam: Client, editions: list[Edition]) -> None:
    assert as_sam.post(HISTORY).status_code == 405
    assert as_sam.post(f"{HISTORY}difference/").status_code == 405
    assert as_sam.get(f"{HISTORY}1/restore/").status_code == 405
    assert as_sam.post(f"{HISTORY}9/restore/").status_code == 404


def test_a_long_history_takes_no_more_queries(
    as_sam: Client, editions: list[Edition], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    as_sam.get(HISTORY)  # what is the same for every page is fetched once
    with django_assert_num_queries(5):
        as_sam.get(HISTORY)
    for number in (7, 8, 9):
        Edition.objects.create(
            framework=editions[0].framework, number=number, state="superseded", published_at=NOW
        )
    with django_assert_num_queries(5):
        as_sam.get(HISTORY)
