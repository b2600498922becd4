"""Days as a person says them: "14 March", and "14 March 2025" once it is another year."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from django import template
from django.utils import timezone
from django.utils.formats import date_format

from journal.dates import day_in_words

register = template.Library()


@register.filter
def day(value: date | datetime, today: date | None = None) -> str:
    """A date, or the site's own date of a moment; the year only when it is not this one."""
    on = timezone.localdate(value) if isinstance(value, datetime) else value
    return _day(on, (today or timezone.localdate()).year)


@lru_cache(maxsize=1024)
def _day(on: date, this_year: int) -> str:
    """Kept, since a list prints the same few days over and over."""
    return date_format(on, "j F" if on.year == this_year else "j F Y")


@register.filter
def when(value: date | datetime, today: date | None = None) -> str:
    """To end a sentence with: "today", "yesterday", "on Tuesday", "on 4 March"."""
    on = timezone.localdate(value) if isinstance(value, datetime) else value
    return day_in_words(on, today or timezone.localdate())


@register.filter
def moment(value: datetime, today: date | None = None) -> str:
    """The day and the time, such as "14 March at 14:32"."""
    return f"{day(value, today)} at {date_format(timezone.localtime(value), 'H:i')}"
