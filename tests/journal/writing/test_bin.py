"""The bin lists what its owner deleted, and how long it stays."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnership.people.models import User
from tests.factories import make_entry, make_question

URL = "/journal/bin/"


def test_the_bin_shows_what_is_in_it_and_for_how_long(as_bryony: Client, bryony: User) -> None:
    make_entry(bryony, "Not in the bin.")
    entry = make_entry(
        bryony, "What I threw away.", binned_at=timezone.now() - timedelta(days=3, hours=1)
    )

    response = as_bryony.get(URL)

    assert [row["entry"] for row in response.context_data["rows"]] == [entry]
    assert "What I threw away." in response.text
    assert "27 days left." in response.text
    assert reverse("writing:entry-undelete", args=[entry.pk]) in response.text


def test_an_empty_bin_says_so(as_bryony: Client) -> None:
    assert "The bin is empty." in as_bryony.get(URL).text


def test_another_persons_bin_stays_shut(as_idris: Client, bryony: User) -> None:
    make_entry(bryony, "Hers alone.", binned_at=timezone.now())

    assert "Hers alone." not in as_idris.get(URL).text


def test_the_bin_is_only_read(as_bryony: Client) -> None:
    assert as_bryony.post(URL).status_code == 405


@pytest.mark.parametrize("rows", [1, 3])
def test_more_in_the_bin_costs_no_more_queries(
    as_bryony: Client, bryony: User, rows: int, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        question = make_question(key=f"question_{number}")
        make_entry(bryony, question=question, binned_at=timezone.now())

    with django_assert_num_queries(4):
        as_bryony.get(URL)
