"""Writing down where an entry's passages are in a text that was just kept.

Always true afterwards: every passage of the entry has exactly one placement on the revision. It is
carried from the last text that had its words, and measured against what its author meant by it:
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

from journal.models import Passage, Placement, Revision

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
    is_lost: bool
    is_settled: bool


@transaction.atomic
def carry_passages(revision: Revision) -> None:
    """Place every passage of its entry in this text. A fixed number of queries, however many."""
    seen, bodies = _last_seen(revision)
    by_text = defaultdict(list)
    for one in seen:
        by_text[one.revision_id].append(one)
    placements = []
    for revision_id, group in by_text.items():
        for one, carried in _carried(bodies[revision_id], revision.body, group):
            placements.append(_placement(revision, one, carried))
    Placement.objects.bulk_create(placements)


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


def _last_seen(revision: Revision) -> tuple[list[LastSeen], dict[UUID, str]]:
    """Each passage as it was before this revision, and the texts that takes, in three queries."""
    passages: list[Any] = list(_with_last_placements(revision))
    wanted = {pk for one in passages for pk in (one.newest, one.live, one.kept) if pk}
    if not passages:
        return [], {}
    mine = Placement.objects.owned_by(revision.entry.author_id)
    placements = {one.pk: one for one in mine.filter(pk__in=wanted)}
    texts = {one.revision_id for one in passages}
    texts |= {one.revision_id for one in placements.values()}
    bodies = dict(
        Revision.objects.owned_by(revision.entry.author_id)
        .filter(pk__in=texts)
        .values_list("pk", "body")
    )
    return [_seen(one, placements, bodies) for one in passages], bodies


def _with_last_placements(revision: Revision) -> QuerySet[Passage]:
    """Passages with the ids of their newest placement, the newest that had their words, and the
    newest that the author looked at and kept."""
    earlier = (
        Placement.objects.owned_by(revision.entry.author_id)
        .filter(passage=OuterRef("pk"), revision__number__lt=revision.number)
        .order_by("-revision__number")
    )
    live = earlier.exclude(status=Status.LOST)
    return revision.entry.passages.exclude(revision=revision).annotate(
        newest=earlier.values("pk")[:1],
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
        is_lost=newest is not None and newest.status == Status.LOST,
        is_settled=newest is not None and newest.is_settled,
    )


def _span(placement: Placement) -> Span:
    assert placement.start is not None  # noqa: S101 (placement_lost_or_somewhere)
    assert placement.end is not None  # noqa: S101
    return Span(placement.start, placement.end)
