"""The box in which a reply is written: what its form shows and carries, on either side."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from journal.models import ReplyDraft, ReplyDraftSave, SharedCopy
from journal.tagging.parts import Part
from journal.threads.carrying import carry
from journal.threads.drafts import draft_id
from journal.threads.forms import text_name
from journal.threads.pointing import Pointed, places, pointed_at
from partnership.people.models import User


@dataclass(frozen=True)
class Box:
    """A form for a reply: the draft of it, and what tells the server what it was about."""

    copy_id: uuid.UUID
    draft_id: uuid.UUID
    body: str
    note: str
    base_version: int
    passage: str
    places: list[Part]
    key: str
    carry: str
    text: str
    has_other_words: bool


def box_for(
    writer: User, copy: SharedCopy, *, sent: Mapping[str, Any] | None = None, points: bool = True
) -> Box:
    """The draft that is kept, or what was just sent and came back. One query.

    `points` is whether it may point at words of the copy.
    """
    pk = draft_id(writer, copy.pk)
    conflicts = ReplyDraftSave.objects.owned_by(writer).conflicts()
    drafts = ReplyDraft.objects.owned_by(writer).annotate(
        has_other_words=Exists(conflicts.filter(draft=OuterRef("pk")))
    )
    draft = drafts.filter(pk=pk).first()
    if sent is not None:
        body, version = sent.get("body", ""), sent.get("base_version", 0)
        note = sent.get("note", "")
        pointed = pointed_at(sent.get("passage", ""), copy.body) if points else None
    else:
        body, version = (draft.body, draft.version) if draft else ("", 0)
        note = draft.note if draft else ""
        pointed = _pointed(draft, copy) if draft and points else None
    return Box(
        copy_id=copy.pk,
        draft_id=pk,
        body=body,
        note=note,
        base_version=version,
        passage=pointed.value if pointed else "",
        places=places(copy.body, pointed) if points else [],
        key=uuid.uuid4().hex,
        carry=carry(writer, copy),
        text=text_name(copy),
        has_other_words=bool(draft and draft.has_other_words),  # type: ignore[attr-defined]
    )


def _pointed(draft: ReplyDraft, copy: SharedCopy) -> Pointed | None:
    """What the draft points at, unless the text has changed since."""
    if draft.start is None or draft.about_text_given_at != copy.text_given_at:
        return None
    return pointed_at(f"{draft.start}-{draft.end}", copy.body)
