"""Tagging a copy without having seen how others tagged it.

A second reading is evidence that a definition is clear only if it was made without looking. So
while someone tags a copy blind, every page that would show them its tags asks here first, and
whether they had looked before is settled when they begin: whoever has opened the copy on the desk
has seen its tags (`Reading`), whoever has tagged it before knows what they knew then.
A page of the whole cohort's tags under one element does not count as having looked.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from journal.models import Cohort, Reading, SecondReading, SharedCopy
from journal.models.sharing import SharedCopyQuerySet
from partnership.people.models import User
from partnership.prepared import given, prepared


def hides_tags(person: User, copy: SharedCopy) -> bool:
    """Whether this person is tagging this copy blind, and is not done: show them no one's tags."""
    return SecondReading.objects.by(person).tagging_blind().filter(copy=copy).exists()


def without_blind(copies: SharedCopyQuerySet, person: User) -> SharedCopyQuerySet:
    """Those of these copies whose tags this person may see now."""
    going_on = SecondReading.objects.by(person).tagging_blind()
    return copies.exclude(pk__in=going_on.values("copy"))


def left_out_of(cohort: Cohort, person: User) -> str:
    """What a page that counts a cohort's tags says of those it leaves out; nothing if none.

    One query. It counts texts that this person has begun to tag, so it tells them nothing new.
    """
    count = len(_left_out().rows(cohort=cohort.pk, person=person.pk))
    if not count:
        return ""
    texts = "1 text that you are tagging without seeing others’ tags is"
    if count > 1:
        texts = f"{count} texts that you are tagging without seeing others’ tags are"
    return f"{texts} left out here until you are done."


@prepared
def _left_out() -> QuerySet[SharedCopy, Any]:
    person = given("person")
    going_on = SecondReading.objects.by(person).tagging_blind()
    copies = SharedCopy.objects.for_facilitator_of(given("cohort"), person)
    return copies.filter(pk__in=going_on.values("copy")).values_list("pk")


def saw_tags_at(
    person: User, copy: SharedCopy, earlier: SecondReading | None = None
) -> datetime | None:
    """When this person first saw others' tags on this copy; none if they have not yet.

    `earlier` is their reading of it so far: it was told at its beginning whether the copy had been
    opened, and what opened while it hid tags showed none.
    """
    if earlier is not None:
        return earlier.saw_other_tags_at
    opened = Reading.objects.filter(copy=copy, person=person)
    return opened.values_list("opened_at", flat=True).first()
