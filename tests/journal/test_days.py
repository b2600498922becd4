"""Days are said as people say them."""

from datetime import UTC, date, datetime

import pytest

from journal.templatetags.days import day, moment


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (date(2026, 3, 14), "14 March"),
        (date(2025, 3, 14), "14 March 2025"),
        (datetime(2026, 3, 14, 9, 5, tzinfo=UTC), "14 March"),
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), "1 July"),
    ],
)
def test_a_day_has_its_year_only_when_it_is_another(value: date, said: str) -> None:
    assert day(value, date(2026, 11, 1)) == said


def test_a_moment_is_told_in_the_time_of_the_schools() -> None:
    assert moment(datetime(2026, 6, 1, 13, 5, tzinfo=UTC), date(2026, 7, 1)) == "1 June at 14:05"
