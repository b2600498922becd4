"""What may be tagged with, as tick-boxes: one element, a list under a heading, a framework.

Knows elements and nothing of what is tagged: the same boxes stand on an author's "Tag it" page and
where a facilitator tags a shared copy. An element is named "framework_key/element_key".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q, QuerySet

from frameworks.models import Element

from .families import family_of
from .finder import Findable, find
from .seen import NOTHING, Seen, as_seen, said_of

CORE_THREE = ["himmelman_linkage", "hargreaves_maturity", "briggs_factors"]

# How a framework in front is asked about. The others go by their own names.
ASKED = {
    "himmelman_linkage": (
        "How closely are you linked?",
        "Pick what fits this link now. Closer is not always better.",
    ),
    "hargreaves_maturity": ("How mature is the partnership?", "Pick any that your words touch."),
    "briggs_factors": ("What helped or got in the way?", "Pick any that your words touch."),
}


@dataclass(frozen=True)
class Choice:
    """One tick-box with its definition. `box` is its id on the page, where it may stand twice."""

    key: str
    box: str
    name: str
    definition: str
    family: str
    framework: str
    is_ticked: bool
    position: int
    edition: str = ""

    @property
    def element_key(self) -> str:
        return self.key.partition("/")[2]


@dataclass(frozen=True)
class Choices:
    """Tick-boxes under one heading."""

    name: str
    choices: list[Choice]

    @property
    def shown(self) -> str:
        return " ".join(choice.key for choice in self.choices)

    @property
    def was(self) -> str:
        return " ".join(choice.key for choice in self.choices if choice.is_ticked)

    @property
    def seen(self) -> str:
        """Which editions it shows, for `seen_in`."""
        return " ".join(dict.fromkeys(choice.edition for choice in self.choices))


@dataclass(frozen=True)
class Frame:
    """One framework as a foldable group."""

    key: str
    title: str
    note: str
    family: str
    groups: list[Choices]
    is_open: bool = False

    @property
    def ticked(self) -> int:
        return sum(choice.is_ticked for group in self.groups for choice in group.choices)


def resolve(keys: Iterable[str], seen: Seen = NOTHING) -> dict[str, Element]:
    """The offered element of each key; unknown, retired and switched-off ones are left out.

    One that was seen in an edition superseded since, in other words, is the one that was seen.
    """
    wanted = set(keys)
    pairs = [key.split("/", 1) for key in wanted if key.count("/") == 1]
    if not pairs:
        return {}
    found = (
        Element.objects.offered()
        .with_framework()
        .filter(
            edition__framework__key__in={framework for framework, _ in pairs},
            key__in={element for _, element in pairs},
        )
    )
    by_key = {key_of(element): element for element in found if key_of(element) in wanted}
    return as_seen(by_key, wanted, seen)


def offered(frameworks: Sequence[str], keys: Sequence[str]) -> dict[str, Element]:
    """Every element of these frameworks, and these elements of others, in one query."""
    asked = Q(edition__framework__key__in=frameworks)
    for framework, _, element in (key.partition("/") for key in keys):
        if framework not in frameworks:
            asked |= Q(edition__framework__key=framework, key=element)
    elements: QuerySet[Element] = Element.objects.offered().with_framework().filter(asked)
    return {key_of(element): element for element in elements}


def frame_of(
    key: str, by_key: dict[str, Element], ticked: set[str], *, is_open: bool
) -> Frame | None:
    elements = [element for element in by_key.values() if element.edition.framework.key == key]
    if not elements:
        return None
    name = elements[0].edition.framework.name
    title, note = ASKED.get(key, (name, "Pick any that your words touch."))
    groups = [
        Choices(group, [choice_of(element, "g", ticked) for element in members])
        for group, members in groupby(elements, lambda e: e.group.name if e.group else "")
    ]
    return Frame(key, title, note, family_of(key), groups, is_open)


def found_by(query: str, ticked: set[str], keep: Iterable[str] = ()) -> Choices:
    """The elements that a few letters find, best first, and behind them those to be kept."""
    elements = {key_of(element): element for element in Element.objects.offered().with_framework()}
    hits = [hit.key for hit in find(query, (_findable(*one) for one in elements.items()))]
    shown = dict.fromkeys([*hits, *(key for key in keep if key in elements)])
    return Choices("Found", [choice_of(elements[key], "f", ticked) for key in shown])


def choice_of(element: Element, prefix: str, ticked: set[str]) -> Choice:
    key = key_of(element)
    return Choice(
        key=key,
        box=f"{prefix}-{key.replace('/', '-')}",
        name=element.name,
        definition=element.description,
        family=family_of(element.edition.framework.key),
        framework=element.edition.framework.name,
        is_ticked=key in ticked,
        position=element.position,
        edition=said_of([element]),
    )


def _findable(key: str, element: Element) -> Findable:
    definition = f"{element.description} {element.edition.framework.name}"
    return Findable(key, element.name, tuple(element.aliases), definition)


def key_of(element: Element) -> str:
    return f"{element.edition.framework.key}/{element.key}"
