"""Closing a cohort: nobody else comes in, and nothing of anybody's changes. It can be undone.

Whoever is in stays in. What was shared stays shared, with those who could read it, until its author
stops sharing; replies go on. So closing is no way to take anything from anyone.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from journal.models import Cohort
from partnership.people.models import User

from . import telling
from .deeds import drop_mails


@transaction.atomic
def close_cohort(cohort: Cohort, *, by: User, at: datetime | None = None) -> int:
    """Take back what invitations are open and turn the code off; how many invitations that was."""
    at = at or timezone.now()
    if not Cohort.objects.not_closed().filter(pk=cohort.pk).update(closed_at=at, join_code=None):
        return 0
    cohort.closed_at, cohort.join_code = at, None
    invitations = list(cohort.invitations.open())
    cohort.invitations.open().update(withdrawn_at=at)
    drop_mails(*invitations)
    telling.of_cohort(cohort, f"closed {cohort.name}{_taken_back(len(invitations))}", by=by)
    return len(invitations)


def _taken_back(count: int) -> str:
    if not count:
        return ""
    return f" and took back {count} invitation{'s' if count > 1 else ''}"


@transaction.atomic
def open_again(cohort: Cohort, *, by: User) -> None:
    """People can be invited again. What was taken back stays so, and the code stays off."""
    if Cohort.objects.filter(pk=cohort.pk).exclude(closed_at=None).update(closed_at=None):
        cohort.closed_at = None
        telling.of_cohort(cohort, f"opened {cohort.name} again", by=by)
