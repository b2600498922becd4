"""What an edition says, sheet by sheet and field by field, as text that two editions share.

A sheet is the edition itself, one group, or one element. `contents_of` reads them from the
database; everything that compares them is pure.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ..models import Edition, Element, Group

# Fields by their label, in the order in which a sheet shows them.
HEAD = {
    "name": "Name",
    "summary": "Summary",
    "dimensions": "What distinguishes the levels",
    "notes": "Worth knowing",
    "sources": "Sources",
    "facts": "What it is",
}
GROUP = {"name": "Name", "description": "Description"}
# In these its meaning lies: where one differs, a tag reads otherwise than it did.
MEANING = {  # the fields of frameworks.superseding.WORDS
    "name": "Name",
    "description": "Definition",
    "note": "Longer note",
    "adds": "What it adds",
    "acts": "What partners do",
    "distinguishes": "What distinguishes it",
    "enough_when": "Enough when",
    "signs_of_more": "Signs of more",
}
HELP = {
    "example": "Example",
    "prompt": "Prompt",
    "aliases": "Also called",
    "cue_words": "Cue words",
    "activity_question": "Question it belongs to",
    "confirmed": "Confirmed",
}
ELEMENT = MEANING | HELP
# Which elements that left it follows: lists of keys, and no text of a sheet.
ORIGINS = {"takes_the_place_of": "Takes the place of", "comes_from": "Comes from"}

FACTS = {
    "is_numbered": "Its source numbers the list",
    "is_historical": "Historical",
    "is_compiled": "Gathered from the reading",
    "is_partly_verified": "Partly verified",
}


@dataclass(frozen=True)
class Sheet:
    """One sheet: `said` is each field as text, and those that say nothing are left out."""

    key: str = ""
    name: str = ""
    said: Mapping[str, str] = field(default_factory=dict)
    group: str = ""
    is_retired: bool = False
    takes_the_place_of: tuple[str, ...] = ()
    comes_from: tuple[str, ...] = ()

    def meaning(self) -> dict[str, str]:
        """What a tag with it stands for: the words that its reader saw."""
        return {name: text for name, text in self.said.items() if name in MEANING}


@dataclass(frozen=True)
class Contents:
    """All that an edition says. Groups and elements by key, in their order."""

    head: Sheet = field(default_factory=Sheet)
    groups: Mapping[str, Sheet] = field(default_factory=dict)
    elements: Mapping[str, Sheet] = field(default_factory=dict)

    @cached_property
    def live(self) -> dict[str, Sheet]:
        """The elements that are offered, retired ones left out."""
        return {key: sheet for key, sheet in self.elements.items() if not sheet.is_retired}

    @property
    def digest(self) -> str:
        """Differs when anything does: that what was looked at is what is published."""
        text = json.dumps(
            [vars(self.head), _plain(self.groups), _plain(self.elements)], ensure_ascii=False
        )
        return hashlib.sha256(text.encode()).hexdigest()[:32]


NOTHING = Contents()


def contents_of(edition: Edition | None) -> Contents:
    """Two queries; none for no edition."""
    return NOTHING if edition is None else contents_from(edition, *rows_of(edition))


def rows_of(edition: Edition) -> tuple[list[Group], list[Element]]:
    """Its groups, and its elements, which know the group that they stand in. Two queries."""
    groups = {group.pk: group for group in edition.groups.all()}
    elements = list(edition.elements.all())
    for element in elements:
        element.group = groups.get(element.group_id or 0)
    return list(groups.values()), elements


def contents_from(
    edition: Edition, groups: Iterable[Group], elements: Iterable[Element]
) -> Contents:
    """Of these rows, which need not be saved, and of which each element knows its group."""
    return Contents(
        _head(edition),
        {group.key: _group(group) for group in groups},
        {element.key: element_sheet(element) for element in elements},
    )


def element_sheet(element: Element) -> Sheet:
    """One element, with the group it stands in, which is fetched."""
    said = {
        "name": element.name,
        "description": element.description,
        "note": element.note,
        "adds": element.adds,
        "acts": lines(element.acts),
        "distinguishes": lines(
            f"{key}: {text}" for key, text in sorted(element.distinguishes.items())
        ),
        "enough_when": element.enough_when,
        "signs_of_more": element.signs_of_more,
        "example": element.example,
        "prompt": element.prompt,
        "aliases": lines(element.aliases),
        "cue_words": lines(element.cue_words),
        "activity_question": element.activity_question,
        "confirmed": "" if element.is_confirmed else "not confirmed",
    }
    return Sheet(
        element.key,
        element.name,
        _without_blanks(said),
        group=element.group.key if element.group else "",
        is_retired=element.is_retired,
        takes_the_place_of=tuple(element.takes_the_place_of),
        comes_from=tuple(element.comes_from),
    )


def lines(items: Iterable[str]) -> str:
    return "\n".join(items)


def _group(group: Group) -> Sheet:
    said = {"name": group.name, "description": group.description}
    return Sheet(group.key, group.name, _without_blanks(said))


def _head(edition: Edition) -> Sheet:
    said = {
        "name": edition.name,
        "summary": edition.summary,
        "dimensions": lines(dimension["name"] for dimension in edition.dimensions),
        "notes": lines(edition.notes),
        "sources": lines(_source(source) for source in edition.sources),
        "facts": lines(words for name, words in FACTS.items() if getattr(edition, name)),
    }
    return Sheet("", edition.name, _without_blanks(said))


def _source(source: Mapping[str, str]) -> str:
    basis = {"reading": "from the reading", "published": "from the published work"}
    said = {**source, "basis": basis.get(source.get("basis", ""), "")}
    order = ("citation", "locator", "basis", "licence", "note")
    return ". ".join(text for name in order if (text := said.get(name, "").strip(" .")))


def _without_blanks(said: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in said.items() if text}


def _plain(sheets: Mapping[str, Sheet]) -> list[dict[str, Any]]:
    return [vars(sheet) for sheet in sheets.values()]
