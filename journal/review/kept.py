"""Replies that were begun, and notes, of which the text is no longer shared: their writer's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from journal.models import ReplyDraft, SharedCopy
from journal.templatetags.days import moment
from journal.threads.sending import both
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
    note: str
    others: tuple[str, ...]
    open_url: str
    is_gone: bool


def kept_by(person: User, *, only: UUID | None = None) -> list[Kept]:
    """The one last changed first. Three queries.

    A note about what is still shared stands on its page, and is not listed.
    """
    drafts = ReplyDraft.objects.owned_by(person).select_related("to", "question")
    if only is not None:
        drafts = drafts.filter(pk=only)
    drafts = drafts.order_by("-edited_at").prefetch_related("saves")
    open_now = set(SharedCopy.objects.for_writing_back(person).values_list("pk", flat=True))
    kept = [_kept(one, one.copy_id in open_now, person) for one in drafts]
    return [one for one in kept if one.body or one.note or one.others]


def _kept(draft: ReplyDraft, is_open: bool, person: User) -> Kept:
    others = tuple(both(save.body, save.note) for save in draft.saves.all() if save.is_conflict)
    is_own = draft.to_id == person.pk
    return Kept(
        pk=draft.pk,
        what="Reply you began" if draft.body or others else "Note to yourself",
        about="your own text" if is_own else draft.to.name,
        question=draft.question.title if draft.question else "",
        written=_when(draft.edited_at),
        body=draft.body,
        note="" if is_open else draft.note,
        others=others,
        open_url=_open_url(draft) if is_open and not is_own else "",
        is_gone=not is_open,
    )


def _open_url(draft: ReplyDraft) -> str:
    return reverse("review:copy", args=[draft.copy_id])


def delete_kept(draft: ReplyDraft, *, is_gone: bool) -> None:
    """For good; but a note about what is still shared stands on its page."""
    if is_gone or not draft.note:
        draft.delete()
        return
    draft.saves.conflicts().delete()
    draft.body, draft.start, draft.end = "", None, None
    draft.version += 1
    draft.save(update_fields=["body", "start", "end", "version"])


def _when(at: datetime) -> str:
    return moment(at)
