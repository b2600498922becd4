"""Your term in your words: the lines one keeps, as they read now, and the sentences to choose from.

A line stands as its words are in the newest text that was kept. Where they are not there any more,
the words that were chosen stay, and the page says so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.formats import date_format

from journal.dates import Term
from journal.models import Entry, KeptLine, Placement
from journal.second_answers import asked_from_memory
from journal.tagging.passages import sentences
from journal.writing.reading import FREE
from partnership.addresses import address_of
from partnership.people.models import User
from partnership.prepared import given, prepared

MOST_SENTENCES = 300
REWORDED = "You have reworded this since you chose it."
GONE = "These words are not in the entry any more. This is how they stood when you chose them."
NOTES = {Placement.Status.EDITED: REWORDED, Placement.Status.LOST: GONE}


class Stored(NamedTuple):
    """What is fetched of a line."""

    term: str
    begun_at: datetime
    start: int
    pk: UUID
    entry: UUID
    title: str
    question: str | None
    quote: str
    status: str | None
    present: str | None
    question_key: str | None
    is_asked: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence that was kept, and where it comes from."""

    pk: str
    words: str
    note: str
    heading: str
    address: str
    day: str
    let_go: str


@dataclass(frozen=True, slots=True)
class OfTerm:
    """A term in one's own words."""

    term: Term
    name: str
    lines: list[Line]
    questions: set[str]  # the keys of those that they answer
    is_asked: bool  # whether their author is trying to remember any of them


def terms_in_words(person: User) -> list[OfTerm]:
    """Each term of which anything is kept, the newest first. One query."""
    stored = sorted(Stored(*row) for row in _kept().rows(owner=person.pk))
    terms = [_of_term(value, lines) for value, lines in groupby(stored, key=lambda one: one.term)]
    return sorted(terms, key=lambda one: one.term, reverse=True)


def open_at_first(terms: Sequence[OfTerm], from_memory: Collection[str]) -> str:
    """The newest term, if no line of it answers a question that is asked from memory here."""
    for newest in terms[:1]:
        if not newest.is_asked and newest.questions.isdisjoint(from_memory):
            return newest.term.value
    return ""


def lines_of(person: User, term: Term) -> list[Line]:
    """Those of one term. One query."""
    return next((one.lines for one in terms_in_words(person) if one.term == term), [])


class Sentence(NamedTuple):
    """One to choose: its place in the text, and its words."""

    value: str
    words: str


def sentences_of(entry: Entry) -> list[Sentence]:
    """The sentences of its present text, in order: the first ones of a very long text."""
    found = sentences(entry.body)[:MOST_SENTENCES]
    return [Sentence(f"{span.start}-{span.end}", span.of(entry.body)) for span in found]


def _of_term(value: str, stored: Iterable[Stored]) -> OfTerm:
    year, number = value.split("-")
    term = Term(int(year), int(number))
    these = list(stored)
    questions = {one.question_key for one in these if one.question_key}
    is_asked = any(one.is_asked for one in these)
    return OfTerm(term, str(term).capitalize(), [_line(one) for one in these], questions, is_asked)


def _line(one: Stored) -> Line:
    return Line(
        pk=str(one.pk),
        words=one.present or one.quote,
        note=NOTES.get(one.status, "") if one.status else "",  # type: ignore[call-overload]
        heading=one.question or one.title or FREE,
        address=address_of("writing:entry", one.entry),
        day=date_format(timezone.localtime(one.begun_at), "j F Y"),
        let_go=address_of("looking_back:line-let-go", one.pk),
    )


@prepared
def _kept() -> Any:
    mine = KeptLine.objects.owned_by(given("owner")).in_journal().with_present_words()
    entry = "passage__entry"
    asked = Entry.objects.owned_by(given("owner")).filter(asked_from_memory(given("owner")))
    return mine.values_list(
        "term",
        f"{entry}__started_at",
        "passage__start",
        "pk",
        entry,
        f"{entry}__title",
        f"{entry}__question__title",
        "passage__quote",
        "status",
        "present",
        f"{entry}__question__key",
        Exists(asked.filter(pk=OuterRef(entry))),
    )
