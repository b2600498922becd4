"""What one has written about of the frameworks and what not yet, as lists; and a way into the rest.

To have named an element says what an entry was about, and nothing of how good anybody is at it. So
nothing here is counted or set against another: how often is in journal.looking_back.over_time.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.urls import reverse

from frameworks.models import Framework
from frameworks.wordings import Worded, wordings_of
from partnership.people.models import User

from .over_time import elements_named


class Name(NamedTuple):
    """Something in a list, and where it leads."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Covered:
    """A framework: what this person has written about, to be read again; the rest, explained."""

    framework: Name
    written: list[Name]
    not_yet: list[Name]
    is_in_front: bool


@dataclass(frozen=True)
class Coverage:
    """Every element of the frameworks in use, in the wording that stands for it now."""

    elements: dict[str, list[Worded]]  # by framework, those in front before others
    named: Collection[int]  # which of them this person has named
    front: Collection[str]
    present: dict[tuple[str, str], Worded]  # what each key counts under, if it is offered

    def lists(self) -> list[Covered]:
        """The frameworks in front, and the others of which something is named."""
        return [self._covered(key) for key in self.elements if key not in self._untouched]

    @property
    def untouched(self) -> list[Name]:
        """The others."""
        return [_framework(self.elements[key][0]) for key in self._untouched]

    @property
    def _untouched(self) -> list[str]:
        return [
            key
            for key, elements in self.elements.items()
            if key not in self.front and not any(one.pk in self.named for one in elements)
        ]

    def unwritten(self, whole_key: str) -> Worded | None:
        """The element that this "framework/element" means now, unless it is named already."""
        framework_key, _, element_key = whole_key.partition("/")
        now = self.present.get((framework_key, element_key))
        return now if now and now.pk not in self.named else None

    def _covered(self, key: str) -> Covered:
        elements = self.elements[key]
        written = [one for one in elements if one.pk in self.named]
        not_yet = [one for one in elements if one.pk not in self.named and not one.is_retired]
        return Covered(
            framework=_framework(elements[0]),
            written=[_own_words(one) for one in written],
            not_yet=[definition_of(one) for one in not_yet],
            is_in_front=key in self.front,
        )


def coverage_of(person: User, front: Sequence[str]) -> Coverage:
    """Three queries."""
    in_use = list(Framework.objects.in_use().order_by("name").values_list("key", flat=True))
    keys = sorted(in_use, key=lambda key: front.index(key) if key in front else len(front))
    wordings = wordings_of(keys)
    named = elements_named(person)
    elements: dict[str, list[Worded]] = {}
    for one in wordings.elements:
        elements.setdefault(one.framework_key, []).append(one)
    offered = {one.pk: one for one in wordings.offered}
    return Coverage(
        elements=elements,
        named={wordings.stands_for[pk] for pk in named if pk in wordings.stands_for},
        front=front,
        present={key: offered[pk] for key, pk in wordings.present.items() if pk in offered},
    )


def definition_of(element: Worded) -> Name:
    """The element, leading to what its framework says of it."""
    address = _address("frameworks:framework", element.framework_key)
    return Name(element.name, f"{address}#{element.key}")


def _framework(one: Worded) -> Name:
    return Name(one.framework_name, _address("frameworks:framework", one.framework_key))


def _own_words(one: Worded) -> Name:
    return Name(one.name, _address("looking_back:element", one.framework_key, one.key))


@lru_cache(maxsize=1024)
def _address(name: str, *keys: str) -> str:
    """Looked up once for each element, since the page leads to every one of them."""
    return reverse(name, args=keys)
