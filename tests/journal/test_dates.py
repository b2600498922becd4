"""Days and hours as a person says them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from journal.dates import day_in_words, greeting, month_in_words, times

SATURDAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        ("00:00", "Good morning"),
        ("11:59", "Good morning"),
        ("12:00", "Good afternoon"),
        ("17:59", "Good afternoon"),
        ("18:00", "Good evening"),
        ("23:59", "Good evening"),
    ],
)
def test_a_greeting_goes_by_the_clock(clock, words):
    assert greeting(datetime.fromisoformat(f"2026-11-21T{clock}")) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (SATURDAY, "today"),
        (date(2026, 11, 20), "yesterday"),
        (date(2026, 11, 17), "on Tuesday"),
        (date(2026, 11, 15), "on Sunday"),
        (date(2026, 11, 14), "on 14 November"),  # a Saturday too, so not "on Saturday"
        (date(2026, 3, 4), "on 4 March"),
        (date(2025, 12, 31), "on 31 December 2025"),
        (date(2026, 11, 22), "on 22 November"),  # a clock that ran ahead
    ],
)
def test_a_day_ends_a_sentence_and_means_one_day(day, words):
    assert day_in_words(day, SATURDAY) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 10, 3), "October"),
        (date(2026, 1, 3), "January"),
        (date(2025, 11, 21), "November 2025"),
    ],
)
def test_a_month_is_said_with_its_year_once_it_could_be_another(day, words):
    assert month_in_words(day, SATURDAY) == words


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "once"), (2, "twice"), (3, "three times"), (10, "ten times"), (11, "11 times")],
)
def test_how_often_is_in_words_up_to_ten(count, words):
    assert times(count) == words
