"""Suggestions for one's own words: asked for, never applied, and honest about what they are."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from frameworks.models import Edition, Framework
from journal.models import Entry, Tag
from journal.tagging import deeds
from journal.tagging.likely import NOTHING_FOUND, NOTHING_WRITTEN
from partnership.people.models import User
from tests.factories import make_entry, make_framework, published_anew

SCRIPT = {"HX-Request": "true"}
BODY = "It takes social trust, and moral courage.\n\nWe meet outside the building."


@pytest.fixture
def written(entry: Entry) -> Entry:
    entry.body = BODY
    entry.save()
    return entry


def ask(client: Client, entry_id: uuid.UUID, **query: Any) -> HttpResponse:
    url = reverse("tagging:element-suggest", args=[entry_id])
    return client.get(url, query, headers=SCRIPT)


def suggested(answer: HttpResponse) -> list[str]:
    return [one.choice.key for one in answer.context["offer"].likely]  # type: ignore[attr-defined]


def test_what_ones_words_may_be_about_stands_with_those_words(
    as_bryony: Client, written: Entry
) -> None:
    answer = ask(as_bryony, written.pk)

    assert suggested(answer) == [
        "network_leadership/outside_in",
        "hargreaves_maturity/moral_purpose",
        "hargreaves_maturity/social_capital",
    ]
    page = answer.content.decode()
    assert "Found by the words you used. Often wrong." in page
    assert "Your words: “moral”" in page
    assert page.count("Tag with this") == 3
    assert " checked" not in page
    assert 'data-likely="3 tags suggested."' in page


def test_asking_tags_nothing_and_keeps_nothing(as_bryony: Client, written: Entry) -> None:
    before = Entry.objects.owned_by(written.author).values_list().get(pk=written.pk)

    ask(as_bryony, written.pk)

    assert not Tag.objects.owned_by(written.author).exists()
    assert Entry.objects.owned_by(written.author).values_list().get(pk=written.pk) == before


def test_there_are_five_at_the_most(as_bryony: Client, bryony: User) -> None:
    make_framework("words", tuple(f"trust_{letter}" for letter in "abcdefg"))
    entry = make_entry(bryony, "It takes trust.")

    assert suggested(ask(as_bryony, entry.pk)) == [f"words/trust_{letter}" for letter in "abcde"]

    for key in ("trust_a", "trust_b", "trust_c"):
        element = Framework.objects.get().editions.get().elements.get(key=key)
        deeds.tag_whole(entry=entry, element=element)

    assert suggested(ask(as_bryony, entry.pk)) == [f"words/trust_{letter}" for letter in "defg"]


def test_of_a_passage_only_its_own_words_count(as_bryony: Client, written: Entry) -> None:
    start = BODY.index("We meet")
    part = f"{start}-{len(BODY)}"

    answer = ask(as_bryony, written.pk, part=part, version=written.version)

    assert suggested(answer) == ["network_leadership/outside_in"]


def test_nothing_found_is_said(as_bryony: Client, bryony: User, entry: Entry) -> None:
    blank = make_entry(bryony, "Biscuits.")

    answer = ask(as_bryony, blank.pk)

    assert suggested(answer) == []
    assert NOTHING_FOUND in answer.content.decode()


@pytest.mark.parametrize("whose", ["an empty sheet", "a sheet not saved yet", "somebody else's"])
def test_where_there_are_no_words_of_ones_own_that_is_said(
    as_bryony: Client, as_idris: Client, bryony: User, written: Entry, whose: str
) -> None:
    empty = make_entry(bryony, "", done_at=None)
    client, pk = {
        "an empty sheet": (as_bryony, empty.pk),
        "a sheet not saved yet": (as_bryony, uuid.uuid4()),
        "somebody else's": (as_idris, written.pk),
    }[whose]

    answer = ask(client, pk)

    assert suggested(answer) == []
    assert NOTHING_WRITTEN in answer.content.decode()


@pytest.mark.parametrize("change", ["switched off", "retired"])
def test_nothing_is_suggested_that_is_not_offered(
    as_bryony: Client, written: Entry, change: str
) -> None:
    ask(as_bryony, written.pk)  # so that what is kept in memory is from before
    fields = {"switched off": {"is_switched_on": False}, "retired": {"retired_at": timezone.now()}}
    Framework.objects.filter(key="network_leadership").update(**fields[change])

    assert "network_leadership/outside_in" not in suggested(ask(as_bryony, written.pk))


def test_what_is_published_anew_is_looked_for_in_its_new_words(
    as_bryony: Client, bryony: User, sam: User, written: Entry
) -> None:
    ask(as_bryony, written.pk)
    published_anew("network_leadership", by=sam, shared_goals={"aliases": ["building"]})

    found = suggested(ask(as_bryony, written.pk))

    assert "network_leadership/shared_goals" in found
    assert Edition.objects.of("network_leadership").count() == 2


def test_without_script_the_page_offers_them_and_done_keeps_the_ticked(
    as_bryony: Client, as_idris: Client, written: Entry
) -> None:
    page = reverse("tagging:entry-tags", args=[written.pk])
    fragment = reverse("tagging:element-suggest", args=[written.pk])

    answer = as_bryony.get(page, {"suggest": "1", "part": "all", "q": ""})

    assert "Often wrong." in answer.content.decode()
    assert as_bryony.get(fragment, {"part": "all"}).url == f"{page}?part=all&suggest=1#tag-likely"
    assert as_idris.get(fragment).status_code == 404
    boxes = answer.context["offer"].boxes
    posted = {
        "shown": boxes.shown,
        "seen": boxes.seen,
        "tags": "network_leadership/outside_in",
        "version": written.version,
        "do": "done",
    }
    as_bryony.post(page, posted)
    assert [tag.element.key for tag in Tag.objects.owned_by(written.author)] == ["outside_in"]


def test_the_page_suggests_nothing_unless_it_is_asked(as_bryony: Client, written: Entry) -> None:
    page = as_bryony.get(reverse("tagging:entry-tags", args=[written.pk])).content.decode()

    assert "Suggest tags" in page
    assert "Often wrong." not in page


def test_only_by_get(as_bryony: Client, written: Entry) -> None:
    url = reverse("tagging:element-suggest", args=[written.pk])

    assert as_bryony.post(url).status_code == 405


@pytest.mark.parametrize("body", ["It takes social trust.", BODY])
def test_a_fixed_number_of_queries(
    as_bryony: Client,
    written: Entry,
    body: str,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    Entry.objects.owned_by(written.author).update(body=body)
    ask(as_bryony, written.pk)

    with django_assert_num_queries(7):
        ask(as_bryony, written.pk)
