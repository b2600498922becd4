"""A calendar file read back: its lines, its words, its day, its hours when the clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from journal.looking_back.calendar_file import Saying, day_file, weekly_file

from .calendars import Component, read, text

pytestmark = pytest.mark.once
LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 10, 15, 8, 0, tzinfo=UTC)
CHANGES = datetime(2026, 10, 25, 1, 0, tzinfo=UTC)  # summer time ends


def saying(summary: str = "Something", description: str = "Somewhere") -> Saying:
    return Saying(
        uid="1@example.org",
        summary=summary,
        description=description,
        address="https://example.org/",
    )


def a_day(summary: str = "Something", description: str = "Somewhere") -> Component:
    return read(day_file(saying(summary, description), on=date(2026, 12, 31), at=NOW))


def each_week(begins_at: datetime, weeks: int = 12) -> Component:
    file = weekly_file(saying(), begins_at=begins_at, minutes=20, weeks=weeks, at=NOW)
    return read(file)


def test_a_day_is_whole_and_free_and_reminds_once() -> None:
    calendar = a_day()

    one = calendar.one("VEVENT")
    assert (calendar["VERSION"], calendar["CALSCALE"]) == ("2.0", "GREGORIAN")
    assert one.properties["DTSTART"] == ("VALUE=DATE", "20261231")
    assert one.properties["DTEND"] == ("VALUE=DATE", "20270101")  # the first that is not in it
    assert one["DTSTAMP"] == "20261015T080000Z"
    assert (one["TRANSP"], one["CLASS"]) == ("TRANSPARENT", "PRIVATE")
    assert (one["UID"], one["URL"]) == ("1@example.org", "https://example.org/")
    alarm = one.one("VALARM")
    assert (alarm["ACTION"], alarm["TRIGGER"]) == ("DISPLAY", "PT8H")
    assert calendar.all("VTIMEZONE") == []


@pytest.mark.parametrize(
    "words",
    [
        "one, two; three",
        "a back\\slash, and \\n that is no line end",
        "two\nlines",
        "x" * 500,
        "a space at each fold " * 30,
        "Llŷr’s naïve “plan” – 計画を立てる 🧵🏽 " * 12,
        "e\u0301" * 200,
        "BEGIN:VEVENT\nEND:VCALENDAR",
        ":;,\\\"'",
        " leading and trailing ",
    ],
)
def test_what_it_says_comes_back_as_it_was(words: str) -> None:
    one = a_day(words, words).one("VEVENT")

    assert text(one["SUMMARY"]) == words
    assert text(one["DESCRIPTION"]) == words
    assert text(one.one("VALARM")["DESCRIPTION"]) == words


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t")))
@settings(max_examples=200, deadline=None)
def test_any_text_comes_back_as_it_was(words: str) -> None:
    assume("\\N" not in words)  # which icalendar takes for a line end
    assert text(a_day(words).one("VEVENT")["SUMMARY"]) == words


def test_control_characters_are_left_out() -> None:
    words = "a\x00b\x07c\rd\x7fe"

    one = a_day(words, words).one("VEVENT")

    assert (one["SUMMARY"], one["DESCRIPTION"]) == ("abcde", "abcde")


def test_a_weekly_time_is_told_by_the_sites_clocks() -> None:
    calendar = each_week(datetime(2026, 10, 22, 8, 0, tzinfo=LONDON))

    one, zone = calendar.one("VEVENT"), calendar.one("VTIMEZONE")
    assert one.properties["DTSTART"] == ("TZID=Europe/London", "20261022T080000")
    assert (one["DURATION"], one["RRULE"]) == ("PT20M", "FREQ=WEEKLY;COUNT=12")
    assert one.one("VALARM")["TRIGGER"] == "-PT5M"
    assert zone["TZID"] == "Europe/London"
    assert [(kind.name, kind["DTSTART"], kind["TZNAME"]) for kind in zone.inside] == [
        ("DAYLIGHT", "20261021T000000", "BST"),
        ("STANDARD", "20261025T020000", "GMT"),
    ]
    assert [(kind["TZOFFSETFROM"], kind["TZOFFSETTO"]) for kind in zone.inside] == [
        ("+0100", "+0100"),  # from the day before the first
        ("+0100", "+0000"),
    ]


def test_once_is_once() -> None:
    calendar = each_week(datetime(2026, 10, 22, 8, 0, tzinfo=LONDON), weeks=1)

    assert "RRULE" not in calendar.one("VEVENT").properties


@pytest.mark.parametrize(
    "zone", ["Europe/London", "Europe/Dublin", "America/New_York", "Australia/Lord_Howe",
             "Asia/Kathmandu", "Pacific/Chatham", "UTC"],
)  # fmt: skip
@pytest.mark.parametrize("month", [1, 3, 6, 10])
def test_every_week_has_the_offset_that_its_zone_has(zone: str, month: int) -> None:
    """Worked out from the file alone, as a calendar that has never heard of the zone would."""
    first = datetime(2026, month, 20, 7, 30, tzinfo=ZoneInfo(zone))

    observances = each_week(first, weeks=12).one("VTIMEZONE").inside

    for week in range(12):
        wall = first.replace(tzinfo=None) + timedelta(weeks=week)
        begun = [one for one in observances if datetime.fromisoformat(one["DTSTART"]) <= wall]
        holds = max(begun, key=lambda one: one["DTSTART"])["TZOFFSETTO"]
        assert holds == wall.replace(tzinfo=ZoneInfo(zone)).strftime("%z")


def test_a_time_without_a_named_zone_is_refused() -> None:
    with pytest.raises(TypeError, match="named time zone"):
        each_week(NOW)
