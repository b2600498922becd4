"""What a framework pack may hold: the shape of the files in frameworks/content/, and their rules.

One file a framework, named for its key. Reading touches no database; frameworks.loading makes
editions of what was read. The rules between keys, each an error that names file, line and key:

- a grouped framework's elements each name one of its groups; other kinds have no groups;
- a scale's levels are ordered from 1 in the order of the file; no other kind has an order, though
  a list that its source numbers may say so with `position` on every element;
- the levels of a scale say what distinguishes them in the same dimensions. A scale that declares
  none has the dimensions of its first level, named by their keys;
- a key appears once.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import Annotated, Any, Literal

from .strict_yaml import LINE, PackError, Problem, at_least_one, at_most, key_like, read_file

CONTENT = Path(__file__).parent / "content"

Key = Annotated[str, key_like]
Name = Annotated[str, at_most(200)]


@dataclass(frozen=True)
class SourcePack:
    """A work that a framework's text goes back to, and whether we read it or the reading did."""

    citation: str
    basis: Literal["reading", "published"]
    locator: str = ""
    note: str = ""
    licence: str = ""


@dataclass(frozen=True)
class DimensionPack:
    """One respect in which the levels of a scale differ."""

    key: Key
    name: Name


@dataclass(frozen=True)
class GroupPack:
    """A heading in a grouped framework."""

    key: Key
    name: Name
    order: int
    description: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class ElementPack:
    """A level, strand or factor."""

    key: Key
    name: Name
    description: str
    group: str = ""
    order: int = 0
    position: int = 0
    note: str = ""
    example: str = ""
    prompt: str = ""
    aliases: tuple[str, ...] = ()
    cue_words: tuple[str, ...] = ()
    distinguishes: dict[str, str] = field(default_factory=dict)
    adds: Name = ""
    acts: tuple[Key, ...] = ()
    enough_when: str = ""
    signs_of_more: str = ""
    activity_question: Key = ""
    confirmed: bool = True
    takes_the_place_of: tuple[Key, ...] = ()
    comes_from: tuple[Key, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class FrameworkPack:
    """A framework as its file has it."""

    schema: Literal["pwj-framework/1"]
    key: Key
    name: Name
    kind: Literal["scale", "grouped", "factors"]
    status: Literal["core", "supplementary"]
    subject: Literal["partnership", "partnership_strand", "own_practice"]
    summary: str
    sources: Annotated[tuple[SourcePack, ...], at_least_one]
    elements: Annotated[tuple[ElementPack, ...], at_least_one]
    groups: tuple[GroupPack, ...] = ()
    dimensions: tuple[DimensionPack, ...] = ()
    notes: tuple[str, ...] = ()
    historical: bool = False
    compiled: bool = False
    verified: Literal["full", "partial"] = "full"
    switched_on: bool = True
    line: int = field(default=0, compare=False)

    @property
    def digest(self) -> str:
        """SHA-256 of the content: comments, order of keys and keys at their default do not count.

        `switched_on` does not either: it says how a framework begins, and is an admin's after.
        """
        content = _plain(replace(self, switched_on=True))
        text = json.dumps(content, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def is_numbered(self) -> bool:
        """Whether its source numbers the list."""
        return self.kind == "scale" or bool(self.elements[0].position)


def read_packs(directory: Path = CONTENT) -> list[FrameworkPack]:
    """Every framework in the directory, by key. Raises PackError with all problems of all files."""
    packs, problems = [], []
    for path in sorted(directory.glob("*.yaml")):
        try:
            packs.append(read_pack(path))
        except PackError as error:
            problems += error.problems
    if not packs and not problems:
        problems = [Problem(str(directory), 1, "the folder", "has no packs (files in .yaml)")]
    if problems:
        raise PackError(problems)
    return packs


def read_pack(path: Path) -> FrameworkPack:
    """One framework. Raises PackError."""
    pack = read_file(path, FrameworkPack)
    misnamed = Problem(path.name, pack.line, "key", _misnamed(pack))
    return checked(pack, path.name, [] if pack.key == path.stem else [misnamed])


def checked(pack: FrameworkPack, file: str, known: Iterable[Problem] = ()) -> FrameworkPack:
    """The pack, once the rules between keys hold. Raises PackError with these and the known."""
    problems = [*known, *(Problem(file, *found) for found in _faults(pack))]
    if problems:
        raise PackError(problems)
    if pack.kind == "scale" and not pack.dimensions:
        pack = replace(pack, dimensions=_dimensions_of(pack.elements[0]))
    return pack


Fault = tuple[int, str, str]  # line, key, message


def _misnamed(pack: FrameworkPack) -> str:
    return f"is “{pack.key}”, so the file must be called {pack.key}.yaml"


def _faults(pack: FrameworkPack) -> Iterator[Fault]:
    yield from _repeated("dimensions", ((item.key, pack.line) for item in pack.dimensions))
    yield from _repeated("groups", ((item.key, item.line) for item in pack.groups))
    yield from _repeated("elements", ((item.key, item.line) for item in pack.elements))
    yield from _group_faults(pack)
    yield from _order_faults(pack)
    yield from _dimension_faults(pack)
    keys = {element.key for element in pack.elements}
    for element in pack.elements:
        for key in keys.intersection(element.takes_the_place_of):
            where = f"elements.{element.key}.takes_the_place_of"
            yield element.line, where, f"names “{key}”, which is still an element of its own"


def _repeated(where: str, keys: Iterable[tuple[str, int]]) -> Iterator[Fault]:
    seen: set[str] = set()
    for key, line in keys:
        if key in seen:
            yield line, where, f"“{key}” appears twice"
        seen.add(key)


def _group_faults(pack: FrameworkPack) -> Iterator[Fault]:
    groups = {group.key for group in pack.groups}
    if pack.kind != "grouped" and groups:
        yield pack.line, "groups", f"must be empty, since the kind is {pack.kind}"
    for place, group in enumerate(pack.groups, 1):
        if group.order != place:
            where = f"groups.{group.key}.order"
            yield group.line, where, f"is {group.order}, and its place in the list is {place}"
    for element in pack.elements:
        where = f"elements.{element.key}.group"
        if pack.kind == "grouped" and not element.group:
            yield element.line, where, "is missing, since the kind is grouped"
        elif element.group and element.group not in groups:
            yield element.line, where, f"“{element.group}” is not one of the groups"


def _order_faults(pack: FrameworkPack) -> Iterator[Fault]:
    ordering = "order" if pack.kind == "scale" else "position"
    other = "position" if pack.kind == "scale" else "order"
    is_ordered = pack.is_numbered
    for place, element in enumerate(pack.elements, 1):
        given = getattr(element, ordering)
        if getattr(element, other):
            where = f"elements.{element.key}.{other}"
            yield element.line, where, f"does not belong in a framework of kind {pack.kind}"
        if given != (place if is_ordered else 0):
            where = f"elements.{element.key}.{ordering}"
            yield element.line, where, f"is {given or 'missing'}; its place in the list is {place}"


def _dimension_faults(pack: FrameworkPack) -> Iterator[Fault]:
    declared = pack.dimensions or _dimensions_of(pack.elements[0])
    keys = [dimension.key for dimension in declared]
    if pack.kind != "scale":
        if pack.dimensions:
            yield pack.line, "dimensions", "belongs to a scale, and this is not one"
        keys = []
    for element in pack.elements:
        where = f"elements.{element.key}.distinguishes"
        for key in element.distinguishes.keys() - set(keys):
            yield element.line, f"{where}.{key}", "is not one of the dimensions"
        for key in set(keys) - element.distinguishes.keys():
            yield element.line, f"{where}.{key}", "is missing, and the other levels have it"


def _dimensions_of(level: ElementPack) -> tuple[DimensionPack, ...]:
    """Dimensions that a scale uses without declaring: its first level's, named by their keys."""
    return tuple(
        DimensionPack(key=key, name=key.replace("_", " ").capitalize())
        for key in level.distinguishes
    )


def _plain(value: Any) -> Any:
    """As JSON can have it, without what stands at its default: a new field changes no digest."""
    if is_dataclass(value):
        items = ((item, getattr(value, item.name)) for item in fields(value) if item.name != LINE)
        return {item.name: _plain(part) for item, part in items if part != _default(item)}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value


def _default(item: Field[Any]) -> Any:
    return item.default if item.default_factory is MISSING else item.default_factory()
