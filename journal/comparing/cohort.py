"""What leaders and one facilitator saw in the texts of a cohort, counted by element.

Counts and passages only: the leader knows what is not on the page, so no coefficient is reckoned
between the two. Levels are compared in texts where each named exactly one: a level is the one that
a text is tagged with, anywhere in it, or (its author's) that a partnership was placed at in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.urls import reverse

from frameworks.models import Element, Framework
from journal.models import Cohort, Reading, SecondReading, SharedCopy
from journal.tagging.families import family_of
from partnership.people.models import User

from .agreement import Counts, nominal, ordinal
from .blind_pairs import Pair, pairs
from .coefficients import Coefficient, LeftOut, coefficient
from .matching import Levels, levels_of
from .one_copy import Beside, Decided, decisions_on, newest_wordings, sides_of
from .readings import Read
from .retrieval import A_FREE_ENTRY, copies_to_compare

FEW_UNOPENED = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One element in the list: how often both, one or neither used it."""

    name: str
    address: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Heading:
    """A framework with those of its elements that either used."""

    name: str
    family: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Text:
    """One text in which either used the element, with the passages side by side."""

    author: str
    question: str
    address: str
    sides: list[Beside]
    decided: Decided | None


@dataclass(frozen=True, slots=True)
class Grid:
    """Levels down the side as leaders named them, across the top as the facilitator did."""

    levels: Levels
    names: list[str]
    rows: list[tuple[str, list[int]]]


@dataclass(frozen=True, slots=True)
class Measured:
    """A coefficient and what it is of."""

    of: str
    unit: str
    coefficient: Coefficient


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far one's own blind readings and a colleague's agree."""

    other: str
    edition: int
    measured: list[Measured]
    left_out: LeftOut


def by_framework(cohort: Cohort, read: Sequence[Read]) -> list[Heading]:
    """Every element that either side used, in the order of its framework."""
    keys = {tag.key for one in read for tag in [*one.theirs, *one.mine]}
    rows = [
        (element, Row(element.name, address_of(cohort, key), counts_of(read, key)))
        for key, element in newest_wordings(keys).items()
    ]
    by_name = groupby(rows, key=lambda row: row[0].edition.framework)
    return [
        Heading(framework.name, family_of(framework.key), [row for _, row in members])
        for framework, members in by_name
    ]


def address_of(cohort: Cohort, key: str) -> str:
    return reverse("comparing:comparison-element", args=[cohort.pk, *key.split("/")])


def counts_of(read: Sequence[Read], key: str) -> Counts:
    return Counts.of(one.uses(key) for one in read)


def texts_with(read: Sequence[Read], key: str) -> list[Read]:
    """Those in which either used it."""
    return [one for one in read if any(one.uses(key))]


def texts(read: Sequence[Read], key: str) -> list[Text]:
    decisions = decisions_on([one.copy for one in read])
    return [
        Text(
            author=one.copy.author.name,
            question=title_of(one.copy),
            address=f"{reverse('comparing:copy-comparison', args=[one.copy.pk])}"
            f"#{key.replace('/', '-')}",
            sides=sides_of(one, key),
            decided=decisions.get((one.copy.pk, key)),
        )
        for one in read
    ]


def title_of(copy: SharedCopy) -> str:
    return copy.title or (copy.question.title if copy.question else A_FREE_ENTRY)


def grid_of(read: Sequence[Read], framework: Framework) -> Grid | None:
    """Levels against levels, for a framework that is a scale."""
    scale = scale_of(framework)
    if not scale:
        return None
    place = {f"{framework.key}/{one.key}": one.position for one in scale}
    levels = levels_of(
        (
            {place[key] for key in _author_keys(one) if key in place},
            {place[tag.key] for tag in one.mine if tag.key in place},
        )
        for one in read
    )
    names = [one.name for one in scale]
    cells = levels.grid([one.position for one in scale])
    return Grid(levels, names, list(zip(names, cells, strict=True)))


def scale_of(framework: Framework) -> list[Element]:
    """The levels of a scale as they are worded now; nothing for other frameworks."""
    if framework.kind != Framework.Kind.SCALE:
        return []
    return list(Element.objects.offered().filter(edition__framework=framework))


def _author_keys(read: Read) -> set[str]:
    return {tag.key for tag in read.theirs} | read.placed_at


def agreements(person: User, cohort: Cohort, element: Element) -> list[Agreement]:
    """Between facilitators who tagged blind; nothing where the site has switched this off."""
    if not settings.COEFFICIENTS:
        return []
    framework = element.edition.framework
    place = {f"{framework.key}/{one.key}": one.position for one in scale_of(framework)}
    key = f"{framework.key}/{element.key}"
    return [
        Agreement(
            pair.other.name, pair.edition, _measured(pair, element.name, key, place), pair.left_out
        )
        for pair in pairs(person, cohort, framework.key)
    ]


def _measured(pair: Pair, name: str, key: str, place: dict[str, int]) -> list[Measured]:
    use = coefficient(pair.use(key), nominal)
    found = [Measured(f"Whether {name} was used", "reflections", use)]
    if not use.refusal:
        paragraphs = coefficient(pair.use_by_paragraph(key), nominal)
        found.append(Measured(f"In which paragraph {name} was used", "paragraphs", paragraphs))
    if place:
        levels = coefficient(pair.levels(place), ordinal)
        found.append(Measured("Which level was named", "reflections", levels))
    return found


def unopened(person: User, cohort: Cohort) -> tuple[list[SharedCopy], int]:
    """What this person could still tag blind: neither opened nor tagged. A few, and how many."""
    copies = copies_to_compare(person, cohort)
    copies = copies.exclude(pk__in=Reading.objects.filter(person=person).values("copy"))
    copies = copies.exclude(pk__in=SecondReading.objects.by(person).values("copy"))
    few = copies.oldest_first().for_list()[:FEW_UNOPENED]
    return list(few), copies.count()
