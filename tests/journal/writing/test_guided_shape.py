"""Writing in three parts: offered on a new sheet, there when asked for, and then plain words."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from journal.models import Entry, Question
from journal.writing.ways import Way, as_offered, begun_with, without_headings
from partnership.people.models import User
from tests.factories import make_entry, make_module, make_question

from .pressing import press

SHAPE = [
    {"key": "what", "name": "What", "prompt": "What happened?"},
    {"key": "so_what", "name": "So what", "prompt": "What does it mean?"},
    {"key": "now_what", "name": "Now what", "prompt": "What will you do?"},
]
HEADINGS = "What\n\n\n\nSo what\n\n\n\nNow what\n"
OFFER = "Write it in three parts"
GUIDED = "?shape=guided"


@pytest.fixture
def question(db: None) -> Question:
    return make_question(make_module(guided_shape=SHAPE))


def sheets(question: Question) -> list[str]:
    return [question.get_absolute_url(), reverse("writing:entry-new")]


def begun(client: Client, address: str) -> str:
    return client.get(address).context_data["shown"]["body"]


def test_it_is_off_unless_asked_for(as_bryony: Client, question: Question) -> None:
    for sheet in sheets(question):
        page = as_bryony.get(sheet)
        assertContains(page, OFFER)
        assertNotContains(page, "What happened?")
        assert page.context_data["shown"]["body"] == ""


def test_asked_for_its_prompts_stand_above_and_its_headings_begin_the_text(
    as_bryony: Client, question: Question
) -> None:
    for sheet in sheets(question):
        page = as_bryony.get(sheet + GUIDED)
        for part in SHAPE:
            assertContains(page, part["prompt"])
        assert page.context_data["shown"]["body"] == HEADINGS
        assertNotContains(page, OFFER)


def test_a_text_that_is_there_is_left_as_it_is(
    as_bryony: Client, bryony: User, question: Question
) -> None:
    draft = make_entry(bryony, "Half a thought", question=question, done_at=None)

    for address in (question.get_absolute_url(), reverse("writing:entry-edit", args=[draft.pk])):
        assert begun(as_bryony, address + GUIDED) == "Half a thought"
        assertContains(as_bryony.get(address + GUIDED), "What happened?")
        assertNotContains(as_bryony.get(address), OFFER)  # on a new sheet only


def test_the_button_keeps_what_was_typed_and_stores_nothing_of_nothing(
    as_bryony: Client, bryony: User, question: Question
) -> None:
    entry_id = uuid.uuid4()

    empty = press(as_bryony, uuid.uuid4(), "guided", body="", question=question.key)
    typed = press(as_bryony, entry_id, "guided", body="Typed.", question=question.key)

    assertRedirects(empty, question.get_absolute_url() + GUIDED)
    assertRedirects(typed, reverse("writing:entry-edit", args=[entry_id]) + GUIDED)
    assert Entry.objects.owned_by(bryony).get().body == "Typed."
    free = press(as_bryony, uuid.uuid4(), "guided", body="")
    assertRedirects(free, reverse("writing:entry-new") + GUIDED)


@pytest.mark.parametrize("do", ["done", "share"])
def test_headings_alone_are_nothing_written(
    as_bryony: Client, bryony: User, question: Question, do: str
) -> None:
    sent = {"body": HEADINGS, "question": question.key, "shape": "guided"}

    response = press(as_bryony, uuid.uuid4(), do, **sent)

    assertContains(response, "Write something first.", status_code=422)
    assertContains(response, "What happened?", status_code=422)
    assertRedirects(press(as_bryony, uuid.uuid4(), "save", **sent), reverse("writing:home"))
    assert not Entry.objects.owned_by(bryony).exists()


def test_what_is_kept_is_plain_words(as_bryony: Client, bryony: User, question: Question) -> None:
    body = "What\nWe met.\n\nSo what\nIt was short.\n\nNow what\n"

    press(as_bryony, uuid.uuid4(), "done", body=body, question=question.key, shape="guided")

    entry = Entry.objects.owned_by(bryony).get()
    assert (entry.body, entry.title, entry.follow_up) == (body, "", "")


def test_where_no_module_has_one_nothing_is_offered(as_bryony: Client, db: None) -> None:
    question = make_question()

    for sheet in sheets(question):
        assertNotContains(as_bryony.get(sheet), "Write it in")
        assert begun(as_bryony, sheet + GUIDED) == ""


@pytest.mark.once
@pytest.mark.parametrize(
    ("count", "words"), [(0, ""), (2, "two parts"), (3, "three parts"), (7, "parts")]
)
def test_it_is_offered_by_its_number_of_parts(count: int, words: str) -> None:
    shape = [Way(str(n), f"Part {n}", "") for n in range(count)]

    assert as_offered(shape).removeprefix("Write it in ") == words
    assert without_headings(begun_with(shape), shape).strip() == ""
