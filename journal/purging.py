"""Deleting the earlier versions of an entry for good, at once, because its author wants them gone.

What stays is pointed at: a version that others can read, and one in which words are tagged or kept
as a line. The text as it is now is kept first. The numbers of those that went are not given again.
Nothing that is sent late brings any of them back, nor does a restored backup.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from journal.models import DraftSave, Entry, Passage, Revision, SharedCopy
from journal.models.entry import RevisionQuerySet
from journal.revisions import keep_revision
from partnership.ledger import Deed, write_down


@dataclass(frozen=True)
class Counts:
    """How many versions would go, and how many would stay."""

    go: int
    stay: int

    @property
    def all(self) -> int:
        return self.go + self.stay


def counted(entry: Entry) -> Counts:
    """What deleting would do now."""
    newest = entry.revisions.once_current().newest_first().first()
    is_now = newest is not None and (newest.title, newest.body) == (entry.title, entry.body)
    go = _nobody_points_at(entry)
    if newest is not None and is_now:
        go = go.exclude(pk=newest.pk)
    return Counts(go.count(), entry.revisions.count() - go.count())


@transaction.atomic
def purge(entry: Entry, *, at: datetime | None = None) -> int:
    """Delete them; how many that were."""
    newest = keep_revision(entry, Revision.Kind.PURGED, at=at)
    keys = list(_nobody_points_at(entry).exclude(pk=newest.pk).values_list("pk", flat=True))
    write_down(Deed.VERSION_ERASED, keys, at=at)
    # A receipt stays, without its text: what is sent again late is known, and writes nothing.
    DraftSave.objects.owned_by(entry.author_id).filter(conflict__in=keys).update(conflict=None)
    Revision.objects.owned_by(entry.author_id).filter(pk__in=keys).delete()
    return len(keys)


def _nobody_points_at(entry: Entry) -> RevisionQuerySet:
    mine = Revision.objects.owned_by(entry.author_id).filter(entry=entry)
    tagged = Passage.objects.owned_by(entry.author_id).filter(revision=OuterRef("pk"))
    given = SharedCopy.objects.filter(revision=OuterRef("pk"))
    return mine.filter(~Exists(tagged), ~Exists(given))
