"""Finding among all that one's cohorts shared: what was asked for, what can be, and what fits.

Everything starts from what this person reads as a facilitator. What was asked for and is not among
the choices is left out and said to be, so an old link never fails. Nothing is found by the tags of
what this person is tagging blind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Self
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import Q

from frameworks.models import Element
from frameworks.wordings import Worded, Wordings, wordings_of
from journal.comparing.blind import without_blind
from journal.dates import day_asked
from journal.models import Cohort, Question, SharedCopy, SharedLevel, SharedTag
from journal.models.sharing import SharedCopyQuerySet
from partnership.people.models import User

MOST_QUERY_CHARACTERS = 200
CHOSEN = ("person", "cohort", "question", "element")
DAYS = ("from", "to")

Choice = tuple[str, str]


@dataclass(frozen=True)
class Choices:
    """What can be asked for: only what was shared with this person. Each a value and words."""

    people: list[Choice]
    cohorts: list[Choice]
    questions: list[Choice]
    elements: list[tuple[str, list[Choice]]]
    wordings: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, person: User, cohorts: Sequence[Cohort]) -> Self:
        """Four queries."""
        copies = SharedCopy.objects.for_facilitator(person)
        authors = get_user_model().objects.filter(pk__in=copies.values("author")).order_by("name")
        questions = Question.objects.filter(pk__in=copies.values("question")).in_order()
        used, wordings = _elements(without_blind(copies, person))
        return cls(
            people=[(str(pk), name) for pk, name in authors.values_list("pk", "name")],
            cohorts=[(str(cohort.pk), cohort.name) for cohort in cohorts],
            questions=list(questions.values_list("key", "title")),
            elements=_by_framework(used),
            wordings={one.whole_key: wordings.all_of(one.framework_key, one.key) for one in used},
        )

    def values(self, name: str) -> set[str]:
        """The values that a filter of this name may have."""
        if name == "element":
            return set(self.wordings)
        lists = {"person": self.people, "cohort": self.cohorts, "question": self.questions}
        return {value for value, _ in lists[name]}


def _elements(copies: SharedCopyQuerySet) -> tuple[list[Worded], Wordings]:
    """The elements that the copies' tags and levels count under, in their order. Two queries."""
    among = copies.values("pk")
    tagged = SharedTag.objects.filter(copy__in=among).values("element")
    placed = SharedLevel.objects.filter(copy__in=among).values("level")
    rows = Element.objects.filter(Q(pk__in=tagged) | Q(pk__in=placed)).order_by(
        "edition__framework__name"
    )
    found = list(rows.values_list("pk", "edition__framework__key"))
    wordings = wordings_of(list(dict.fromkeys(key for _, key in found)))
    present = {wordings.stands_for[pk] for pk, _ in found if pk in wordings.stands_for}
    return [one for one in wordings.elements if one.pk in present], wordings


def _by_framework(elements: list[Worded]) -> list[tuple[str, list[Choice]]]:
    groups = groupby(elements, key=lambda one: one.framework_name)
    return [(name, [(one.whole_key, one.name) for one in group]) for name, group in groups]


@dataclass(frozen=True)
class Filters:
    """What was asked for, as far as there is such a thing. `left_out` if some of it was not."""

    query: str = ""
    chosen: dict[str, str] = field(default_factory=dict)
    first: date | None = None
    last: date | None = None
    wordings: tuple[int, ...] = ()
    left_out: bool = False

    @classmethod
    def asked(cls, parameters: Mapping[str, str], choices: Choices) -> Self:
        asked = {name: parameters.get(name, "").strip() for name in (*CHOSEN, *DAYS)}
        chosen = {name: asked[name] for name in CHOSEN if asked[name] in choices.values(name)}
        days = {name: day_asked(asked[name]) for name in DAYS}
        known = {**chosen, **days}
        return cls(
            query=" ".join(parameters.get("q", "")[:MOST_QUERY_CHARACTERS].split()),
            chosen=chosen,
            first=days["from"],
            last=days["to"],
            wordings=tuple(choices.wordings.get(chosen.get("element", ""), ())),
            left_out=any(value and not known.get(name) for name, value in asked.items()),
        )

    @property
    def is_set(self) -> bool:
        return bool(self.query or self.chosen or self.first or self.last)

    @property
    def is_backwards(self) -> bool:
        return bool(self.first and self.last and self.first > self.last)

    @property
    def as_query(self) -> str:
        """For a link to another page of the same, with "&" at its end if there is anything."""
        days = {"from": self.first, "to": self.last}
        parts = {"q": self.query, **self.chosen}
        parts |= {name: day.isoformat() for name, day in days.items() if day}
        set_ones = {name: value for name, value in parts.items() if value}
        return f"{urlencode(set_ones)}&" if set_ones else ""

    def copies_for(self, person: User) -> SharedCopyQuerySet:
        """Those shared with this person that fit, the newest first."""
        copies = SharedCopy.objects.for_facilitator(person).matching(self.query)
        copies = copies.given_between(self.first, self.last)
        if "person" in self.chosen:
            copies = copies.filter(author=UUID(self.chosen["person"]))
        if "cohort" in self.chosen:
            copies = copies.filter(cohort=UUID(self.chosen["cohort"]))
        if "question" in self.chosen:
            copies = copies.filter(question__key=self.chosen["question"])
        if "element" in self.chosen:
            copies = without_blind(copies.about_element(self.wordings), person)
        return copies.newest_first()
