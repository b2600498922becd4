"""Who is an admin, and how long what is kept stays: from the numbers that the code itself keeps to.

What the site does not do is not said here: no programme's end deletes anything yet.
"""

from __future__ import annotations

from django.conf import settings

from journal.cohorts.deeds import OPEN_FOR
from journal.thinning import ALL_FOR, DAILY_FOR
from journal.writing.deeds import DAYS_IN_THE_BIN
from partnership.addresses import address_of
from partnership.people.models import User
from partnership.people.sessions import SHARED_IDLE
from partnership.record.deeds import MONTHS_KEPT

DAY = 24 * 60 * 60


def admins() -> list[tuple[str, str]]:
    """Each one's name and page, by name. One query."""
    people = User.objects.admins().order_by("name", "email").values_list("pk", "name", "email")
    return [(name or email, address_of("manage:person", pk)) for pk, name, email in people]


def kept() -> list[tuple[str, str]]:
    """What, and how long."""
    return [
        ("What people write, and what they share", "Until they delete it or stop sharing it"),
        ("What is in a bin", f"{DAYS_IN_THE_BIN} days, then it is deleted"),
        (
            "Earlier versions",
            f"All for {ALL_FOR.days} days, then one a day; after {DAILY_FOR.days} days one a week",
        ),
        ("The link of an invitation", f"{OPEN_FOR.days} days"),
        (
            "A sign-in that is not used",
            f"{settings.SESSION_COOKIE_AGE // DAY} days; on a shared computer "
            f"{SHARED_IDLE // 60} minutes",
        ),
        ("Backups", _backups()),
        ("The record of changes", f"{MONTHS_KEPT} months, then a line is deleted"),
    ]


def _backups() -> str:
    if settings.BACKUP_FOLDER is None:
        return "As whoever runs the server keeps them"
    return f"{settings.BACKUP_DAYS} days, encrypted"
