"""Texts that two facilitators tagged, each without having seen others' tags.

What cannot be counted is not dropped in silence: it is counted by its reason (`LeftOut`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from frameworks.models import Edition
from journal.models import Cohort, SecondReading
from journal.tagging.passages import paragraphs
from partnership.people.models import User

from .agreement import Unit
from .coefficients import Blind, LeftOut
from .matching import Placed, used_in
from .readings import second_tags
from .retrieval import copies_to_compare


@dataclass(frozen=True, slots=True)
class Tagged:
    """One person's reading of one text, with its tags of one framework."""

    reading: SecondReading
    tags: list[Placed]
    edition: int

    def uses(self, key: str) -> list[Placed]:
        return [tag for tag in self.tags if tag.key == key]

    @property
    def is_blind(self) -> bool:
        seen_at, done_at = self.reading.saw_other_tags_at, self.reading.done_at
        return self.reading.is_blind and bool(seen_at and done_at and seen_at >= done_at)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two facilitators, and the texts that both tagged blind, in one edition."""

    other: User
    edition: int
    both: list[tuple[Tagged, Tagged]]
    left_out: LeftOut

    def use(self, key: str) -> Blind:
        """Text × element: used or not."""
        units = [
            (_cluster(mine), (int(bool(mine.uses(key))), int(bool(theirs.uses(key)))))
            for mine, theirs in self.both
        ]
        return self._blind(units)

    def use_by_paragraph(self, key: str) -> Blind:
        """Paragraph × element. Tags on all of it say nothing of any one paragraph."""
        units = [
            (
                _cluster(mine),
                (int(used_in(one, mine.uses(key))), int(used_in(one, theirs.uses(key)))),
            )
            for mine, theirs in self.both
            for one in paragraphs(mine.reading.copy.body)
        ]
        return self._blind(units)

    def levels(self, positions: dict[str, int]) -> Blind:
        """The level each named, in texts where each named exactly one."""
        units = []
        for mine, theirs in self.both:
            one, other = _levels(mine, positions), _levels(theirs, positions)
            if len(one) == len(other) == 1:
                units.append((_cluster(mine), (*one, *other)))
        return Blind(units, len(units), 2 * len(units), self.left_out)

    def _blind(self, units: Sequence[tuple[UUID, Unit]]) -> Blind:
        uses = sum(sum(unit) for _, unit in units)
        return Blind(units, len(self.both), uses, self.left_out)


def pairs(person: User, cohort: Cohort, framework: str) -> list[Pair]:
    """This facilitator with each other who has tagged texts of this cohort, by name."""
    readings = SecondReading.objects.done().filter(copy__in=copies_to_compare(person, cohort))
    found = list(readings.select_related("copy", "reader").order_by("reader__name", "reader"))
    tags = second_tags(found, framework)
    published = _published(framework)
    by_reader: dict[User, dict[UUID, Tagged]] = {}
    for one in found:
        edition = _edition(one, tags.get(one.pk, []), published)
        tagged = Tagged(one, tags.get(one.pk, []), edition)
        by_reader.setdefault(one.reader, {})[one.copy_id] = tagged
    mine = by_reader.pop(person, {})
    return [
        _pair(other, mine, theirs) for other, theirs in by_reader.items() if mine.keys() & theirs
    ]


def _pair(other: User, mine: dict[UUID, Tagged], theirs: dict[UUID, Tagged]) -> Pair:
    """The newest edition that both read counts; what was tagged under another is left out."""
    both = [(mine[copy], theirs[copy]) for copy in mine if copy in theirs]
    same_text = [(a, b) for a, b in both if _is_one_text(a, b)]
    blind = [(a, b) for a, b in same_text if a.is_blind and b.is_blind]
    one_edition = [(a, b) for a, b in blind if a.edition == b.edition]
    edition = max((a.edition for a, _ in one_edition), default=0)
    counted = [(a, b) for a, b in one_edition if a.edition == edition]
    left_out = LeftOut(
        seen=len(same_text) - len(blind),
        another_text=len(both) - len(same_text),
        another_edition=len(blind) - len(counted),
    )
    return Pair(other, edition, counted, left_out)


def _is_one_text(one: Tagged, other: Tagged) -> bool:
    given_at = one.reading.copy.text_given_at
    return one.reading.text_given_at == other.reading.text_given_at == given_at


def _edition(
    reading: SecondReading, tags: Iterable[Placed], published: list[tuple[datetime, int]]
) -> int:
    """The edition its tags were made in; with none of this framework, the one of that day."""
    numbers = {tag.edition for tag in tags}
    if numbers:
        return max(numbers)
    return max((number for at, number in published if at <= reading.began_at), default=1)


def _published(framework: str) -> list[tuple[datetime, int]]:
    editions = Edition.objects.filter(framework__key=framework, published_at__isnull=False)
    return list(editions.values_list("published_at", "number"))  # type: ignore[arg-type]


def _levels(tagged: Tagged, positions: dict[str, int]) -> set[int]:
    return {positions[tag.key] for tag in tagged.tags if tag.key in positions}


def _cluster(tagged: Tagged) -> UUID:
    """Whose text it is: what one leader wrote is drawn together, however many texts it is."""
    return tagged.reading.copy.author_id
