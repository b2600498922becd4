"""Where an entry's passages are in a text that was just kept, written down, or is not kept yet.

Always true once a revision is kept: every passage of the entry has exactly one placement on it. It
is carried from the last text that had its words, and measured against what its author meant by it:
the words it was born with, or the reworded ones once they said "keep". What is lost stays lost
until its words come back as they were. How a passage is followed is in `change`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import OuterRef, QuerySet

from journal.models import Entry, Passage, Placement, Revision

from .change import LOST, Carried, Known, carry
from .passages import Span

Status = Placement.Status


@dataclass(frozen=True, slots=True)
class LastSeen:
    """A passage, the last text that had its words, and where; `meant` as in `change.Known`."""

    passage: Passage
    revision_id: UUID
    span: Span
    meant: str
    newest: Placement | None

    @property
    def is_lost(self) -> bool:
        return self.newest is not None and self.newest.status == Status.LOST

    @property
    def is_settled(self) -> bool:
        """Looked at by the author, and kept."""
        return self.newest is not None and self.newest.is_settled

    @property
    def waits_to_be_settled(self) -> bool:
        """Reworded or lost in the newest text kept, and not looked at since."""
        changed = (Status.EDITED, Status.LOST)
        return self.newest is not None and self.newest.status in changed and not self.is_settled


@transaction.atomic
def carry_passages(revision: Revision) -> None:
    """Place every passage of its entry in this text. A fixed number of queries, however many."""
    born_before = revision.entry.passages.exclude(revision=revision)
    earlier = Placement.objects.owned_by(revision.entry.author_id).filter(
        revision__number__lt=revision.number
    )
    Placement.objects.bulk_create(
        _placement(revision, one, carried)
        for one, carried in _carried_from_each(revision.entry, born_before, earlier, revision.body)
    )


def carry_in_memory(entry: Entry) -> list[tuple[LastSeen, Carried]]:
    """Where each passage would be if the working text were kept now. Three queries; no writing."""
    ever = Placement.objects.owned_by(entry.author_id)
    return list(_carried_from_each(entry, entry.passages.all(), ever, entry.body))


def _carried_from_each(
    entry: Entry, passages: QuerySet[Passage], earlier: QuerySet[Placement], new: str
) -> Iterable[tuple[LastSeen, Carried]]:
    """These passages in the new text, each from the last of its texts that had its words."""
    seen, bodies = _last_seen(entry, passages, earlier)
    by_text = defaultdict(list)
    for one in seen:
        by_text[one.revision_id].append(one)
    for revision_id, group in by_text.items():
        yield from _carried(bodies[revision_id], new, group)


def _carried(old: str, new: str, group: Iterable[LastSeen]) -> Iterable[tuple[LastSeen, Carried]]:
    """One diff for the passages last seen in the same text. Lost ones only if they are back."""
    group = list(group)
    hoped = [one for one in group if not one.is_lost or one.span.of(old) in new]
    found = carry(old, new, [Known(one.span, one.meant) for one in hoped])
    answers = dict(zip((one.passage.pk for one in hoped), found, strict=True))
    for one in group:
        answer = answers.get(one.passage.pk, LOST)
        came_back = answer.span is not None and answer.span.of(new) == one.span.of(old)
        yield one, LOST if one.is_lost and not came_back else answer


def _placement(revision: Revision, one: LastSeen, carried: Carried) -> Placement:
    return Placement(
        passage=one.passage,
        revision=revision,
        start=carried.span.start if carried.span else None,
        end=carried.span.end if carried.span else None,
        status=Status(carried.status),
        survival=carried.survival,
        is_settled=one.is_lost and one.is_settled and carried.span is None,
    )


def _last_seen(
    entry: Entry, passages: QuerySet[Passage], earlier: QuerySet[Placement]
) -> tuple[list[LastSeen], dict[UUID, str]]:
    """Each passage as these placements left it, and the texts that takes, in three queries."""
    found: list[Any] = list(_with_last_placements(passages, earlier))
    wanted = {pk for one in found for pk in (one.newest, one.live, one.kept) if pk}
    if not found:
        return [], {}
    placements = {one.pk: one for one in earlier.filter(pk__in=wanted)}
    texts = {one.revision_id for one in found}
    texts |= {one.revision_id for one in placements.values()}
    bodies = dict(
        Revision.objects.owned_by(entry.author_id).filter(pk__in=texts).values_list("pk", "body")
    )
    return [_seen(one, placements, bodies) for one in found], bodies


def _with_last_placements(
    passages: QuerySet[Passage], earlier: QuerySet[Placement]
) -> QuerySet[Passage]:
    """Passages with the ids of their newest placement, the newest that had their words, and the
    newest that the author looked at and kept."""
    its = earlier.filter(passage=OuterRef("pk")).order_by("-revision__number")
    live = its.exclude(status=Status.LOST)
    return passages.annotate(
        newest=its.values("pk")[:1],
        live=live.values("pk")[:1],
        kept=live.filter(is_settled=True).values("pk")[:1],
    )


def _seen(passage: Any, placements: dict[int, Placement], bodies: dict[UUID, str]) -> LastSeen:
    """`passage` as _with_last_placements annotates it."""
    newest, live, kept = (placements.get(pk) for pk in (passage.newest, passage.live, passage.kept))
    born = Span(passage.start, passage.end)
    return LastSeen(
        passage=passage,
        revision_id=live.revision_id if live else passage.revision_id,
        span=_span(live) if live else born,
        meant=_span(kept).of(bodies[kept.revision_id]) if kept else passage.quote,
        newest=newest,
    )


def _span(placement: Placement) -> Span:
    assert placement.start is not None  # noqa: S101 (placement_lost_or_somewhere)
    assert placement.end is not None  # noqa: S101
    return Span(placement.start, placement.end)
