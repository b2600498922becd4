"""Putting an entry in the bin, taking it out, and emptying the bin: whole, and in one transaction.

What is in the bin is its author's only, and already withdrawn. For thirty days it can be taken out
again; then the nightly command deletes it for good.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from journal.models import Entry, ErasedEntry
from journal.sharing.deeds import withdraw
from journal.two_views.following import follow_from_bin, stop_following
from partnership.ledger import Deed, write_down

DAYS_IN_THE_BIN = 30


@transaction.atomic
def bin_entry(entry: Entry, *, at: datetime | None = None) -> None:
    """Put it in the bin; what others could read of it is withdrawn in the same moment."""
    withdraw(entry)
    stop_following(entry.observations.all())
    entry.binned_at = at or timezone.now()
    entry.save(update_fields=["binned_at"])


@transaction.atomic
def bring_back(entry: Entry) -> None:
    """Take it out of the bin, as private as it went in: sharing is always asked for anew.

    Where it placed a partnership is a part of its author's record again, as they agreed to compare.
    """
    entry.binned_at = None
    entry.save(update_fields=["binned_at"])
    follow_from_bin(entry)


def forget_erased(*, at: datetime | None = None) -> int:
    """Let go of what was noted of entries that were erased so long ago that no save can come."""
    return ErasedEntry.objects.had_its_time(at or timezone.now()).delete()[0]


def days_left(binned_at: datetime, *, at: datetime | None = None) -> int:
    """Whole or begun days until it is gone; 0 once the next nightly run will take it."""
    left = binned_at + timedelta(days=DAYS_IN_THE_BIN) - (at or timezone.now())
    return max(0, -(-left // timedelta(days=1)))


def empty_bin(*, at: datetime | None = None) -> int:
    """Delete for good everybody's entries that have had their thirty days; how many that were."""
    at = at or timezone.now()
    emptied = 0
    while some := _delete_some(at):
        emptied += some
    return emptied


@transaction.atomic
def _delete_some(at: datetime, most: int = 200) -> int:
    """A few at a time, so that nobody's save waits; locked, so that none is taken out meanwhile."""
    before = at - timedelta(days=DAYS_IN_THE_BIN)
    everybody = Entry.objects.across_owners(reason="the nightly run empties every bin")
    due = everybody.in_bin().filter(binned_at__lte=before).order_by("pk")
    keys = list(due.select_for_update().values_list("pk", flat=True)[:most])
    write_down(Deed.ENTRY_ERASED, keys)
    ErasedEntry.objects.remember(keys, at=at)
    everybody.filter(pk__in=keys).delete()
    return len(keys)
