"""Days, hours and how often, as a person says them. Pure: the present is always an argument.

For a plain date in a template there is the `day` filter of journal.templatetags.days.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple, Self

from django.utils.formats import date_format

NOON, EVENING = 12, 18
SAME_NAME_AGAIN = timedelta(days=330)
YEARS = range(2000, 3000)
TIMES = ("never", "once", "twice")
NUMBERS = ("three", "four", "five", "six", "seven", "eight", "nine", "ten")


def greeting(now: datetime) -> str:
    """ "Good morning" until noon, "Good afternoon" until six, "Good evening" after. Local time."""
    if now.hour < NOON:
        return "Good morning"
    return "Good afternoon" if now.hour < EVENING else "Good evening"


def day_in_words(day: date, today: date) -> str:
    """When, to end a sentence with: "today", "yesterday", "on Tuesday", "on 4 March".

    A weekday is within the last six days, so that it can only mean one day.
    """
    ago = (today - day).days
    if ago == 0:
        return "today"
    if ago == 1:
        return "yesterday"
    if 1 < ago < 7:
        return date_format(day, r"\o\n l")
    is_this_year = day.year == today.year
    return date_format(day, r"\o\n j F" if is_this_year else r"\o\n j F Y")


def month_in_words(day: date, today: date) -> str:
    """ "October" within the last eleven months, "October 2024" before that."""
    return date_format(day, "F" if today - day < SAME_NAME_AGAIN else "F Y")


def times(count: int) -> str:
    """How often: "once", "twice", "three times", and from eleven on in figures."""
    if count < len(TIMES):
        return TIMES[count]
    words = dict(enumerate(NUMBERS, len(TIMES)))
    return f"{words.get(count, count)} times"


class Term(NamedTuple):
    """A school term, which sorts in time: spring to April, summer to August, then autumn.

    By the calendar, since a journal knows nothing of any one school's dates.
    """

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year, (day.month - 1) // 4)

    def __str__(self) -> str:
        """ "autumn 2026", to stand in a sentence."""
        return f"{('spring', 'summer', 'autumn')[self.number]} {self.year}"

    @property
    def value(self) -> str:
        """As it stands in an address: "2026-2"."""
        return f"{self.year}-{self.number}"


def day_asked(value: str) -> date | None:
    """A date as its field sends it, such as 2026-05-03; None if it is no day of these times."""
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return day if day.year in YEARS else None
