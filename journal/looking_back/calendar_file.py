"""Calendar files (RFC 5545): one event a file, for a calendar that others may see.

So an event says as little as it can and leads to the site, which asks to sign in. It is marked
private, does not take up the day, and reminds once. What it says is escaped, and its lines are
folded at 75 bytes without parting a character. docs/decisions/0024 says why this is our own.

A day is written without a time zone. A time of day is written with the site's, whose offsets are
spelled out for as long as the event goes on, since a calendar elsewhere need not know its name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.http import HttpResponse

MOST_BYTES_A_LINE = 75
PRODUCT = "-//Partnership Journal//Calendar//EN"
IN_THE_MORNING = "PT8H"  # after the midnight at which a day begins
FIVE_MINUTES_BEFORE = "-PT5M"
A_DAY, A_YEAR = timedelta(days=1), timedelta(days=366)
MINUTES_A_DAY = 24 * 60
ESCAPED = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}


@dataclass(frozen=True, kw_only=True)
class Event:
    """What stands in a calendar: `uid` is the same each time for the same thing."""

    uid: str
    summary: str
    description: str
    address: str


def day_file(event: Event, *, on: date, at: datetime) -> str:
    """A whole day that stays free, made at this moment."""
    when = [f"DTSTART;VALUE=DATE:{on:%Y%m%d}", f"DTEND;VALUE=DATE:{on + A_DAY:%Y%m%d}"]
    return _file([], _event(event, [*when, "TRANSP:TRANSPARENT"], IN_THE_MORNING, at))


def weekly_file(
    event: Event, *, begins_at: datetime, minutes: int, weeks: int, at: datetime
) -> str:
    """So many minutes, at this time of day where `begins_at` is, in each of so many weeks."""
    zone = begins_at.tzinfo
    if not isinstance(zone, ZoneInfo):
        raise TypeError("the first of them has to be in a named time zone")
    ends_at = begins_at + timedelta(weeks=weeks)
    when = [f"DTSTART;TZID={zone.key}:{begins_at:%Y%m%dT%H%M%S}", f"DURATION:PT{minutes}M"]
    if weeks > 1:
        when.append(f"RRULE:FREQ=WEEKLY;COUNT={weeks}")
    return _file(_time_zone(zone, begins_at, ends_at), _event(event, when, FIVE_MINUTES_BEFORE, at))


def as_download(text: str) -> HttpResponse:
    answer = HttpResponse(text.encode(), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="partnership-journal.ics"'
    return answer


def escaped(text: str) -> str:
    """As a value of type TEXT, without the control characters that may not stand in one."""
    kept = (c for c in text if c in "\n\t" or (ord(c) >= 32 and ord(c) != 127))
    return "".join(ESCAPED.get(character, character) for character in kept)


def folded(line: str) -> str:
    """In pieces of at most 75 bytes, each after the first with a space before it."""
    pieces, piece, room = [], "", MOST_BYTES_A_LINE
    for character in line:
        size = len(character.encode())
        if size > room:
            pieces.append(piece)
            piece, room = " ", MOST_BYTES_A_LINE - 1
        piece += character
        room -= size
    return "\r\n".join([*pieces, piece])


def _file(*parts: Iterable[str]) -> str:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN"]
    lines += [line for part in parts for line in part]
    return "".join(f"{folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _event(event: Event, when: list[str], reminds: str, at: datetime) -> Iterator[str]:
    summary = escaped(event.summary)
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield from when
    yield f"SUMMARY:{summary}"
    yield f"DESCRIPTION:{escaped(event.description)}"
    yield f"URL:{event.address}"
    yield "CLASS:PRIVATE"
    yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{summary}")
    yield from (f"TRIGGER:{reminds}", "END:VALARM", "END:VEVENT")


def _time_zone(zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[str]:
    """The zone from the last change of its clocks before `first` until `last`."""
    first = first.astimezone(UTC).replace(second=0, microsecond=0)
    changes = list(_changes(zone, first - A_YEAR, last.astimezone(UTC)))
    earlier = [change for change in changes if change <= first] or [first - A_YEAR]
    yield "BEGIN:VTIMEZONE"
    yield f"TZID:{zone.key}"
    for change in [earlier[-1], *(change for change in changes if change > first)]:
        yield from _observance(zone, change)
    yield "END:VTIMEZONE"


def _changes(zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[datetime]:
    """The moments, in UTC, from which another offset holds."""
    day = first
    while day < last:
        before = _offset(zone, day)
        minute = bisect_left(
            range(MINUTES_A_DAY), True, key=lambda m: _offset(zone, _later(day, m + 1)) != before
        )
        if minute < MINUTES_A_DAY:
            yield _later(day, minute + 1)
        day += A_DAY


def _observance(zone: ZoneInfo, change: datetime) -> Iterator[str]:
    """What holds from that moment, which is told by the clock as it stood before it."""
    before, local = _offset(zone, _later(change, -1)), change.astimezone(zone)
    name = "DAYLIGHT" if local.dst() else "STANDARD"
    yield f"BEGIN:{name}"
    yield f"DTSTART:{change + before:%Y%m%dT%H%M%S}"
    yield f"TZOFFSETFROM:{_signed(before)}"
    yield f"TZOFFSETTO:{_signed(_offset(zone, change))}"
    yield f"TZNAME:{escaped(local.tzname() or zone.key)}"
    yield f"END:{name}"


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _later(moment: datetime, minutes: int) -> datetime:
    return moment + timedelta(minutes=minutes)


def _signed(offset: timedelta) -> str:
    """ "+0100" """
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), 60)
    return f"{'-' if offset < timedelta() else '+'}{hours:02}{minutes:02}"
