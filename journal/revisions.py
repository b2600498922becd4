"""Keeping an entry's texts: a revision is made here and nowhere else, and never changed after.

Always true: in one entry the numbers rise from 1 by exactly one, whoever asks at the same moment,
because each of these functions first takes the entry's row, which has the last one that was given.
A number whose revision was deleted is never given to another: an address means one text. What
overwrites the working text between revisions is in journal.writing.autosave.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from journal.models import Entry, Revision
from journal.tagging.carrying import carry_passages
from partnership.text import joined


def keep_revision(entry: Entry, kind: Revision.Kind, *, at: datetime | None = None) -> Revision:
    """The working text, kept; the newest revision if it is this text already."""
    with transaction.atomic():
        current = _taken(entry)
        newest = current.revisions.once_current().newest_first().first()
        if newest is not None and _same_text(newest, current):
            return newest
        return _kept(current, kind, at=at)


def keep_finished(entry: Entry, kind: Revision.Kind, *, at: datetime | None = None) -> Revision:
    """The working text, kept; and if it was a draft, it is one no longer."""
    at = at or timezone.now()
    with transaction.atomic():
        revision = keep_revision(entry, kind, at=at)
        mine = Entry.objects.owned_by(entry.author_id).filter(pk=entry.pk)
        mine.drafts().update(done_at=at)
    return revision


def keep_conflict(
    entry: Entry, *, title: str, body: str, base_version: int, at: datetime | None = None
) -> Revision:
    """A text from a window that began from `base_version` and came too late, kept beside the other.

    Passages are not carried to it: they belong to the working text, which goes on without it.
    """
    with transaction.atomic():
        current = _taken(entry)
        return current.revisions.create(
            number=_number_for(current),
            kind=Revision.Kind.CONFLICT,
            title=title,
            body=body,
            entry_version=base_version,
            made_at=at or timezone.now(),
        )


def append(entry: Entry, revision: Revision, *, at: datetime | None = None) -> Revision:
    """Put this text below the working text, a line between them, as a new revision of both.

    Raises ValidationError when both together are too long for one entry.
    """
    with transaction.atomic():
        current = _taken(entry)
        both = joined(current.body, revision.body)
        return _replace(entry, current.title or revision.title, both, at=at)


def restore(entry: Entry, revision: Revision, *, at: datetime | None = None) -> Revision:
    """Make this earlier text the working text again, as a new revision.

    What was the working text is kept first if it was not yet, and the version rises by one, so a
    window that is still open on it finds out at its next save and loses nothing either.
    """
    return _replace(entry, revision.title, revision.body, at=at)


@transaction.atomic
def _replace(entry: Entry, title: str, body: str, *, at: datetime | None) -> Revision:
    at = at or timezone.now()
    newest = keep_revision(entry, Revision.Kind.REPLACED, at=at)
    if (newest.title, newest.body) == (title, body):
        return newest
    current = _taken(entry)
    Entry.objects.owned_by(entry.author_id).filter(pk=entry.pk, version=current.version).update(
        title=title,
        body=body,
        search_text=Entry.searchable(title, body),
        version=current.version + 1,
        edited_at=at,
    )
    return _kept(_taken(entry), Revision.Kind.RESTORED, at=at)


def _taken(entry: Entry) -> Entry:
    """The row as it is now, and nobody else's to change until the transaction ends."""
    mine = Entry.objects.owned_by(entry.author_id).select_for_update()
    of_it = Revision.objects.owned_by(entry.author_id).filter(entry=OuterRef("pk"))
    highest = of_it.order_by("-number").values("number")[:1]
    return mine.annotate(highest_number=Subquery(highest)).get(pk=entry.pk)


def _kept(current: Entry, kind: Revision.Kind, *, at: datetime | None) -> Revision:
    revision = current.revisions.create(
        number=_number_for(current),
        kind=kind,
        title=current.title,
        body=current.body,
        entry_version=current.version,
        made_at=at or timezone.now(),
    )
    carry_passages(revision)
    return revision


def _number_for(current: Entry) -> int:
    """The next one, written down as given. Only while the row is held.

    A revision may be there that was not written down: one that was made by the code before this,
    which served for a moment after the migration.
    """
    highest: int = current.highest_number or 0  # type: ignore[attr-defined]
    current.last_number = max(current.last_number, highest) + 1
    mine = Entry.objects.owned_by(current.author_id).filter(pk=current.pk)
    mine.update(last_number=current.last_number)
    return current.last_number


def _same_text(one: Entry | Revision, other: Entry | Revision) -> bool:
    return (one.title, one.body) == (other.title, other.body)
