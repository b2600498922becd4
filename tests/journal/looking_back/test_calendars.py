"""Files for a calendar: of a commitment, without its words unless asked, and of time to write."""

from __future__ import annotations

from datetime import UTC, date, datetime
from urllib.parse import urlencode

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains

from journal.looking_back.planning_forms import WritingTimeForm
from journal.models import Commitment
from partnership.people.models import User
from tests.factories import make_commitment

from .calendars import Component, read, text

WRITING_TIME = "/looking-back/writing-time/"


@pytest.fixture
def planned(bryony: User) -> Commitment:
    return make_commitment(bryony, when_text="it’s “ready”; or nearly, at least")


def file_of(commitment: Commitment, query: str = "") -> str:
    return reverse("looking_back:commitment-calendar", args=[commitment.pk]) + query


def event_in(response: HttpResponse) -> Component:
    assert response.status_code == 200
    return read(response.content).one("VEVENT")


@pytest.mark.parametrize("query", ["", "?words=", "?words=no"])
def test_the_words_stay_out_of_it_unless_asked_for(
    as_bryony: Client, planned: Commitment, query: str
) -> None:
    response = as_bryony.get(file_of(planned, query))

    one = event_in(response)
    assert text(one["SUMMARY"]) == "Partnership journal: something you planned"
    assert one["URL"] == f"http://127.0.0.1:8000{planned.get_absolute_url()}"
    assert one["DTSTART"] == "20261102"
    assert one["UID"] == f"{planned.pk}@127.0.0.1"
    assert b"ready" not in response.content
    assert b"fill in" not in response.content


def test_with_the_words_it_says_them_whole(as_bryony: Client, planned: Commitment) -> None:
    one = event_in(as_bryony.get(file_of(planned, "?words=yes")))

    assert text(one["SUMMARY"]) == planned.sentence


def test_it_is_a_file_to_keep_that_nothing_on_the_way_keeps(
    as_bryony: Client, planned: Commitment
) -> None:
    response = as_bryony.get(file_of(planned))

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="partnership-journal.ics"'
    assert "no-store" in response["Cache-Control"]


def test_it_is_the_authors_alone(
    as_idris: Client, as_rosalind: Client, as_sam: Client, client: Client, planned: Commitment
) -> None:
    for other in (as_idris, as_rosalind, as_sam):
        assert other.get(file_of(planned, "?words=yes")).status_code == 404
    assert client.get(file_of(planned)).status_code == 302
    assert client.get(WRITING_TIME).status_code == 302


def test_files_are_only_fetched(as_bryony: Client, planned: Commitment) -> None:
    assert as_bryony.post(file_of(planned)).status_code == 405
    assert as_bryony.post(WRITING_TIME).status_code == 405


def test_twenty_minutes_are_asked_for_and_then_a_file(as_bryony: Client) -> None:
    assertContains(as_bryony.get(WRITING_TIME), "Put twenty minutes in my calendar")

    asked = urlencode({"day": 3, "at": "07:40", "weeks": 6})
    one = event_in(as_bryony.get(f"{WRITING_TIME}?{asked}"))

    assert text(one["SUMMARY"]) == "Partnership journal: twenty minutes"
    assert (one["DURATION"], one["RRULE"]) == ("PT20M", "FREQ=WEEKLY;COUNT=6")
    parameters, begins = one.properties["DTSTART"]
    assert parameters == "TZID=Europe/London"
    assert begins.endswith("T074000")
    assert datetime.fromisoformat(begins).weekday() == 3


@pytest.mark.parametrize(
    "asked",
    [
        {"day": 7, "at": "07:40", "weeks": 6},
        {"day": 3, "at": "25:00", "weeks": 6},
        {"day": 3, "at": "", "weeks": 6},
        {"day": 3, "at": "07:40", "weeks": 5000},
        {"day": "", "at": "x", "weeks": ""},
    ],
)
def test_what_is_no_time_is_asked_again(as_bryony: Client, asked: dict[str, object]) -> None:
    response = as_bryony.get(f"{WRITING_TIME}?{urlencode(asked)}")

    assertContains(response, "There is a problem", status_code=422)


@pytest.mark.once
@pytest.mark.parametrize(
    ("now", "first"),
    [
        (datetime(2026, 10, 15, 6, 0, tzinfo=UTC), date(2026, 10, 15)),  # seven in London
        (datetime(2026, 10, 15, 6, 45, tzinfo=UTC), date(2026, 10, 22)),
        (datetime(2026, 10, 16, 6, 0, tzinfo=UTC), date(2026, 10, 22)),
        (datetime(2026, 10, 21, 23, 30, tzinfo=UTC), date(2026, 10, 22)),
    ],
)
def test_the_first_is_the_next_time_that_it_is_that_time_on_that_day(
    now: datetime, first: date
) -> None:
    form = WritingTimeForm({"day": "3", "at": "07:40", "weeks": "1"})
    assert form.is_valid()

    assert form.begins_at(now).date() == first
    assert form.begins_at(now) > now
