"""The save rule for a reply that is being written, and a note to self beside it: the same promise
as for an entry.

A save names the version it began from. Either that is still the draft's version, and one UPDATE
replaces the text; or another window was first, and the text is kept beside it, on its receipt.
Each save carries a random key, whose receipt (ReplyDraftSave) gives the same answer to the same
words again.

A draft's id follows from writer and copy, so that it is found also when the copy is gone: nothing
that was begun is lost with it. What a window sends after the draft was sent begins a new one.
A page without a note (an author's own) says nothing of it, and leaves it as it is.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from journal.models import Reply, ReplyDraft, ReplyDraftSave
from journal.threads.carrying import About
from journal.threads.pointing import Pointed
from partnership.people.models import User
from partnership.saving import Conflict, Saved, mark_of
from partnership.text import joined

NAMESPACE = uuid.UUID("8c8f1f0e-6d0c-4d0e-9a55-0d6a4c3c2b11")


def draft_id(writer: User, copy_id: uuid.UUID) -> uuid.UUID:
    return uuid.uuid5(NAMESPACE, f"{writer.pk} {copy_id}")


@dataclass(frozen=True, kw_only=True)
class ReplySave:
    """What a window sends. `is_open` is whether its writer may still write under the copy."""

    writer: User
    about: About
    is_open: bool
    body: str
    base_version: int
    key: str
    note: str | None = None
    pointed: Pointed | None = None
    text_given_at: datetime | None = None
    mark: str = ""  # of the words as they were sent, whatever is left of them to keep

    def __post_init__(self) -> None:
        if not self.mark:
            object.__setattr__(self, "mark", mark_of(self.body, self.note))

    @property
    def draft_id(self) -> uuid.UUID:
        return draft_id(self.writer, self.about.copy_id)

    @property
    def columns(self) -> dict[str, Any]:
        """What replaces the text."""
        return {
            "body": self.body,
            "start": self.pointed.start if self.pointed else None,
            "end": self.pointed.end if self.pointed else None,
            "about_text_given_at": self.text_given_at,
            **({} if self.note is None else {"note": self.note}),
        }

    @property
    def is_worth_keeping(self) -> bool:
        """Whether there are words, or there were."""
        return bool(self.body.strip() or (self.note or "").strip() or self.base_version)

    def says_the_same_as(self, draft: ReplyDraft) -> bool:
        return self.body == draft.body and self.note in {None, draft.note}


def save_reply(save: ReplySave, *, at: datetime | None = None) -> Saved | Conflict:
    """Keep the text: as the draft, or beside it when another window was first."""
    at = at or timezone.now()
    try:
        with transaction.atomic():
            return _save_at_once(save, at) or _save_with_care(save, at)
    except IntegrityError:
        # The same key, or the same first save, was quicker by a moment.
        pass
    try:
        with transaction.atomic():
            return _save_with_care(save, at)
    except IntegrityError:
        # The copy was withdrawn between being looked for and being pointed at.
        with transaction.atomic():
            return _save_with_care(replace(save, is_open=False), at)


def _save_at_once(save: ReplySave, at: datetime) -> Saved | None:
    return _replace_text(save, at) if save.base_version else None


def _save_with_care(save: ReplySave, at: datetime) -> Saved | Conflict:
    mine = ReplyDraft.objects.owned_by(save.writer)
    draft = mine.select_for_update().filter(pk=save.draft_id).first()
    if _was_sent(save, draft):
        save = replace(save, body="", pointed=None)
        if draft is None and not save.note:
            return Saved(0, at)
    if draft is None:
        return _begin(save, at)
    receipt = draft.saves.filter(key=save.key).first()
    if receipt is not None and receipt.is_of(save.mark):
        answer = Conflict if receipt.is_conflict else Saved
        return answer(receipt.version, receipt.saved_at)
    if receipt is not None:  # other words, from a page that was gone back to
        return _save_with_care(replace(save, key=save.mark), at)
    if draft.version != save.base_version:
        return _keep_both(draft, save)
    saved = _replace_text(save, at)
    assert saved is not None, "the row is ours until the transaction ends"  # noqa: S101
    return saved


def _replace_text(save: ReplySave, at: datetime) -> Saved | None:
    """Compare and set: the text and the next version, if the version is still the one named."""
    version = save.base_version + 1
    draft = ReplyDraft.objects.owned_by(save.writer).filter(
        pk=save.draft_id, version=save.base_version
    )
    if not draft.update(**save.columns, version=version, edited_at=at):
        return None
    return _acknowledge(save, version, at)


def _begin(save: ReplySave, at: datetime) -> Saved:
    """The first save, or the first after the draft was sent from another window."""
    ReplyDraft.objects.bulk_create(
        [
            ReplyDraft(
                id=save.draft_id,
                author=save.writer,
                copy_id=save.about.copy_id if save.is_open else None,
                to_id=save.about.to_id,
                question_id=save.about.question_id,
                version=1,
                started_at=at,
                edited_at=at,
                **save.columns,
            )
        ]
    )
    return _acknowledge(save, 1, at)


def _was_sent(save: ReplySave, draft: ReplyDraft | None) -> bool:
    """A save of what was sent in the meantime came late: of the reply there is nothing to keep."""
    if not save.base_version or (draft is not None and draft.version == save.base_version):
        return False
    sent = Reply.objects.filter(author=save.writer, copy=save.about.copy_id, body=save.body)
    return sent.exists()


def _keep_both(draft: ReplyDraft, save: ReplySave) -> Saved | Conflict:
    """Another window saved first. The same text in both is not worth keeping twice."""
    if save.says_the_same_as(draft):
        return _acknowledge(save, draft.version, draft.edited_at)
    ReplyDraftSave.objects.create(
        draft=draft,
        key=save.key,
        version=draft.version,
        saved_at=draft.edited_at,
        mark=save.mark,
        is_conflict=True,
        body=save.body,
        note=save.note or "",
    )
    return Conflict(draft.version, draft.edited_at)


def _acknowledge(save: ReplySave, version: int, at: datetime) -> Saved:
    ReplyDraftSave.objects.create(
        draft_id=save.draft_id, key=save.key, version=version, saved_at=at, mark=save.mark
    )
    return Saved(version, at)


# Two windows


def go_on_with(draft: ReplyDraft, other: ReplyDraftSave, *, at: datetime | None = None) -> None:
    """The other window's text becomes the draft, and the draft's is kept in its place."""
    at = at or timezone.now()
    with transaction.atomic():
        mine = ReplyDraft.objects.owned_by(draft.author_id).select_for_update()
        draft = mine.get(pk=draft.pk)
        taken, note = draft.body, draft.note
        draft.body, draft.note = other.body, other.note or note
        draft.version, draft.edited_at = draft.version + 1, at
        draft.save(update_fields=["body", "note", "version", "edited_at"])
        other.body, other.note = taken, note if other.note else ""
        other.save(update_fields=["body", "note"])


def keep_both(draft: ReplyDraft, other: ReplyDraftSave, *, at: datetime | None = None) -> None:
    """The other window's text stands below the draft's, and its note below the note.

    Raises ValidationError when they are too long together; then both stay as they are.
    """
    with transaction.atomic():
        mine = ReplyDraft.objects.owned_by(draft.author_id).select_for_update()
        draft = mine.get(pk=draft.pk)
        draft.body, draft.note = joined(draft.body, other.body), joined(draft.note, other.note)
        draft.version, draft.edited_at = draft.version + 1, at or timezone.now()
        draft.save(update_fields=["body", "note", "version", "edited_at"])
        let_go(other)


def let_go(other: ReplyDraftSave) -> None:
    """Its words are kept no longer. Its receipt is, so that no late request brings them back."""
    other.is_conflict, other.body, other.note = False, "", ""
    other.save(update_fields=["is_conflict", "body", "note"])
