"""One page of the journal list: its rows by month, in a fixed number of queries.

The page is first chosen by id alone, since entries can be very long; then only what a row prints
is fetched. Searching needs the texts of the twenty that are shown, and of no others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Left
from django.utils import timezone
from django.utils.formats import date_format

from journal.models import Entry, Observation, Reply, Tag
from journal.models.entry import OPENING_CHARACTERS
from journal.tagging.families import family_of
from journal.writing.excerpts import Piece, excerpt
from journal.writing.filters import Filters
from journal.writing.reading import heading_of
from partnership.people.models import User

ENTRIES_A_PAGE = 20
TAGS_SHOWN = 3


@dataclass(frozen=True)
class Row:
    """One entry as the list prints it. Tags are names with the letter of their family."""

    entry: Entry
    heading: str
    opening: list[Piece]
    tags: list[tuple[str, str]]
    state: str
    words: str

    @property
    def shown_tags(self) -> list[tuple[str, str]]:
        return self.tags[:TAGS_SHOWN]

    @property
    def more_tags(self) -> int:
        return max(0, len(self.tags) - TAGS_SHOWN)


@dataclass(frozen=True)
class Month:
    """Entries begun in one month, newest first."""

    name: str
    rows: list[Row]


def page_of(person: User, filters: Filters, number: str | None) -> Page[UUID]:
    """The ids on that page, newest first; the nearest page there is when there is no such one."""
    keys = filters.entries_of(person).newest_first().values_list("pk", flat=True)
    # A search reads every text once: its matches are counted in memory, not by reading them again.
    pages = Paginator(list(keys) if filters.is_set else keys, ENTRIES_A_PAGE)
    return pages.get_page(number)


def months_of(person: User, keys: Iterable[UUID], query: str) -> list[Month]:
    """The rows of these entries by month, in their order. Two queries."""
    keys = list(keys)
    entries = {entry.pk: entry for entry in _rows(person, keys, with_texts=bool(query))}
    tags = _tags(person, keys)
    rows = [_row(entries[key], tags[key], query) for key in keys if key in entries]
    return [
        Month(name, list(group))
        for name, group in groupby(rows, key=lambda row: _month(row.entry.started_at))
    ]


def _rows(person: User, keys: list[UUID], *, with_texts: bool) -> Iterable[Entry]:
    needed = ["author", "title", "started_at", "done_at", "question__title"]
    mine = Entry.objects.owned_by(person).filter(pk__in=keys).select_related("question")
    unread = Reply.objects.received_by(person).unread().filter(entry=OuterRef("pk"))
    rows = mine.annotate(shared_at=F("shared_copy__given_at"), has_new_reply=Exists(unread))
    if with_texts:
        return rows.only(*needed, "body")
    return rows.only(*needed).annotate(opening=Left("body", OPENING_CHARACTERS))


def _tags(person: User, keys: list[UUID]) -> dict[UUID, list[tuple[str, str]]]:
    """For each entry, levels of its partnerships and then its tags, each name once. One query."""
    element = ("name", "edition__framework__key")
    tags = Tag.objects.owned_by(person).filter(entry__in=keys)
    levels = Observation.objects.owned_by(person).filter(entry__in=keys, is_hindsight=False)
    named = levels.values_list("entry", *(f"level__{name}" for name in element)).union(
        tags.values_list("entry", *(f"element__{name}" for name in element))
    )
    found: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    for entry_id, name, framework_key in named:
        found[entry_id].append((name, family_of(framework_key)))
    return defaultdict(list, {key: sorted(names, key=_by_family) for key, names in found.items()})


def _by_family(tag: tuple[str, str]) -> tuple[int, str]:
    name, family = tag
    return "lmfo".index(family), name


def _row(entry: Entry, tags: list[tuple[str, str]], query: str) -> Row:
    text = entry.body if query else getattr(entry, "opening", "")
    state, words = _state(entry)
    return Row(entry, heading_of(entry), excerpt(text, query), tags, state, words)


def _state(entry: Entry) -> tuple[str, str]:
    """The class of the status and its word; a new reply comes before all else."""
    if getattr(entry, "has_new_reply", False):
        return "state-reply", "New reply"
    if getattr(entry, "shared_at", None):
        return "state-plain", "Shared"
    return ("state-draft", "Draft") if entry.is_draft else ("state-plain", "Saved")


def _month(started_at: datetime) -> str:
    return date_format(timezone.localtime(started_at), "F Y")
