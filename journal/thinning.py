"""Fewer of the old versions: all for ninety days, then one a day, after a year one a week.

Of each day or week the last one stays. Never thinned: the newest of an entry, a text that lost to
another window, one that was given to others, and one in which a passage was tagged or kept as a
line. The numbers of those that stay do not change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import groupby, islice
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from journal.models import DraftSave, Passage, Revision, SharedCopy
from journal.models.entry import RevisionQuerySet
from partnership.saving import LATEST_SAVE

ALL_FOR = timedelta(days=90)
DAILY_FOR = timedelta(days=365)
AT_ONCE = 200
EVERYBODYS = "the nightly run thins everybody's versions by one rule"


class Old(NamedTuple):
    """What is asked of a version before it goes; of its words, nothing."""

    pk: UUID
    entry_id: UUID
    made_at: datetime


def thin_versions(*, at: datetime | None = None) -> int:
    """Delete what the rule does not keep, a few at a time; how many that were."""
    at = at or timezone.now()
    thinned = 0
    doomed = iter(list(_doomed(_old(at), at)))
    while some := list(islice(doomed, AT_ONCE)):
        thinned += _delete(some, at)
    return thinned


@transaction.atomic
def _delete(doomed: list[UUID], at: datetime) -> int:
    """Those of them that may still go. They were listed a while ago: one may be shared since, or
    have a line tagged. They are held first, so that nobody can point at one until it is gone; what
    somebody else holds just now can wait for tomorrow."""
    everybodys = Revision.objects.across_owners(reason=EVERYBODYS)
    held = everybodys.filter(pk__in=doomed).select_for_update(skip_locked=True)
    there = list(held.values_list("pk", flat=True))
    still = list(_may_go(at).filter(pk__in=there).values_list("pk", flat=True))
    _, counted = everybodys.filter(pk__in=still).delete()
    return counted.get(Revision._meta.label, 0)


def _old(at: datetime) -> Iterable[Old]:
    """What may go, in the order in which it was made."""
    rows = _may_go(at).order_by("entry", "number").values_list("pk", "entry_id", "made_at")
    return (Old(*row) for row in rows.iterator())


def _may_go(at: datetime) -> RevisionQuerySet:
    """The newest of an entry is not here, nor whatever somebody points at: so its day or week
    keeps one version more."""
    everybodys = Revision.objects.across_owners(reason=EVERYBODYS)
    passages = Passage.objects.across_owners(reason=EVERYBODYS).filter(revision=OuterRef("pk"))
    copies = SharedCopy.objects.filter(revision=OuterRef("pk"))
    newer = everybodys.once_current().filter(entry=OuterRef("entry"), number__gt=OuterRef("number"))
    return everybodys.once_current().filter(
        Exists(newer), ~Exists(passages), ~Exists(copies), made_at__lt=at - ALL_FOR
    )


def _doomed(old: Iterable[Old], at: datetime) -> Iterator[UUID]:
    for _, versions in groupby(old, key=lambda one: (one.entry_id, _period(one.made_at, at))):
        *before, _last = versions
        yield from (one.pk for one in before)


def _period(made_at: datetime, at: datetime) -> tuple[str, date]:
    """Its day where the site is, or the Monday of its week."""
    day = timezone.localdate(made_at)
    if at - made_at > DAILY_FOR:
        return "week", day - timedelta(days=day.weekday())
    return "day", day


def delete_old_receipts(*, at: datetime | None = None) -> int:
    """Of saves that nobody can send again any more."""
    everybodys = DraftSave.objects.across_owners(reason="receipts hold no words, and grow old")
    before = (at or timezone.now()) - LATEST_SAVE
    return everybodys.filter(saved_at__lt=before).delete()[0]
