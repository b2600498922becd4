"""One page of the journal list: its rows by month, in a fixed number of queries.

Only what a row prints is fetched, since entries can be very long. Searching needs the texts of the
twenty that are shown, and of no others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, F, OuterRef
from django.db.models.functions import Left
from django.db.models.lookups import IsNull
from django.utils import timezone
from django.utils.formats import date_format

from journal.models import Entry, Reply, Tag
from journal.models.entry import OPENING_CHARACTERS
from journal.printed import SPACE, Printable, in_a_line, printed_more, printed_state, printed_tag
from journal.snippets import Excerpt, Wanted, excerpt, opening, wanted_in
from journal.standing import is_read_by_others
from journal.tagging.families import family_of
from journal.templatetags.days import day
from journal.writing.filters import Filters
from journal.writing.reading import FREE
from partnership.addresses import address_of
from partnership.people.models import User
from partnership.prepared import given, given_each, prepared

ENTRIES_A_PAGE = 20
TAGS_SHOWN = 3


class Listed(NamedTuple):
    """What is fetched of an entry for one row of the list. `text` is its opening, or all of it."""

    pk: UUID
    title: str
    question: str | None
    started_at: datetime
    is_done: bool
    is_shared: bool
    has_new_reply: bool
    text: str


class Named(NamedTuple):
    """A tag in its place among the others: those of levels first, then by name."""

    place: int
    name: str
    printed: str


@dataclass(frozen=True)
class Row(Printable):
    """One entry as the list prints it. When searched for, `found` stands for the opening."""

    pk: UUID
    href: str
    heading: str
    opening: str
    found: Excerpt | None
    tags: str
    words: str
    status: str
    day: str
    begun_on: date


@dataclass(frozen=True)
class Month:
    """Entries begun in one month, newest first."""

    name: str
    rows: list[Row]


def page_of(person: User, filters: Filters, number: str | None) -> Page[Any]:
    """That page's entries, newest first; the nearest page there is when there is no such one."""
    if not filters.is_set:
        count = sum(count for (count,) in _in_journal().rows(owner=person.pk))
        page: Page[Any] = Paginator(range(count), ENTRIES_A_PAGE).get_page(number)
        page.object_list = _openings(page.number).rows(owner=person.pk)
        return page
    # A search reads every text: its matches are counted in memory, not by reading them again.
    keys = list(filters.entries_of(person).newest_first().values_list("pk", flat=True))
    page = Paginator(keys, ENTRIES_A_PAGE).get_page(number)
    found = _among(len(page.object_list), whole=bool(filters.query))
    page.object_list = found.rows(owner=person.pk, entries=page.object_list)
    return page


def months_of(person: User, entries: Iterable[tuple[Any, ...]], query: str) -> list[Month]:
    """The rows of these entries by month, in their order. One query."""
    listed = [Listed(*entry) for entry in entries]
    tags = _tags(person, [entry.pk for entry in listed])
    today = timezone.localdate()
    wanted = wanted_in(query)
    rows = [_row(entry, tags[entry.pk], wanted, today) for entry in listed]
    by_month = groupby(rows, key=lambda row: row.begun_on.replace(day=1))
    return [Month(date_format(month, "F Y"), list(group)) for month, group in by_month]


@prepared
def _in_journal() -> Any:
    """One row of how many, or none."""
    entries = Entry.objects.owned_by(given("owner")).in_journal()
    return entries.values("author").annotate(count=Count("pk")).values_list("count")


@prepared
def _openings(page: int) -> Any:
    """Those of this page of the whole journal."""
    start = (page - 1) * ENTRIES_A_PAGE
    return _listed(Left("body", OPENING_CHARACTERS))[start : start + ENTRIES_A_PAGE]


@prepared
def _among(count: int, *, whole: bool) -> Any:
    """So many, each with its whole text or the opening."""
    text = F("body") if whole else Left("body", OPENING_CHARACTERS)
    return _listed(text).filter(pk__in=given_each("entries", count))


def _listed(text: Left | F) -> Any:
    """Every entry in the journal, newest first, as the columns of Listed."""
    received = Reply.objects.unread().from_others().filter(to=OuterRef("author"))
    return (
        Entry.objects.owned_by(given("owner"))
        .in_journal()
        .newest_first()
        .values_list(
            "pk",
            "title",
            "question__title",
            "started_at",
            IsNull(F("done_at"), False),
            is_read_by_others(given("owner")),
            Exists(received.filter(entry=OuterRef("pk"))),
            text,
        )
    )


def _row(entry: Listed, tags: list[Named], wanted: Wanted | None, today: date) -> Row:
    look, words = _state(entry)
    begun_on = timezone.localdate(entry.started_at)
    return Row(
        pk=entry.pk,
        href=address_of("writing:entry", entry.pk),
        heading=entry.question or entry.title or FREE,
        opening="" if wanted else opening(entry.text),
        found=excerpt(entry.text, wanted) if wanted and entry.text.strip() else None,
        tags=_printed(tags),
        words=words,
        status=printed_state(look, words),
        day=day(begun_on, today),
        begun_on=begun_on,
    )


def _printed(tags: list[Named]) -> str:
    """The first few, and how many more there are."""
    shown = [tag.printed for tag in tags[:TAGS_SHOWN]]
    if len(tags) > TAGS_SHOWN:
        shown.append(printed_more(len(tags) - TAGS_SHOWN))
    return in_a_line(shown)


def _state(entry: Listed) -> tuple[str, str]:
    """The class of the status and its word; a new reply comes before all else."""
    if entry.has_new_reply:
        return "state-reply", "New reply"
    if entry.is_shared:
        return "state-plain", "Shared"
    return ("state-plain", "Saved") if entry.is_done else ("state-draft", "Draft")


def _tags(person: User, keys: list[UUID]) -> dict[UUID, list[Named]]:
    """For each entry, its tags with levels first, each name once. One query.

    The level of a partnership is among them: placing one tags the entry (journal.tagging.deeds).
    """
    found: dict[UUID, set[Named]] = defaultdict(set)
    rows = _named_tags(len(keys)).rows(owner=person.pk, entries=keys)
    for entry_id, name, framework_key in rows:
        found[entry_id].add(_named(name, framework_key))
    return defaultdict(list, {key: sorted(names) for key, names in found.items()})


@prepared
def _named_tags(count: int) -> Any:
    """On so many entries."""
    tags = Tag.objects.owned_by(given("owner")).filter(entry__in=given_each("entries", count))
    return tags.values_list("entry", "element__name", "element__edition__framework__key")


@lru_cache(maxsize=1024)
def _named(name: str, framework_key: str) -> Named:
    family = family_of(framework_key)
    return Named("lmfo".index(family), name, printed_tag(name, family) + SPACE)
