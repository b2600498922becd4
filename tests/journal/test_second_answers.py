"""Answering a question again: from memory first, and then the two together, once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from journal.models import Entry, Question
from partnership.people.models import User
from tests.factories import make_entry, make_question

LONG_AGO = timezone.now() - timedelta(weeks=30)
FIRST = "Because we were told to."


@pytest.fixture
def why(db: None) -> Question:
    return make_question(key="why", title="Why it matters")


@pytest.fixture
def first(bryony: User, why: Question) -> Entry:
    return make_entry(bryony, FIRST, question=why, started_at=LONG_AGO)


def write(
    client: Client, body: str, *, do: str = "done", entry_id: Any = None, base: int = 0
) -> Any:
    sent = {
        "title": "", "body": body, "base_version": base, "key": uuid4().hex,
        "question": "why", "do": do,
    }  # fmt: skip
    return client.post(reverse("writing:entry-edit", args=[entry_id or uuid4()]), sent)


def test_the_remembered_view_is_asked_for_before_the_earlier_one_is_shown(
    as_bryony: Client, bryony: User, why: Question, first: Entry
) -> None:
    """From the empty sheet to the last save. Other pages: test_from_memory.py."""
    sheet = as_bryony.get(why.get_absolute_url())
    write(as_bryony, "Half of", do="save")
    draft = Entry.objects.owned_by(bryony).drafts().get()
    again = as_bryony.get(reverse("writing:entry-edit", args=[draft.pk]))
    pages = [sheet, again, as_bryony.get(reverse("looking_back:pair", args=["why"]))]
    pages.append(as_bryony.get(reverse("tagging:entry-tags", args=[draft.pk])))
    pages.append(as_bryony.get(draft.get_absolute_url()))

    for page in (sheet, again):
        assert "Before you look back, what do you remember thinking?" in page.text
    assert not [page for page in pages if FIRST in page.text]


def test_then_the_two_are_shown_together(
    as_bryony: Client, bryony: User, why: Question, first: Entry
) -> None:
    answer = write(as_bryony, "We are better together.")

    second = Entry.objects.owned_by(bryony).get(body="We are better together.")
    assert answer["Location"] == f"{reverse('looking_back:pair', args=['why'])}?now={second.pk}"
    together = as_bryony.get(answer["Location"]).text
    assert together.index(FIRST) < together.index("We are better together.")
    assert second.revisits == first


def test_the_first_answer_is_never_edited_by_the_second(
    as_bryony: Client, bryony: User, why: Question, first: Entry
) -> None:
    before = Entry.objects.owned_by(bryony).filter(pk=first.pk).values().get()

    write(as_bryony, "We are better together.")

    assert Entry.objects.owned_by(bryony).filter(pk=first.pk).values().get() == before
    assert Entry.objects.owned_by(bryony).count() == 2


def test_done_again_leads_to_the_entry(as_bryony: Client, bryony: User, first: Entry) -> None:
    write(as_bryony, "We are better together.")
    second = Entry.objects.owned_by(bryony).get(body="We are better together.")

    again = write(as_bryony, "Together.", entry_id=second.pk, base=second.version)

    assert again["Location"] == second.get_absolute_url()


def test_done_on_the_page_tag_it_leads_there_too(
    as_bryony: Client, bryony: User, why: Question, first: Entry
) -> None:
    draft = make_entry(bryony, "A second.", question=why, done_at=None)
    address = reverse("tagging:entry-tags", args=[draft.pk])

    answer = as_bryony.post(address, {"do": "done", "version": draft.version})

    assert answer["Location"].startswith(reverse("looking_back:pair", args=["why"]))


@pytest.mark.parametrize(
    "earlier", [{"done_at": None}, {"binned_at": timezone.now()}, {"question": None}]
)
def test_a_first_answer_leads_to_itself(
    as_bryony: Client, bryony: User, why: Question, earlier: dict[str, Any]
) -> None:
    make_entry(bryony, **{"question": why, **earlier})

    answer = write(as_bryony, "The only one.")

    mine = Entry.objects.owned_by(bryony).get(body="The only one.")
    assert answer["Location"] == mine.get_absolute_url()


def test_an_answered_entry_leads_to_then_and_now(
    as_bryony: Client, bryony: User, why: Question, first: Entry
) -> None:
    second = make_entry(bryony, "A second.", question=why)

    page = as_bryony.get(second.get_absolute_url()).text

    assert f'href="/looking-back/why/?now={second.pk}">Then and now</a>' in page
