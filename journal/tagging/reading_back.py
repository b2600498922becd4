"""What an entry's own page prints of its tags: the words marked, the list, and where levels are.

The panel needs the tags themselves (journal.tagging.chosen); reading needs a few columns of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, FilteredRelation, Q

from journal.models import Entry, Tag
from partnership.prepared import given, prepared

from .chosen import Born, Newest, places_of
from .passages import Span
from .shown import Shown, Wording, shown_wordings


@dataclass(frozen=True)
class ReadBack:
    """An author's text as it is read back, and whether tagged words of it were changed since."""

    shown: Shown
    is_reworded: bool
    tagged: list[tuple[Wording, Span | None]]


class Level(NamedTuple):
    """Where its author placed a partnership in this entry, and what the work needs."""

    partnership_id: UUID
    name: str
    position: int
    needed: str | None
    fit: str
    partnership: str


class Link(NamedTuple):
    """A partnership that an entry is about, and its level there if it was placed."""

    partnership_id: UUID
    partnership: str
    level: Level | None


def read_back(entry: Entry, newest: Newest | None, *, also: Iterable[Span] = ()) -> ReadBack:
    """One query for an entry without tagged passages, and mostly one more with them.

    `also` are passages without a tag: what a reply is about.
    """
    tags = _tags_on(entry)
    passages = {born.pk: born for _, born in tags if born}
    places = places_of(entry, passages.values(), newest) if passages else {}
    spans = {pk: place.span for pk, place in places.items()}
    tagged = [(wording, spans.get(born.pk) if born else None) for wording, born in tags]
    is_reworded = any(not place.is_settled for place in places.values())
    return ReadBack(shown_wordings(entry.body, tagged, also=also), is_reworded, tagged)


def links_in(entry: Entry) -> list[Link]:
    """The partnerships it is about, by name, and what its author said of each then. One query."""
    rows = _links().rows(owner=entry.author_id, entry=entry.pk)
    return [_link(*row) for row in rows if row[0]]  # an entry about none is one row of nothing


def _link(partnership_id: UUID, partnership: str, name: str | None, *said: Any) -> Link:
    level = Level._make((partnership_id, name, *said, partnership)) if name else None
    return Link(partnership_id, partnership, level)


def _tags_on(entry: Entry) -> list[tuple[Wording, Born | None]]:
    """In the order they were made, which the first two columns say."""
    rows = sorted(_tags().rows(owner=entry.author_id, entry=entry.pk))
    return [
        (Wording(*wording), Born(*born) if born[0] else None)
        for wording, born in ((row[2:8], row[8:]) for row in rows)
    ]


@prepared
def _tags() -> Any:
    edition = "element__edition"
    mine = Tag.objects.owned_by(given("owner"))
    return mine.filter(entry=given("entry")).values_list(
        "made_at",
        "pk",
        "element__key",
        "element__name",
        f"{edition}__number",
        "element__worded_in",
        f"{edition}__framework__key",
        f"{edition}__framework__name",
        "passage",
        "passage__revision",
        "passage__start",
        "passage__end",
    )


@prepared
def _links() -> Any:
    """Beginning at the entry, so that a partnership without a level is among them."""
    said_here = Q(partnerships__observations__entry=F("pk"))
    at_the_time = Q(partnerships__observations__is_hindsight=False)
    said = FilteredRelation("partnerships__observations", condition=said_here & at_the_time)
    level = ("said__level__name", "said__level__position", "said__needed__name", "said__fit")
    links = Entry.objects.owned_by(given("owner")).filter(pk=given("entry"))
    links = links.annotate(said=said).order_by("partnerships__name", "partnerships__pk")
    return links.values_list("partnerships", "partnerships__name", *level)
