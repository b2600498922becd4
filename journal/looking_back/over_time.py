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

from django.db.models import BigAutoField, Case, F, When
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils import timezone

from frameworks.models import Framework
from frameworks.wordings import Worded, wordings_of
from journal.dates import Term
from journal.models import Observation, Tag
from journal.models.partnership import ObservationQuerySet
from journal.names import in_a_row
from partnership.people.models import User
from partnership.prepared import given, given_each, prepared

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


@dataclass(frozen=True, slots=True)
class OverTime:
    """The frameworks that one author named anything of, by key, and the table of one of them."""

    frameworks: dict[str, str]
    framework: str
    table: Table | None


def over_time(person: User, first: Sequence[str], asked: str = "") -> OverTime:
    """The table of the framework asked for, or of the first named; those of `first` come first.

    Three queries, and the same again where nothing is named of the framework thought of first.
    """
    key = asked or next(iter(first), "")
    named = _named(person, key)
    frameworks = _in_order(named.frameworks, first)
    if not frameworks:
        return OverTime({}, "", None)
    if key not in frameworks:
        key = next(iter(frameworks))
        named = _named(person, key)
    return OverTime(frameworks, key, _table(frameworks[key], named))


def _in_order(names: Mapping[str, str], first: Sequence[str]) -> dict[str, str]:
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


def _table(framework_name: str, named: _Named) -> Table:
    terms = sorted({term for texts in named.texts.values() for term in texts})
    return Table(
        terms=[str(term).capitalize() for term in terms],
        rows=[_row(element, named.texts[element.pk], terms) for element in named.elements],
        sentences=_said(framework_name, named.elements, named.texts, terms),
    )


def tagged_by(person: User) -> Any:
    """Tags in entries that are not in the bin."""
    return Tag.objects.owned_by(person).filter(entry__binned_at=None)


def placed_by(person: User) -> ObservationQuerySet:
    """Where entries of their journal placed a partnership."""
    return Observation.objects.owned_by(person).in_journal()


@dataclass(frozen=True, slots=True)
class _Named:
    """Of which frameworks one named anything; and of one of them which elements, in which texts."""

    frameworks: dict[str, str]
    elements: list[Worded]
    texts: Mapping[int, Texts]


def _named(person: User, framework_key: str) -> _Named:
    """Each text under the element that its wording counts under now. Three queries."""
    wordings = wordings_of([framework_key])
    editions: set[int] = set()
    found: dict[int, dict[Term, set[UUID]]] = defaultdict(lambda: defaultdict(set))
    asked = list(wordings.stands_for)
    for edition, element, entry, day in _named_by(len(asked)).rows(owner=person.pk, asked=asked):
        editions.add(edition)
        if element is not None:
            found[wordings.stands_for[element]][Term.of(day)].add(entry)
    frameworks = Framework.objects.filter(editions__in=editions).distinct().order_by()
    return _Named(
        frameworks=dict(frameworks.values_list("key", "name")),
        elements=[element for element in wordings.elements if element.pk in found],
        texts=found,
    )


@prepared
def _named_by(count: int) -> Any:
    """Every tag and level of one author's, gone through once.

    Of so many elements, in which entries; of all others no more than the edition. For a large
    journal that is half the work of asking first for the frameworks, then for the elements of one.
    """
    tags = _with_entries(tagged_by(given("owner")).order_by(), "element", count)
    return tags.union(_with_entries(placed_by(given("owner")), "level", count))


def _with_entries(rows: Any, element: str, count: int) -> Any:
    is_asked = {f"{element}__in": given_each("asked", count, BigAutoField())}
    columns = F(element), F("entry"), TruncDate("entry__started_at")
    told = [Case(When(**is_asked, then=column)) for column in columns]
    return rows.values_list(f"{element}__edition", *told)


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
