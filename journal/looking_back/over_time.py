"""What one author named, by element and by term: the same person, months apart.

Counted from their own entries, those in the bin left out. A text counts once under an element,
however often it names it, in the term in which it was begun. No text is compared with another:
whether the partnership changed or what its author means by a word, only the author can tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from frameworks.models import Element
from frameworks.wordings import Worded, Wordings, wordings_of
from journal.dates import Term
from journal.models import Observation, Tag
from journal.models.partnership import ObservationQuerySet
from journal.names import in_a_row
from partnership.people.models import User
from partnership.prepared import given, prepared

MOST_NAMED = 3

Texts = Mapping[Term, set[UUID]]  # the entries that name an element, by term


@dataclass(frozen=True, slots=True)
class Row:
    """One element: how many entries name it in each of the table's terms; no address for none."""

    name: str
    address: str
    cells: list[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Table:
    """Elements in their framework's order, those that were never named left out."""

    terms: list[str]
    rows: list[Row]
    sentences: list[str]


def frameworks_named(person: User, first: Sequence[str]) -> dict[str, str]:
    """The frameworks this person has named anything of, by key; those of `first` before others.

    Two queries.
    """
    named = Element.objects.filter(pk__in=elements_named(person)).order_by()
    names = dict(
        named.values_list("edition__framework__key", "edition__framework__name").distinct()
    )
    order = {key: number for number, key in enumerate(first)}
    return dict(sorted(names.items(), key=lambda one: (order.get(one[0], len(order)), one[1])))


def elements_named(person: User) -> set[int]:
    """The elements this person has named, in the editions in which they did. One query."""
    return {pk for (pk,) in _elements_named().rows(owner=person.pk)}


@prepared
def _elements_named() -> Any:
    """Two lists set together: asked as one condition with "or", both are gone through twice."""
    tagged = tagged_by(given("owner")).order_by().values_list("element")
    return tagged.union(placed_by(given("owner")).values_list("level"))


def table_of(person: User, framework_key: str, framework_name: str) -> Table:
    """One framework's elements by term. Three queries."""
    wordings = wordings_of([framework_key])
    named = _named(person, framework_key, wordings)
    elements = [element for element in wordings.elements if element.pk in named]
    terms = sorted({term for texts in named.values() for term in texts})
    return Table(
        terms=[str(term).capitalize() for term in terms],
        rows=[_row(element, named[element.pk], terms) for element in elements],
        sentences=_said(framework_name, elements, named, terms),
    )


def tagged_by(person: User) -> Any:
    """Tags in entries that are not in the bin, each with what it `named`.

    The sum keeps PostgreSQL from beginning at an element, and so at every tag of it on the site:
    a journal is the smaller of the two, and it goes through that (`tag_of_entry_element`).
    """
    mine = Tag.objects.owned_by(person).filter(entry__binned_at=None)
    return mine.annotate(named=F("element") + 0)


def placed_by(person: User) -> ObservationQuerySet:
    """Where entries of their journal placed a partnership."""
    return Observation.objects.owned_by(person).in_journal()


def _named(person: User, framework_key: str, wordings: Wordings) -> Mapping[int, Texts]:
    """By the element that each wording counts under now."""
    tags = tagged_by(person).filter(named__in=wordings.stands_for)
    placed = placed_by(person).filter(level__edition__framework__key=framework_key)
    found: dict[int, dict[Term, set[UUID]]] = defaultdict(lambda: defaultdict(set))
    here = timezone.get_current_timezone()
    for element, entry, at in [
        *tags.values_list("named", "entry", "entry__started_at"),
        *placed.values_list("level", "entry", "entry__started_at"),
    ]:
        found[wordings.stands_for[element]][Term.of(at.astimezone(here).date())].add(entry)
    return found


def term_of(at: datetime) -> Term:
    return Term.of(timezone.localdate(at))


def _row(element: Worded, texts: Texts, terms: Sequence[Term]) -> Row:
    address = reverse("looking_back:element", args=[element.framework_key, element.key])
    counts = [(term, len(texts.get(term, ()))) for term in terms]
    cells = [(n, f"{address}?term={term.value}" if n else "") for term, n in counts]
    return Row(element.name, address, cells)


def _said(
    framework: str, elements: Sequence[Worded], named: Mapping[int, Texts], terms: Sequence[Term]
) -> list[str]:
    """How much, since when; what came with the newest term, and what was not in it."""
    if not terms:
        return []
    entries = set().union(*(found for texts in named.values() for found in texts.values()))
    when = f"in {terms[0]}" if len(terms) == 1 else f"from {terms[0]} to {terms[-1]}"
    said = [f"You named something of {framework} in {entries_in_words(len(entries))}, {when}."]
    if len(terms) > 1:
        newest = terms[-1]
        new = [one.name for one in elements if set(named[one.pk]) == {newest}]
        gone = [one.name for one in elements if newest not in named[one.pk]]
        said += [f"Named for the first time in {newest}: {_few(new)}."] if new else []
        said += [f"Named before, and not in {newest}: {_few(gone)}."] if gone else []
    return said


def _few(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    if more <= 1:
        return in_a_row(names)
    return in_a_row([*names[:MOST_NAMED], f"{more} others"])


def entries_in_words(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"
