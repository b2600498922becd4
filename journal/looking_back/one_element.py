"""Everything one author wrote under one element, the earliest first, as it was when they tagged it.

A passage is shown in the text that it was tagged in, since that is what its author meant by the
word then. Tags count in whichever edition they were made, as do those of an element whose place
this one took.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from django.db.models import Value
from django.db.models.functions import Coalesce, Left
from django.utils import timezone
from django.utils.formats import date_format

from frameworks.models import Element
from frameworks.wordings import wordings_of
from journal.dates import Term
from journal.models import Entry, Observation, Tag
from journal.models.entry import OPENING_CHARACTERS
from journal.names import in_a_row
from journal.tagging.parts import opening_words
from journal.tagging.passages import Span, in_context
from journal.writing.reading import heading_of
from partnership.addresses import address_of
from partnership.people.models import User

from .over_time import entries_in_words, placed_by, term_of

PLACED, ALL_OF_IT = -2, -1  # before any passage, in the order of one entry


class Found(NamedTuple):
    """One tag, or one partnership placed, in its place among the others."""

    at: datetime
    entry: UUID
    place: int
    pk: UUID


@dataclass(frozen=True, slots=True)
class Row:
    """The words in bold with a sentence either side; or all of an entry, by how it opens."""

    before: str
    words: str
    after: str
    covers: str
    heading: str
    address: str
    day: str


def found_under(person: User, element: Element) -> list[Found]:
    """Three queries. A level that a partnership was placed at is not said twice of an entry."""
    framework_key = element.edition.framework.key
    worded = wordings_of([framework_key]).all_of(framework_key, element.key)
    placed = [
        Found(at, entry, PLACED, pk)
        for at, entry, pk in placed_by(person)
        .filter(level__in=worded)
        .values_list("entry__started_at", "entry", "pk")
    ]
    mine = Tag.objects.owned_by(person).filter(element__in=worded, entry__binned_at=None)
    tags = mine.annotate(place=Coalesce("passage__start", Value(ALL_OF_IT)))
    said = {one.entry for one in placed}
    tagged = [Found(*row) for row in tags.values_list("entry__started_at", "entry", "place", "pk")]
    tagged = [one for one in tagged if one.place != ALL_OF_IT or one.entry not in said]
    return sorted([*placed, *tagged])


def sentence(found: Iterable[Found]) -> str:
    """In how many entries, by term."""
    texts: dict[Term, set[UUID]] = {}
    for one in found:
        texts.setdefault(term_of(one.at), set()).add(one.entry)
    if not texts:
        return "You have not named this in anything yet."
    counts = [(term, len(entries)) for term, entries in texts.items()]
    if len(counts) == 1:
        return f"You named this in {entries_in_words(counts[0][1])}, in {counts[0][0]}."
    whole = entries_in_words(sum(count for _, count in counts))
    return f"You named this in {whole}: {in_a_row([f'{n} in {term}' for term, n in counts])}."


def by_term(person: User, found: Sequence[Found]) -> list[tuple[str, list[Row]]]:
    """The rows of these, in their order, under the term they were written in. Two queries."""
    rows = _tags(person, [one.pk for one in found if one.place != PLACED])
    rows |= _placed(person, [one.pk for one in found if one.place == PLACED])
    return [
        (str(term).capitalize(), [rows[one.pk] for one in group])
        for term, group in groupby(found, key=lambda one: term_of(one.at))
    ]


def _tags(person: User, keys: list[UUID]) -> dict[UUID, Row]:
    related = ("entry__question", "passage__revision")
    tags = Tag.objects.owned_by(person).filter(pk__in=keys).select_related(*related)
    tags = tags.annotate(opening=Left("entry__body", OPENING_CHARACTERS)).only(
        *_ENTRY, "passage__start", "passage__end", "passage__revision__body"
    )
    return {tag.pk: _tag_row(tag, tag.opening) for tag in tags}  # type: ignore[attr-defined]


def _tag_row(tag: Tag, opening: str) -> Row:
    if tag.passage is None:
        return _row(tag.entry, "", opening_words(opening), "", covers="All of it")
    span = Span(tag.passage.start, tag.passage.end)
    return _row(tag.entry, *in_context(tag.passage.revision.body, span))


def _placed(person: User, keys: list[UUID]) -> dict[UUID, Row]:
    related = ("entry__question", "partnership")
    rows = Observation.objects.owned_by(person).filter(pk__in=keys).select_related(*related)
    rows = rows.annotate(opening=Left("entry__body", OPENING_CHARACTERS)).only(
        *_ENTRY, "partnership__author", "partnership__name"
    )
    return {
        one.pk: _row(
            one.entry,
            "",
            opening_words(one.opening),  # type: ignore[attr-defined]
            "",
            covers=f"{one.partnership.name}, placed here",
        )
        for one in rows
        if one.entry is not None
    }


_ENTRY = ("entry__author", "entry__title", "entry__started_at", "entry__question__title")


def _row(entry: Entry, before: str, words: str, after: str, *, covers: str = "") -> Row:
    return Row(
        before=before,
        words=words,
        after=after,
        covers=covers,
        heading=heading_of(entry),
        address=address_of("writing:entry", entry.pk),
        day=date_format(timezone.localtime(entry.started_at), "j F Y"),
    )
