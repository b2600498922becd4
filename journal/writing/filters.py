"""Finding an entry again: what was asked for, what can be asked for, and the entries that fit.

Everything starts from the person's own rows. What was asked for and is not among the choices is
left out and said to be, so an old link never fails.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Self
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q

from frameworks.models import Element
from journal.models import Entry, Module, Observation, Partnership, SharedCopy, Tag
from journal.models.entry import EntryQuerySet
from partnership.people.models import User

MOST_QUERY_CHARACTERS = 200
SHARED = {"yes": "Shared", "no": "Not shared"}
NARROWING = ("module", "partnership", "element", "shared")

Choice = tuple[str, str]


@dataclass(frozen=True)
class Choices:
    """What this person can filter by: only what their own journal has. Each a value and words."""

    modules: list[Choice]
    partnerships: list[Choice]
    elements: dict[str, list[Choice]]
    shared: list[Choice] = field(default_factory=lambda: list(SHARED.items()))

    @classmethod
    def of(cls, person: User) -> Self:
        """Three queries."""
        mine = Entry.objects.owned_by(person)
        modules = Module.objects.filter(pk__in=mine.values("question__module"))
        partnerships = Partnership.objects.owned_by(person).values_list("pk", "name")
        return cls(
            modules=list(modules.values_list("key", "title")),
            partnerships=[(str(pk), name) for pk, name in partnerships],
            elements=_elements_used_by(person),
        )

    def values(self, name: str) -> set[str]:
        """The values that a filter of this name may have."""
        if name == "element":
            return {value for group in self.elements.values() for value, _ in group}
        lists = {"module": self.modules, "partnership": self.partnerships, "shared": self.shared}
        return {value for value, _ in lists[name]}


@dataclass(frozen=True)
class Filters:
    """What was asked for, as far as there is such a thing. `left_out` if some of it was not."""

    query: str = ""
    module: str = ""
    partnership: str = ""
    element: str = ""
    shared: str = ""
    left_out: bool = False

    @classmethod
    def asked(cls, parameters: Mapping[str, str], choices: Choices | None) -> Self:
        """What the address asks for. Without choices nothing but words can be asked for."""
        asked = {name: parameters.get(name, "") for name in NARROWING if choices}
        known = {
            name: value
            for name, value in asked.items()
            if choices and value and value in choices.values(name)
        }
        return cls(
            query=" ".join(parameters.get("q", "")[:MOST_QUERY_CHARACTERS].split()),
            left_out=any(value and name not in known for name, value in asked.items()),
            **known,
        )

    @property
    def narrowed(self) -> bool:
        """Whether a filter, apart from the words searched for, is set."""
        return bool(self.module or self.partnership or self.element or self.shared)

    @property
    def is_set(self) -> bool:
        return bool(self.query) or self.narrowed

    @property
    def as_query(self) -> str:
        """For a link to another page of the same, with "&" at its end if there is anything."""
        names = {"q": self.query, "module": self.module, "partnership": self.partnership}
        names |= {"element": self.element, "shared": self.shared}
        set_ones = {name: value for name, value in names.items() if value}
        return f"{urlencode(set_ones)}&" if set_ones else ""

    def entries_of(self, person: User) -> EntryQuerySet:
        """Those in their journal that fit. `in` a subquery, so that none is counted twice."""
        entries: EntryQuerySet = Entry.objects.owned_by(person).in_journal().matching(self.query)
        if self.module:
            entries = entries.filter(question__module__key=self.module)
        if self.partnership:
            about = Entry.partnerships.through.objects.filter(partnership=UUID(self.partnership))
            entries = entries.filter(pk__in=about.values("entry"))
        if self.element:
            framework_key, _, element_key = self.element.partition("/")
            entries = _about_element(entries, person, framework_key, element_key)
        if self.shared:
            shared = Q(pk__in=SharedCopy.objects.given_by(person).in_force().values("entry"))
            entries = entries.filter(shared if self.shared == "yes" else ~shared)
        return entries


def wants_choices(parameters: Mapping[str, str]) -> bool:
    """Whether to fetch and show the filters: one is set, or the person asked to see them."""
    return any(parameters.get(name) for name in (*NARROWING, "filters"))


def _about_element(
    entries: EntryQuerySet, person: User, framework_key: str, element_key: str
) -> EntryQuerySet:
    """Tagged with it, or with a partnership placed there, in any edition's wording."""
    known_as = Element.objects.known_as(framework_key, element_key).values("pk")
    tagged = Tag.objects.owned_by(person).filter(element__in=known_as)
    placed = Observation.objects.owned_by(person).filter(level__in=known_as, entry__isnull=False)
    return entries.filter(Q(pk__in=tagged.values("entry")) | Q(pk__in=placed.values("entry")))


def _elements_used_by(person: User) -> dict[str, list[Choice]]:
    """By framework name, the elements this person has tagged with or placed a partnership at."""
    tagged = Tag.objects.owned_by(person).values("element")
    placed = Observation.objects.owned_by(person).values("level")
    used = Element.objects.filter(Q(pk__in=tagged) | Q(pk__in=placed))
    rows = used.order_by("edition__framework__name", "position", "-edition__number").values_list(
        "edition__framework__name", "edition__framework__key", "key", "name"
    )
    return {name: _once(group) for name, group in groupby(rows, key=itemgetter(0))}


def _once(rows: Iterable[tuple[str, str, str, str]]) -> list[Choice]:
    """Each element once, however many editions' wordings of it were used."""
    names: dict[str, str] = {}
    for _, framework_key, key, name in rows:
        names.setdefault(f"{framework_key}/{key}", name)
    return list(names.items())
