"""Texts as two people tagged them: what the author gave, and what a facilitator found there.

Everything starts from what a facilitator may read now, and from readings that are done and stand
on the text as it is now. An element is named "framework_key/element_key" in every edition.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet

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

PLACE = ("element__edition__framework__key", "element__key", "start", "end")


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
    """Both sides of each of these readings; of one framework if it is named. Four queries."""
    related = readings.select_related("copy__author", "copy__question")
    read = [Read(reading.copy, reading) for reading in related]
    by_copy: dict[UUID, Read] = {one.copy.pk: one for one in read}
    for copy_id, tag in author_tags(by_copy, framework):
        by_copy[copy_id].theirs.append(tag)
    found = second_tags([one.reading for one in read], framework)
    for one in read:
        one.mine = found.get(one.reading.pk, [])
    levels = SharedLevel.objects.filter(copy__in=by_copy)
    for copy_id, framework_key, key in levels.values_list(
        "copy", "level__edition__framework__key", "level__key"
    ):
        by_copy[copy_id].placed_at.add(f"{framework_key}/{key}")
    return read


def author_tags(copies: Iterable[UUID], framework: str = "") -> list[tuple[UUID, Placed]]:
    tags = SharedTag.objects.filter(copy__in=list(copies))
    if framework:
        tags = tags.filter(element__edition__framework__key=framework)
    rows = tags.order_by("start", "pk").values_list("copy", *PLACE, "element__edition__number")
    return [(copy_id, _placed(*rest)) for copy_id, *rest in rows]


def second_tags(readings: Sequence[SecondReading], framework: str = "") -> dict[UUID, list[Placed]]:
    """By reading."""
    tags = SecondTag.objects.filter(reading__in=[reading.pk for reading in readings])
    if framework:
        tags = tags.filter(element__edition__framework__key=framework)
    rows = tags.order_by("start", "made_at", "pk")
    found: dict[UUID, list[Placed]] = {}
    for reading_id, *rest in rows.values_list(
        "reading", *PLACE, "element__edition__number", "reason"
    ):
        found.setdefault(reading_id, []).append(_placed(*rest))
    return found


def _placed(
    framework: str, key: str, start: int | None, end: int | None, edition: int, reason: str = ""
) -> Placed:
    span = None if start is None or end is None else Span(start, end)
    return Placed(f"{framework}/{key}", span, edition, reason)
