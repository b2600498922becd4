"""The editions of one framework as a list to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ..models import Edition, Framework


@dataclass(frozen=True)
class Past:
    """One edition on the list. Its number is its own for ever; a draft has none yet."""

    edition: Edition
    by: str
    elements: int

    @property
    def is_draft(self) -> bool:
        return self.edition.state == Edition.State.DRAFT

    @property
    def is_published(self) -> bool:
        return self.edition.state == Edition.State.PUBLISHED

    @property
    def value(self) -> str:
        """How an address names it."""
        return "draft" if self.is_draft else str(self.edition.number)

    @property
    def name(self) -> str:
        return "the draft" if self.is_draft else f"edition {self.edition.number}"

    @property
    def at(self) -> datetime | None:
        return self.edition.edited_at if self.is_draft else self.edition.published_at


def editions_of(framework: Framework) -> list[Past]:
    """Newest first, the draft ahead of all. One query."""
    editions = framework.editions.for_list().select_related("published_by", "edited_by")
    found = [
        Past(edition, _by(edition), edition.element_count)  # type: ignore[attr-defined]
        for edition in editions.order_by("-number")
    ]
    return sorted(found, key=lambda one: not one.is_draft)


def two_of(editions: Sequence[Past], before: str, after: str) -> tuple[Past | None, Past | None]:
    """The two that were named. Of those not named: the newest published, and the one before it."""
    by_value = {one.value: one for one in editions}
    past = [one for one in editions if not one.is_draft]
    later = by_value.get(after) or (past[0] if past else None)
    earlier = by_value.get(before)
    if earlier is None and later is not None:
        older = [one for one in past if one.edition.number < later.edition.number]
        earlier = older[0] if older else None
    return earlier, later


def _by(edition: Edition) -> str:
    if edition.pack_digest:
        return "with the journal"
    person = edition.edited_by if edition.state == Edition.State.DRAFT else edition.published_by
    return f"by {person.name or person.email}" if person else ""
