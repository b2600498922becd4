"""A draft beside what another window sent while it was saved: what only one of them says is marked,
and one goes on with either or with both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from journal.models import ReplyDraft, ReplyDraftSave
from journal.threads.drafts import go_on_with, keep_both, let_go
from partnership.differences import Paragraph, beside

Texts = tuple[list[Paragraph], list[Paragraph]]


@dataclass(frozen=True)
class Pair:
    """The draft and one other text, each with its note; either may have none."""

    other: ReplyDraftSave
    bodies: Texts
    notes: Texts

    @classmethod
    def of(cls, draft: ReplyDraft, other: ReplyDraftSave) -> Pair:
        return cls(other, beside(draft.body, other.body), beside(draft.note, other.note))


CHOICES: dict[str, Callable[[ReplyDraft, ReplyDraftSave], None]] = {
    "use": go_on_with,
    "both": keep_both,
    "drop": lambda _draft, other: let_go(other),
}
