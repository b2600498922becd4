"""Texts as two people tagged them: what the author gave, and what a facilitator found there.

Everything starts from what a facilitator may read now, and from readings that are done and stand
on the text as it is now. An element is named "framework_key/element_key" in every edition, and one
that another took the place of by the other's name (`frameworks.wordings`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from frameworks.wordings import Wordings, wordings_of
from journal.models import (
    Cohort,
    SecondReading,
    SecondTag,
    SharedCopy,
    SharedLevel,
    SharedTag,
)
from journal.tagging.passages import Span
from partnership.people.models import User

from .matching import Placed
from .retrieval import copies_to_compare

PLACE = (
    "element__edition__framework__key",
    "element",
    "start",
    "end",
    "element__edition__number",
)


@dataclass(slots=True)
class Read:
    """One text: the author's tags, one facilitator's, and the levels its author placed it at."""

    copy: SharedCopy
    reading: SecondReading
    theirs: list[Placed] = field(default_factory=list)
    mine: list[Placed] = field(default_factory=list)
    placed_at: set[str] = field(default_factory=set)

    def by_author(self, key: str) -> list[Placed]:
        return [tag for tag in self.theirs if tag.key == key]

    def by_facilitator(self, key: str) -> list[Placed]:
        return [tag for tag in self.mine if tag.key == key]

    def uses(self, key: str) -> tuple[bool, bool]:
        return bool(self.by_author(key)), bool(self.by_facilitator(key))


def done_by(person: User, cohort: Cohort) -> QuerySet[SecondReading]:
    """This facilitator's readings that count, the newest text first."""
    copies = copies_to_compare(person, cohort)
    readings = SecondReading.objects.by(person).done().of_the_present_text()
    return readings.filter(copy__in=copies).order_by("-copy__text_given_at", "copy")


def read_texts(readings: QuerySet[SecondReading], framework: str = "") -> list[Read]:
    """Both sides of each of these readings; of one framework if it is named. Five queries."""
    related = readings.select_related("copy__author", "copy__question")
    return with_tags([Read(reading.copy, reading) for reading in related], framework)


def with_tags(read: list[Read], framework: str = "") -> list[Read]:
    """The same, with what both sides named; of one framework if it is given. Four queries."""
    by_copy: dict[UUID, Read] = {one.copy.pk: one for one in read}
    by_reading: dict[UUID, Read] = {one.reading.pk: one for one in read}
    given = _of(SharedTag.objects.filter(copy__in=by_copy), framework).order_by("start", "pk")
    theirs = list(given.values_list("copy", *PLACE))
    mine = _second_tags(by_reading, framework)
    levels = SharedLevel.objects.filter(copy__in=by_copy)
    placed = list(levels.values_list("copy", "level__edition__framework__key", "level"))
    wordings = wordings_of(sorted({row[1] for row in [*theirs, *mine, *placed]}))
    for copy_id, _, *rest in theirs:
        by_copy[copy_id].theirs.append(_placed(wordings, *rest))
    for reading_id, _, *rest in mine:
        by_reading[reading_id].mine.append(_placed(wordings, *rest))
    for copy_id, _, level in placed:
        by_copy[copy_id].placed_at.add(wordings.key_of(level))
    return read


def second_tags(readings: Sequence[SecondReading], framework: str) -> dict[UUID, list[Placed]]:
    """Of one framework, by reading. Two queries."""
    wordings = wordings_of([framework])
    found: dict[UUID, list[Placed]] = {}
    for reading_id, _, *rest in _second_tags([one.pk for one in readings], framework):
        found.setdefault(reading_id, []).append(_placed(wordings, *rest))
    return found


def _second_tags(readings: Iterable[UUID], framework: str) -> list[tuple[Any, ...]]:
    tags = _of(SecondTag.objects.filter(reading__in=list(readings)), framework)
    return list(tags.order_by("start", "made_at", "pk").values_list("reading", *PLACE, "reason"))


def _of(tags: QuerySet[Any], framework: str) -> QuerySet[Any]:
    return tags.filter(element__edition__framework__key=framework) if framework else tags


def _placed(
    wordings: Wordings,
    element: int,
    start: int | None,
    end: int | None,
    edition: int,
    reason: str = "",
) -> Placed:
    span = None if start is None or end is None else Span(start, end)
    return Placed(wordings.key_of(element), span, edition, reason)
