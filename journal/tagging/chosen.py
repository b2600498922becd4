"""What is on an entry now: its tags with what each covers, its levels, and reworded passages.

The list stands in the panel and is the answer to every tick. Reading a passage's place never
writes: when the working text is newer than the newest revision, its passages are carried in
memory, by the same rule that writes placements down when a revision is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from django.db.models import OuterRef, Subquery

from journal.models import Entry, Observation, Passage, Placement, Revision, Tag
from journal.models.entry import EntryQuerySet

from .carrying import carry_in_memory
from .families import family_of
from .levels import LINKAGE
from .parts import opening_words
from .passages import Span

WORD_FOR_WORD = (Placement.Status.SAME, Placement.Status.MOVED)


@dataclass(frozen=True)
class Place:
    """Where a passage is in the present text; no span when its words are gone."""

    span: Span | None
    status: str
    is_settled: bool = True


class Born(NamedTuple):
    """What is needed of a passage to find its place: the revision it was born on, and where."""

    pk: UUID
    revision_id: UUID
    start: int
    end: int


class Newest(NamedTuple):
    """The newest revision that was once the text, if there is one, and whether it still is."""

    revision_id: UUID | None
    is_now: bool


@dataclass(frozen=True)
class ChosenTag:
    """One line of the list. `remove` is what the Remove button sends."""

    name: str
    family: str
    covers: str
    remove: str
    key: str
    part: str
    if_older: str = ""


@dataclass(frozen=True)
class Reworded:
    """A tagged passage whose words the author has changed since, and has not looked at yet."""

    passage_id: UUID
    names: list[str]
    before: str
    now: str


@dataclass
class Chosen:
    """Everything on the entry. Needs the entry's question and no other relation fetched."""

    entry: Entry
    tags: list[Tag] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)
    places: dict[UUID, Place] = field(default_factory=dict)

    @property
    def lines(self) -> list[ChosenTag]:
        """Levels of partnerships, then tags on all of it, then on passages in their order."""
        placed = {observation.level.key for observation in self.observations}
        levels = [_level_line(observation) for observation in self.observations]
        whole = [
            self._line(tag)
            for tag in self.tags
            if tag.passage_id is None and not (_is_level(tag) and tag.element.key in placed)
        ]
        on_passages = [tag for tag in self.tags if tag.passage_id is not None]
        on_passages.sort(key=lambda tag: self._start(tag))
        return [*levels, *whole, *(self._line(tag) for tag in on_passages)]

    @property
    def count(self) -> int:
        return len(self.lines)

    @property
    def reworded(self) -> list[Reworded]:
        found = []
        for passage_id, place in self.places.items():
            tags = [tag for tag in self.tags if tag.passage_id == passage_id]
            if place.is_settled or not tags:
                continue
            names = sorted({tag.element.name for tag in tags})
            now = opening_words(place.span.of(self.entry.body)) if place.span else ""
            was = opening_words(tags[0].passage.quote if tags[0].passage else "")
            found.append(Reworded(passage_id, names, was, now))
        return found

    @property
    def spans(self) -> list[Span]:
        """Of the passages that are still in the text."""
        return [place.span for place in self.places.values() if place.span]

    def ticked(self, part: str) -> set[str]:
        """The keys of the elements on this part."""
        return {key_of(tag) for tag in self.tags_on(part)}

    def tags_on(self, part: str) -> list[Tag]:
        """The tags on "all", or on the words at "12-40"."""
        return [tag for tag in self.tags if self._part(tag) == part]

    def _line(self, tag: Tag) -> ChosenTag:
        return ChosenTag(
            name=tag.element.name,
            family=family_of(tag.element.edition.framework.key),
            covers=self._covers(tag),
            remove=str(tag.pk),
            key=key_of(tag),
            part=self._part(tag),
            if_older=tag.element.if_older,
        )

    def _covers(self, tag: Tag) -> str:
        if tag.passage_id is None:
            return "All of it"
        place = self.places.get(tag.passage_id)
        if place is None or place.span is None:
            return "All of it. You changed the words you had tagged."
        return opening_words(place.span.of(self.entry.body))

    def _part(self, tag: Tag) -> str:
        if tag.passage_id is None:
            return "all"
        place = self.places.get(tag.passage_id)
        return _part_value(place.span if place else None)

    def _start(self, tag: Tag) -> int:
        place = self.places.get(tag.passage_id) if tag.passage_id else None
        return place.span.start if place and place.span else -1


def chosen_of(entry: Entry) -> Chosen:
    """Two queries for an entry without passages, three or four with them; none for a new sheet."""
    if entry._state.adding:
        return Chosen(entry)
    tags = sorted(entry.tags.for_reading(), key=lambda tag: (tag.made_at, tag.pk))
    observations = entry.observations.said_at_the_time().for_reading()
    passages = {tag.passage.pk: tag.passage for tag in tags if tag.passage}
    places = places_of(entry, passages.values()) if passages else {}
    return Chosen(
        entry, tags, list(observations.order_by("partnership__name", "partnership_id")), places
    )


def with_newest_text(entries: EntryQuerySet) -> EntryQuerySet:
    """Entries with their newest revision's id and text, which saves `places_of` a query."""
    newest = Revision.objects.owned_by(OuterRef("author")).filter(entry=OuterRef("pk"))
    newest = newest.once_current().newest_first()
    return entries.annotate(
        newest_revision=Subquery(newest.values("pk")[:1]),
        newest_body=Subquery(newest.values("body")[:1]),
    )


def places_of(
    entry: Entry, passages: Iterable[Passage | Born], newest: Newest | None = None
) -> dict[UUID, Place]:
    """Where each passage is in the working text, in the order of the text's own revisions."""
    newest = newest or _newest(entry)
    if newest.revision_id is None:
        return {}
    if not newest.is_now:
        return _carried_on(entry)
    passages = list(passages)
    placements: dict[UUID, Placement] = {}
    if any(passage.revision_id != newest.revision_id for passage in passages):
        placed = Placement.objects.owned_by(entry.author_id).filter(revision=newest.revision_id)
        placements = {placement.passage_id: placement for placement in placed}
    return {p.pk: _kept_place(p, newest.revision_id, placements.get(p.pk)) for p in passages}


def _newest(entry: Entry) -> Newest:
    """One query, or none for an entry fetched with_newest_text."""
    if hasattr(entry, "newest_revision"):
        revision_id, body = entry.newest_revision, entry.newest_body  # type: ignore[attr-defined]
    else:
        newest = entry.revisions.once_current().newest_first().values_list("pk", "body").first()
        revision_id, body = newest or (None, "")
    return Newest(revision_id, body == entry.body)


def _kept_place(passage: Passage | Born, newest: UUID, placement: Placement | None) -> Place:
    if passage.revision_id == newest:
        return Place(Span(passage.start, passage.end), Placement.Status.SAME)
    if placement is None or placement.start is None or placement.end is None:
        return Place(None, Placement.Status.LOST, placement is not None and placement.is_settled)
    is_settled = placement.is_settled or placement.status != Placement.Status.EDITED
    return Place(Span(placement.start, placement.end), placement.status, is_settled)


def _carried_on(entry: Entry) -> dict[UUID, Place]:
    """The places in a working text that is newer than its newest revision.

    What waits to be settled still does, and what was reworded since is asked about once it is kept.
    """
    return {
        one.passage.pk: Place(
            carried.span,
            carried.status,
            carried.status in WORD_FOR_WORD or not one.waits_to_be_settled,
        )
        for one, carried in carry_in_memory(entry)
    }


def key_of(tag: Tag) -> str:
    """ "framework_key/element_key", which is the same in every edition."""
    return f"{tag.element.edition.framework.key}/{tag.element.key}"


def _is_level(tag: Tag) -> bool:
    return tag.element.edition.framework.key == LINKAGE


def _level_line(observation: Observation) -> ChosenTag:
    return ChosenTag(
        name=observation.level.name,
        family=family_of(LINKAGE),
        covers=observation.partnership.name,
        remove=f"level:{observation.partnership_id}",
        key=f"{LINKAGE}/{observation.level.key}",
        part="all",
        if_older=observation.level.if_older,
    )


def _part_value(span: Span | None) -> str:
    return f"{span.start}-{span.end}" if span else ""
