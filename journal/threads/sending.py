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
    """What is sent: the words, what they point at, from which press and version of the draft; and
    the note to self beside them, which stays."""

    body: str
    key: str
    base_version: int
    note: str | None = None
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
    if draft is None:
        _keep_note(words, by=by, copy=copy)
        return
    is_new = draft.version == words.base_version
    if words.note is not None:
        draft.note = words.note if is_new else both(draft.note, words.note)
    if is_new or draft.body == words.body:
        _take_next(draft)
    if draft.body or draft.note or draft.saves.conflicts().exists():
        draft.version += 1
        draft.save(update_fields=["body", "note", "start", "end", "version"])
    else:
        draft.delete()


def _take_next(draft: ReplyDraft) -> None:
    """The last text that lost to another window's takes the place of what was sent, if any did."""
    other = draft.saves.conflicts().last()
    draft.body, draft.start, draft.end = other.body if other else "", None, None
    if other is not None:
        draft.note = both(draft.note, other.note)
        other.delete()


def _keep_note(words: Words, *, by: User, copy: SharedCopy) -> None:
    """Of a reply that was sent before anything was saved."""
    note = words.note or ""
    if note.strip():
        ReplyDraft.objects.create(
            id=draft_id(by, copy.pk),
            author=by,
            copy=copy,
            to_id=copy.author_id,
            question_id=copy.question_id,
            note=note,
            version=1,
        )


def both(one: str, other: str) -> str:
    """Two windows' notes, neither of them twice."""
    if other in one:
        return one
    return other if one in other else f"{one}\n\n{other}"
