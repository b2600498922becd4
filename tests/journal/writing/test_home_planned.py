"""Home on the day of a commitment: it asks what became of it, for two weeks and of its author."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from journal.planned import ASKED_FOR, Planned
from partnership.people.models import User
from tests.factories import make_commitment


def planned(client: Client) -> list[Planned]:
    return client.get("/").context_data["planned"]


def in_days(days: int, **fields: Any) -> dict[str, Any]:
    return {"due_on": timezone.localdate() + timedelta(days=days), **fields}


def test_on_its_day_it_is_asked_what_became_of_it(as_bryony: Client, bryony: User) -> None:
    one = make_commitment(bryony, **in_days(0))

    shown = as_bryony.get("/").content.decode()

    assert "<strong>Today:</strong> When the form goes out, I will fill in my own first." in shown
    assert f'href="{one.get_absolute_url()}">What became of it?' in shown


@pytest.mark.parametrize(
    ("due", "is_asked"),
    [
        (in_days(0), True),
        (in_days(1), False),
        (in_days(-1), True),
        (in_days(1 - ASKED_FOR.days), True),
        (in_days(-ASKED_FOR.days), False),
        (in_days(0, outcome="kept"), False),
        (in_days(0, outcome="let_go"), False),
    ],
)
def test_for_two_weeks_and_until_it_is_told(
    as_bryony: Client, bryony: User, due: dict[str, Any], is_asked: bool
) -> None:
    make_commitment(bryony, **due)

    assert len(planned(as_bryony)) == is_asked


def test_after_its_day_it_says_which_day_that_was(as_bryony: Client, bryony: User) -> None:
    make_commitment(bryony, **in_days(-3))

    [one] = planned(as_bryony)

    assert one.lead.startswith("For ")
    assert "missed" not in as_bryony.get("/").content.decode()


def test_what_comes_back_today_is_there_whatever_waits_from_before(
    as_bryony: Client, bryony: User
) -> None:
    """A mail went that promised so."""
    for days in (-9, 0, -5, -7):
        make_commitment(bryony, will_text=f"act after {-days}", **in_days(days))

    shown = planned(as_bryony)

    assert [one.sentence.partition("act ")[2] for one in shown] == [
        "after 7.",
        "after 5.",
        "after 0.",
    ]


def test_nobody_elses_is_there(as_bryony: Client, idris: User) -> None:
    make_commitment(idris, **in_days(0))

    assert planned(as_bryony) == []


@pytest.mark.parametrize(("count", "queries"), [(0, 6), (1, 7), (5, 7)])
def test_one_query_more_shows_three_of_however_many_and_none_when_none_came_back(
    as_bryony: Client,
    bryony: User,
    count: int,
    queries: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for day in range(count):
        make_commitment(bryony, **in_days(-day))
    planned(as_bryony)

    with django_assert_num_queries(queries):
        assert len(planned(as_bryony)) == min(count, 3)


def test_if_it_cannot_be_looked_for_the_rest_of_home_is_there(
    as_bryony: Client, bryony: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_commitment(bryony, **in_days(0))

    def trouble(*_: object, **__: object) -> None:
        raise DatabaseError("statement timeout")

    monkeypatch.setattr("journal.writing.views.home.come_back", trouble)

    shown = as_bryony.get("/").content.decode()

    assert "We couldn’t look for what you planned just now." in shown
    assert "Start writing" in shown
