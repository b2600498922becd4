"""One page of the journal list: its rows by month, in a fixed number of queries.

Only what a row prints is fetched, since entries can be very long. Searching needs the texts of the
twenty that are shown, and of no others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import Left
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from journal.models import Entry, Reply, Tag
from journal.models.entry import OPENING_CHARACTERS, EntryQuerySet
from journal.tagging.families import family_of
from journal.writing.excerpts import Piece, excerpt
from journal.writing.filters import Filters
from journal.writing.reading import FREE
from partnership.people.models import User

ENTRIES_A_PAGE = 20
TAGS_SHOWN = 3
OPENING = Left("body", OPENING_CHARACTERS)


class Listed(NamedTuple):
    """What is fetched of an entry for one row of the list. `text` is its opening, or all of it."""

    pk: UUID
    title: str
    question: str | None
    started_at: datetime
    done_at: datetime | None
    shared_at: datetime | None
    has_new_reply: bool
    text: str


@dataclass(frozen=True)
class Row:
    """One entry as the list prints it. Tags are names with the letter of their family."""

    pk: UUID
    href: str
    heading: str
    opening: list[Piece]
    shown_tags: list[tuple[str, str]]
    more_tags: int
    state: str
    words: str
    begun_on: date


@dataclass(frozen=True)
class Month:
    """Entries begun in one month, newest first."""

    name: str
    rows: list[Row]


def page_of(person: User, filters: Filters, number: str | None) -> Page[Listed]:
    """That page's entries, newest first; the nearest page there is when there is no such one."""
    found = filters.entries_of(person).newest_first()
    if not filters.is_set:
        return Paginator(_listed(person, found, OPENING), ENTRIES_A_PAGE).get_page(number)
    # A search reads every text: its matches are counted in memory, not by reading them again.
    keys = list(found.values_list("pk", flat=True))
    page: Page[Any] = Paginator(keys, ENTRIES_A_PAGE).get_page(number)
    mine = Entry.objects.owned_by(person).filter(pk__in=page.object_list).newest_first()
    page.object_list = list(_listed(person, mine, F("body") if filters.query else OPENING))
    return page


def months_of(person: User, entries: Iterable[tuple[Any, ...]], query: str) -> list[Month]:
    """The rows of these entries by month, in their order. One query."""
    listed = [Listed(*entry) for entry in entries]
    tags = _tags(person, [entry.pk for entry in listed])
    rows = [_row(entry, tags[entry.pk], query) for entry in listed]
    by_month = groupby(rows, key=lambda row: row.begun_on.replace(day=1))
    return [Month(date_format(month, "F Y"), list(group)) for month, group in by_month]


def _listed(person: User, entries: EntryQuerySet, text: Combinable) -> QuerySet[Entry, Any]:
    """The same entries, as the columns of Listed."""
    unread = Reply.objects.received_by(person).unread().filter(entry=OuterRef("pk"))
    return entries.values_list(
        "pk",
        "title",
        "question__title",
        "started_at",
        "done_at",
        "shared_copy__given_at",
        Exists(unread),
        text,
    )


def _row(entry: Listed, tags: list[tuple[str, str]], query: str) -> Row:
    state, words = _state(entry)
    return Row(
        pk=entry.pk,
        href=reverse("writing:entry", args=[entry.pk]),
        heading=entry.question or entry.title or FREE,
        opening=excerpt(entry.text, query),
        shown_tags=tags[:TAGS_SHOWN],
        more_tags=max(0, len(tags) - TAGS_SHOWN),
        state=state,
        words=words,
        begun_on=timezone.localdate(entry.started_at),
    )


def _state(entry: Listed) -> tuple[str, str]:
    """The class of the status and its word; a new reply comes before all else."""
    if entry.has_new_reply:
        return "state-reply", "New reply"
    if entry.shared_at:
        return "state-plain", "Shared"
    return ("state-plain", "Saved") if entry.done_at else ("state-draft", "Draft")


def _tags(person: User, keys: list[UUID]) -> dict[UUID, list[tuple[str, str]]]:
    """For each entry, its tags with levels first, each name once. One query.

    The level of a partnership is among them: placing one tags the entry (journal.tagging.deeds).
    """
    element = ("element__name", "element__edition__framework__key")
    tags = Tag.objects.owned_by(person).filter(entry__in=keys).values_list("entry", *element)
    found: dict[UUID, set[tuple[str, str]]] = defaultdict(set)
    for entry_id, name, framework_key in tags:
        found[entry_id].add((name, family_of(framework_key)))
    return defaultdict(list, {key: sorted(names, key=_by_family) for key, names in found.items()})


def _by_family(tag: tuple[str, str]) -> tuple[int, str]:
    name, family = tag
    return "lmfo".index(family), name
