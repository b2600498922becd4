"""A facilitator's note to self about a copy, which outlives it as a draft does.

A page says which note it began from. A note that another window changed meanwhile is added to, and
not written over.
"""

from __future__ import annotations

import hashlib
import uuid
from datetime import datetime

from django.db import transaction

from journal.models import NoteToSelf
from journal.threads.carrying import About
from journal.threads.drafts import NAMESPACE
from partnership.people.models import User


def note_id(writer: User, copy_id: uuid.UUID) -> uuid.UUID:
    return uuid.uuid5(NAMESPACE, f"note {writer.pk} {copy_id}")


def name_of(body: str) -> str:
    """Which note a page began from."""
    return hashlib.sha256(body.encode()).hexdigest()[:16]


@transaction.atomic
def keep_note(
    body: str, *, writer: User, about: About, is_open: bool, began_from: str, at: datetime
) -> bool:
    """Keep what was written; nothing written is no note. False when nothing has changed."""
    if name_of(body) == began_from:
        return False
    mine = NoteToSelf.objects.owned_by(writer).select_for_update()
    kept = mine.filter(pk=note_id(writer, about.copy_id)).first()
    if kept is not None and name_of(kept.body) != began_from and kept.body != body:
        body = f"{kept.body}\n\n{body}".strip()
    if not body.strip():
        mine.filter(pk=note_id(writer, about.copy_id)).delete()
        return kept is not None
    if kept is not None:
        kept.body, kept.edited_at = body, at
        kept.save(update_fields=["body", "edited_at"])
        return True
    NoteToSelf.objects.bulk_create(
        [
            NoteToSelf(
                id=note_id(writer, about.copy_id),
                author=writer,
                copy_id=about.copy_id if is_open else None,
                about_id=about.to_id,
                question_id=about.question_id,
                body=body,
                edited_at=at,
            )
        ]
    )
    return True
