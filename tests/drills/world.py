"""The people and cohorts of the drill, and the plain model of what was written and given to whom.

The model knows nothing of how the product does it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from frameworks.models import Element
from journal.models import Cohort
from partnership.people.models import User
from tests.factories import make_cohort, make_framework, make_person

LEADERS, FACILITATORS = ("bryony", "idris", "saoirse"), ("rosalind", "tomas", "devinder")
PEOPLE = (*LEADERS, *FACILITATORS, "sam")
COHORTS = ("autumn", "elsewhere")
LEADER, FACILITATOR = "leader", "facilitator"
AUDIENCES = ("facilitator", "cohort")
AT_FIRST = {
    ("bryony", "autumn"): LEADER,
    ("idris", "autumn"): LEADER,
    ("saoirse", "elsewhere"): LEADER,
    ("rosalind", "autumn"): FACILITATOR,
    ("tomas", "autumn"): FACILITATOR,
    ("devinder", "elsewhere"): FACILITATOR,
}


@dataclass
class World:
    """The people, the cohorts and what texts can be tagged with: made once, for every example."""

    people: dict[str, User]
    cohorts: dict[str, Cohort]
    factors: list[Element]
    levels: list[Element]

    def cohort_name(self, cohort: Cohort | None) -> str | None:
        return next((name for name, known in self.cohorts.items() if known == cohort), None)

    @cached_property
    def name_of(self) -> dict[Any, str]:
        return {person.pk: name for name, person in self.people.items()}


def make_world() -> World:
    people = {name: make_person(f"{name.title()} Example") for name in PEOPLE}
    people["sam"].is_staff = True
    people["sam"].save()
    autumn = make_cohort(
        leaders=(people["bryony"], people["idris"]),
        facilitators=(people["rosalind"], people["tomas"]),
    )
    elsewhere = make_cohort(leaders=(people["saoirse"],), facilitators=(people["devinder"],))
    factors = make_framework("briggs_factors", ("trust", "time")).editions.get().elements
    scale = make_framework("himmelman_linkage", ("networking", "coordinating"), kind="scale")
    cohorts_by_name = {"autumn": autumn, "elsewhere": elsewhere}
    return World(
        people, cohorts_by_name, list(factors.all()), list(scale.editions.get().elements.all())
    )


@dataclass(frozen=True)
class Text:
    """What is on an entry, or was when it was given."""

    title: str
    body: str
    tags: frozenset[str] = frozenset()
    levels: frozenset[tuple[str, str]] = frozenset()

    def words(self) -> set[str]:
        return {*self.title.split(), *self.body.split(), *(name for name, _ in self.levels)}


@dataclass
class Given:
    text: Text
    cohort: str
    audience: str
    replies: set[str] = field(default_factory=set)


@dataclass
class Written:
    """One entry, and what was given of it; `replies` is what its author received."""

    author: str
    text: Text
    given: Given | None = None
    is_binned: bool = False
    replies: set[str] = field(default_factory=set)


@dataclass
class Pair:
    """Two records that are compared, or that somebody would like to: each is named by its entry."""

    cohort: str
    asker: tuple[str, UUID]
    asked: tuple[str, UUID | None]  # without a record until it is agreed
    called: str

    @property
    def sides(self) -> list[tuple[str, UUID | None]]:
        return [self.asker, self.asked]


@dataclass
class Model:
    """Who is in which cohort as what, what each entry says, and what was given of it to whom."""

    roles: dict[tuple[str, str], str] = field(default_factory=AT_FIRST.copy)
    written: dict[UUID, Written] = field(default_factory=dict)
    pairs: dict[UUID, Pair] = field(default_factory=dict)

    def readable_by(self, name: str) -> frozenset[Text]:
        return frozenset(given.text for _, given in self._open_to(name))

    def desk_of(self, name: str) -> frozenset[Text]:
        return frozenset(
            given.text
            for author, given in self._open_to(name)
            if self.roles.get((name, given.cohort)) == FACILITATOR and author != name
        )

    def _open_to(self, name: str) -> Iterator[tuple[str, Given]]:
        for one in self.written.values():
            if one.given is None or not self.in_force(one):
                continue
            role = self.roles.get((name, one.given.cohort))
            if role == FACILITATOR or (role and one.given.audience == "cohort"):
                yield one.author, one.given

    def in_force(self, one: Written) -> bool:
        given = one.given
        return given is not None and self.roles.get((one.author, given.cohort)) == LEADER

    def seen_by(self, name: str) -> list[tuple[UUID, str]]:
        """In which pair, and at which level: what others let this person see."""
        return sorted(
            (pair_id, level)
            for pair_id, pair in self.pairs.items()
            for author, entry_id in pair.sides
            if pair.asked[1] and name != author and name in dict(pair.sides)
            if all(self.roles.get((who, pair.cohort)) == LEADER for who, _ in pair.sides)
            for level in self._placed_in(entry_id)
        )

    def _placed_in(self, entry_id: UUID | None) -> list[str]:
        one = self.written.get(entry_id) if entry_id else None
        return [] if one is None or one.is_binned else [level for _, level in one.text.levels]

    def gone(self, who: str, cohort: str) -> None:
        del self.roles[who, cohort]
        self.pairs = {
            key: pair
            for key, pair in self.pairs.items()
            if pair.cohort != cohort or who not in dict(pair.sides)
        }
        for one in self.written.values():
            if one.author == who and one.given and one.given.cohort == cohort:
                one.given = None

    def erased(self) -> None:
        """What was in the bin."""
        self.written = {key: one for key, one in self.written.items() if not one.is_binned}

    def on_entry(self, entry_id: UUID, **changes: Any) -> None:
        one = self.written[entry_id]
        one.text = Text(**{**vars(one.text), **changes})
