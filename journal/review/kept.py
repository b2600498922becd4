"""Replies that were begun, and notes, of which the text is no longer shared: their writer's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from journal.models import NoteToSelf, ReplyDraft, SharedCopy
from journal.templatetags.days import moment
from partnership.people.models import User


@dataclass(frozen=True, slots=True)
class Kept:
    """One text of one's own: what it is, about whose text, and where it is still open."""

    pk: UUID
    what: str
    about: str
    question: str
    written: str
    body: str
    others: tuple[str, ...]
    open_url: str
    is_gone: bool


def kept_by(person: User, *, only: UUID | None = None) -> list[Kept]:
    """Drafts first. Four queries."""
    drafts = ReplyDraft.objects.owned_by(person).select_related("to", "question")
    notes = NoteToSelf.objects.owned_by(person).select_related("about", "question")
    if only is not None:
        drafts, notes = drafts.filter(pk=only), notes.filter(pk=only)
    drafts, notes = drafts.order_by("-edited_at"), notes.order_by("-edited_at")
    open_now = set(SharedCopy.objects.for_writing_back(person).values_list("pk", flat=True))
    kept = [
        _draft(one, one.copy_id in open_now, person) for one in drafts.prefetch_related("saves")
    ]
    gone = [_note(one) for one in notes if one.copy_id not in open_now]
    return [one for one in kept if one.body or one.others] + gone


def _draft(draft: ReplyDraft, is_open: bool, person: User) -> Kept:
    others = tuple(save.body for save in draft.saves.all() if save.is_conflict)
    is_own = draft.to_id == person.pk
    return Kept(
        pk=draft.pk,
        what="Reply you began",
        about="your own text" if is_own else draft.to.name,
        question=draft.question.title if draft.question else "",
        written=_when(draft.edited_at),
        body=draft.body,
        others=others,
        open_url=_open_url(draft) if is_open and not is_own else "",
        is_gone=not is_open,
    )


def _open_url(draft: ReplyDraft) -> str:
    return reverse("review:copy", args=[draft.copy_id])


def _note(note: NoteToSelf) -> Kept:
    return Kept(
        pk=note.pk,
        what="Note to yourself",
        about=note.about.name,
        question=note.question.title if note.question else "",
        written=_when(note.edited_at),
        body=note.body,
        others=(),
        open_url="",
        is_gone=True,
    )


def _when(at: datetime) -> str:
    return moment(at)
