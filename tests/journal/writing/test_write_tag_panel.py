"""The tag panel beside the sheet: fetched for one's own sheet, stored or not, and no other."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from journal.models import Entry
from partnership.people.models import User
from tests.factories import (
    make_element,
    make_entry,
    make_framework,
    make_partnership,
    make_question,
)


@pytest.fixture
def levels(db: None) -> None:
    make_framework("himmelman_linkage", ("networking", "coordination"), kind="scale")


def panel_url_of(client: Client, address: str) -> str:
    url: str = client.get(address).context_data["panel_url"]
    return url


def test_a_new_sheet_has_a_panel_and_still_no_row(
    as_bryony: Client, bryony: User, levels: None
) -> None:
    question = make_question(suggested_tags=["himmelman_linkage/networking"])

    panel = as_bryony.get(panel_url_of(as_bryony, question.get_absolute_url()))

    assert "Suggested for this question" in panel.text
    assert "Networking" in panel.text
    assert not Entry.objects.owned_by(bryony).exists()


def test_an_entry_has_a_panel_with_its_partnerships(
    as_bryony: Client, bryony: User, levels: None
) -> None:
    entry = make_entry(bryony)
    entry.partnerships.add(make_partnership(bryony, "Hollybank"))

    panel = as_bryony.get(reverse("writing:tag-panel", args=[entry.pk]))

    assert "Hollybank" in panel.text


def test_nobody_else_s_sheet_has_a_panel(as_bryony: Client, as_idris: Client, bryony: User) -> None:
    theirs = panel_url_of(as_bryony, "/write/")
    stored = make_entry(bryony)

    assert as_idris.get(theirs).status_code == 404
    assert as_idris.get(reverse("writing:tag-panel", args=[stored.pk])).status_code == 404
    assert as_idris.get(reverse("writing:tag-panel", args=[uuid.uuid4()])).status_code == 404


def test_the_panel_is_only_read(as_bryony: Client, bryony: User) -> None:
    assert as_bryony.post(panel_url_of(as_bryony, "/write/")).status_code == 405


@pytest.mark.parametrize("number", [1, 3])
def test_the_panel_takes_the_same_statements_however_much_there_is(
    as_bryony: Client,
    bryony: User,
    levels: None,
    django_assert_num_queries: DjangoAssertNumQueries,
    number: int,
) -> None:
    edition = make_framework("another", kind="factors").editions.get()
    entry = make_entry(bryony, question=make_question())
    for n in range(number):
        element = make_element(edition, f"e{n}", position=n + 2)
        entry.tags.create(element=element)
        entry.partnerships.add(make_partnership(bryony, f"Link {n}"))

    with django_assert_num_queries(9):
        as_bryony.get(reverse("writing:tag-panel", args=[entry.pk]))
