"""Tagging a copy without having seen how others tagged it.

A second reading is evidence that a definition is clear only if it was made without looking. So
while someone tags a copy blind, every page that would show them its tags asks here first.
"""

from __future__ import annotations

from django.db.models import QuerySet

from journal.models import SecondReading, SharedCopy
from partnership.people.models import User


def hides_tags(person: User, copy: SharedCopy) -> bool:
    """Whether this person is tagging this copy blind, and is not done: show them no one's tags."""
    return _going_on(person).filter(copy=copy).exists()


def without_blind(copies: QuerySet[SharedCopy], person: User) -> QuerySet[SharedCopy]:
    """Those of these copies whose tags this person may see now."""
    return copies.exclude(pk__in=_going_on(person).values("copy"))


def _going_on(person: User) -> QuerySet[SecondReading]:
    return SecondReading.objects.filter(reader=person, is_blind=True, done_at=None)
