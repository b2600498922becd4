"""Calendar files (RFC 5545): one event a file, for a calendar that others may see.

So an event says as little as it can and leads to the site, which asks to sign in. It is marked
private, does not take up the day, and reminds once.

A day is written without a time zone. A time of day is written with the site's, whose offsets are
spelled out for as long as the event goes on, since a calendar elsewhere need not know its name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from icalendar import Alarm, Calendar, Event, Timezone

PRODUCT = "-//Partnership Journal//Calendar//EN"
IN_THE_MORNING = timedelta(hours=8)  # after the midnight at which a day begins
FIVE_MINUTES_BEFORE = timedelta(minutes=-5)
A_DAY = timedelta(days=1)
CONTROLS = {code: None for code in (*range(32), 127) if chr(code) not in "\n\t"}


@dataclass(frozen=True, kw_only=True)
class Saying:
    """What stands in a calendar: `uid` is the same each time for the same thing."""

    uid: str
    summary: str
    description: str
    address: str


def day_file(saying: Saying, *, on: date, at: datetime) -> bytes:
    """A whole day that stays free, made at this moment."""
    event = _event(saying, reminds=IN_THE_MORNING, at=at)
    event.add("dtstart", on)
    event.add("dtend", on + A_DAY)
    event.add("transp", "TRANSPARENT")
    return _file(event)


def weekly_file(
    saying: Saying, *, begins_at: datetime, minutes: int, weeks: int, at: datetime
) -> bytes:
    """So many minutes, at this time of day where `begins_at` is, in each of so many weeks."""
    zone = begins_at.tzinfo
    if not isinstance(zone, ZoneInfo):
        raise TypeError("the first of them has to be in a named time zone")
    event = _event(saying, reminds=FIVE_MINUTES_BEFORE, at=at)
    event.add("dtstart", begins_at)
    event.add("duration", timedelta(minutes=minutes))
    if weeks > 1:
        event.add("rrule", {"freq": "weekly", "count": weeks})
    first, last = begins_at.date() - A_DAY, begins_at.date() + timedelta(weeks=weeks)
    return _file(Timezone.from_tzinfo(zone, zone.key, first, last), event)


def as_download(file: bytes) -> HttpResponse:
    answer = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="partnership-journal.ics"'
    return answer


def _file(*parts: Timezone | Event) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for part in parts:
        calendar.add_component(part)
    return calendar.to_ical()


def _event(saying: Saying, *, reminds: timedelta, at: datetime) -> Event:
    """Without control characters, which may not stand in a file and which the library lets by."""
    summary = saying.summary.translate(CONTROLS)
    event, alarm = Event(), Alarm()
    event.add("uid", saying.uid)
    event.add("dtstamp", at.astimezone(UTC))
    event.add("summary", summary)
    event.add("description", saying.description.translate(CONTROLS))
    event.add("url", saying.address)
    event.add("class", "PRIVATE")
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", reminds)
    event.add_component(alarm)
    return event
