"""A morning on which mail goes, and a cohort with something to be told of."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from journal.models import Cohort, Notice, SharedCopy
from partnership.people.models import User
from tests.factories import make_entry, share

LONDON = ZoneInfo("Europe/London")
NINE = datetime(2026, 10, 15, 9, 0, tzinfo=LONDON)  # a Thursday: everyone's day, to begin with
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def given(bryony: User, autumn: Cohort) -> SharedCopy:
    """Bryony's, given to her facilitators yesterday evening."""
    return share(make_entry(bryony), autumn, given_at=NINE - 12 * HOUR)


def states(**which: object) -> list[str]:
    """What became of each mail, the oldest first."""
    rows = Notice.objects.filter(**which).order_by("on_day", "kind")
    return list(rows.values_list("state", flat=True))
