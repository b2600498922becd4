"""When mail goes: from six in the morning, where the site is. Only an invitation goes at any hour.

Days are the site's days (TIME_ZONE). Six o'clock exists once on every day of the year, also when
the clocks change.
"""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

MORNING = 6


def is_day(at: datetime) -> bool:
    """Whether it is late enough to write to anyone."""
    return timezone.localtime(at).hour >= MORNING


def day_began(at: datetime) -> datetime:
    """Midnight of that day, where the site is."""
    return timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
