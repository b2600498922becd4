"""Sending what was written back: whole, once, and with the draft of it put away.

A reply's id follows from its writer, the copy, the form's own key and the words, so the same press
twice is one reply, and other words from a page that was gone back to are another.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from journal.models import Reply, ReplyDraft, SharedCopy
from journal.threads.drafts import NAMESPACE, draft_id
from journal.threads.pointing import Pointed
from partnership.people.models import User


@dataclass(frozen=True, kw_only=True)
class Words:
    """What is sent: the words, what they point at, from which press and version of the draft."""

    body: str
    key: str
    base_version: int
    pointed: Pointed | None = None


def reply_id(words: Words, *, by: User, copy: SharedCopy) -> uuid.UUID:
    return uuid.uuid5(NAMESPACE, f"{by.pk} {copy.pk} {words.key} {words.body}")


def was_sent(words: Words, *, by: User, copy: SharedCopy) -> bool:
    return Reply.objects.filter(pk=reply_id(words, by=by, copy=copy)).exists()


@transaction.atomic
def send_reply(words: Words, *, by: User, copy: SharedCopy, at: datetime) -> bool:
    """Put it under the copy. False when the same press has put it there already."""
    pointing = words.pointed.columns if words.pointed else {}
    _, is_new = Reply.objects.get_or_create(
        pk=reply_id(words, by=by, copy=copy),
        defaults={
            "copy": copy,
            "entry_id": copy.entry_id,
            "to_id": copy.author_id,
            "author": by,
            "body": words.body,
            "about_text_given_at": copy.text_given_at,
            "sent_at": at,
            **pointing,
        },
    )
    if is_new:
        _put_away_draft(words, by=by, copy=copy)
    return is_new


def _put_away_draft(words: Words, *, by: User, copy: SharedCopy) -> None:
    """What was sent is a draft no longer. Other words, from another window, stay one."""
    mine = ReplyDraft.objects.owned_by(by).select_for_update()
    draft = mine.filter(pk=draft_id(by, copy.pk)).first()
    if draft is None or (draft.version != words.base_version and draft.body != words.body):
        return
    other = draft.saves.conflicts().last()
    if other is None:
        draft.delete()
        return
    draft.body, draft.version = other.body, draft.version + 1
    draft.save(update_fields=["body", "version"])
    other.delete()
