"""What the formats of others have in common: a tree of things with names, made into a pack.

They know nothing of our keys, kinds or subjects, so what is assumed is said. A tree of more than
two levels is read as groups with all below them as their elements.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ..strict_yaml import key_like
from .building import MOST_OF, SCHEMA, Obj, obj
from .html import from_html, lost_tags
from .report import Notice, refused

LONGEST_NAME = 200
DEEPEST = 20
EMPTY: tuple[Any, ...] = (None, "", [], {})
FIELDS = """note example prompt aliases cue_words adds acts enough_when signs_of_more
    activity_question confirmed takes_the_place_of comes_from notes sources distinguishes dimensions
    position subject status historical compiled verified switched_on"""
NOT_CARRIED = dict.fromkeys(FIELDS.split(), "the format has no place for it")
EDGES = "spaces and empty lines at the edges of a text are not kept"
LOST_EVERYWHERE = {**NOT_CARRIED, "description": EDGES, "summary": EDGES, "name": EDGES}
LOST_EVERYWHERE["elements"] = "elements are kept in the order of their groups"


def lost_save(*carried: str) -> dict[str, str]:
    """Why each field is lost, of all but those that the format carries."""
    return {name: why for name, why in LOST_EVERYWHERE.items() if name not in carried}


@dataclass
class Item:
    """One thing in a tree: a group, or an element, or one with others below it."""

    line: int
    name: str
    description: str = ""
    key: str = ""
    is_group: bool = False
    extra: dict[str, Any] = field(default_factory=dict)
    below: list[Item] = field(default_factory=list)


class Builder:
    """Makes the plain framework of a tree, and keeps what there is to say about it."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.said: list[Notice] = []
        self.passed_over: dict[str, list[int]] = {}

    def say(self, line: int, where: str, message: str) -> None:
        self.said.append(Notice(line, where, message))

    def pass_over(self, found: Any, what: str, *known: str) -> None:
        """Everything that `found` has and we do not read, told once however many have it."""
        for name in found:
            if name not in known and not name.startswith("x_") and found[name] not in EMPTY:
                self.passed_over.setdefault(f"“{name[:40]}” of {what}", []).append(found.line)

    def words(self, line: int, where: str, html: str) -> str:
        """The words of a description in HTML, telling what else was in it."""
        if tags := lost_tags(html):
            self.say(line, where[:60], f"its words are read, and not {', '.join(tags)}")
        return from_html(html)

    @property
    def notices(self) -> list[Notice]:
        over = [
            Notice(lines[0], what, f"is not read, here{_and_more(lines)}: we have no place for it")
            for what, lines in self.passed_over.items()
        ]
        return [*self.said, *over]

    def framework(
        self,
        top: Item,
        *,
        kind: str = "",
        sources: list[Any] | None = None,
        numbered: bool = False,
        **rest: Any,
    ) -> Obj:
        """The framework that `top` is, with what is below it as groups and elements."""
        self.refuse_many(top)
        grouped = kind == "grouped" or (not kind and any(item.below for item in top.below))
        kind = kind or ("grouped" if grouped else "factors")
        groups, elements = self.in_groups(top.below) if grouped else ([], self.flat(top.below))
        name = self.name(top)
        for key, assumed in (("status", "supplementary"), ("subject", "partnership")):
            if not rest.get(key):
                rest[key] = assumed
                self.say(top.line, key, f"is not in the file: read as {assumed}")
        if not sources:
            sources = [Obj(top.line, citation=name, basis="published")]
            self.say(top.line, "sources", "are not in the file: its name stands for them")
        order = "order" if kind == "scale" else "position" if numbered else ""
        for place, element in enumerate(elements, 1):
            if order:
                element[order] = place
        return obj(
            top.line,
            schema=SCHEMA,
            key=top.key or self.new_key(name, set(), top.line),
            name=name,
            kind=kind,
            summary=self.text(top, "summary"),
            sources=sources,
            groups=groups,
            elements=elements,
            **rest,
        )

    def refuse_many(self, top: Item) -> None:
        """Before keys are made of names, which takes long where thousands have the same name."""
        most = MOST_OF["groups"] + MOST_OF["elements"]
        for count, item in enumerate(deep(top.below, self.file), 1):
            if count > most:
                message = f"has more than {most} groups and elements"
                raise refused(self.file, item.line, "the file", message)

    def in_groups(self, items: list[Item]) -> tuple[list[Obj], list[Obj]]:
        groups: list[Obj] = []
        elements: list[Obj] = []
        group_keys: set[str] = set()
        keys = {below.key for item in items for below in deep(item.below, self.file)}
        for place, item in enumerate(items, 1):
            key = item.key or self.new_key(item.name, group_keys, item.line)
            group_keys.add(key)
            name = self.name(item)
            groups.append(
                obj(item.line, key=key, name=name, order=place, description=item.description)
            )
            members = list(deep(item.below, self.file))
            if not members and not item.is_group:
                self.say(item.line, name, "stands alone: read as a group with one element")
                members = [Item(item.line, item.name, item.description, extra=item.extra)]
            if len(members) > len(item.below) and item.below:
                self.say(item.line, name, "has more levels below it: all read as its elements")
            elements += [self.element(member, keys, group=key) for member in members]
        return groups, elements

    def flat(self, items: list[Item]) -> list[Obj]:
        keys = {item.key for item in items}
        return [self.element(item, keys) for item in deep(items, self.file)]

    def element(self, item: Item, keys: set[str], **more: Any) -> Obj:
        key = item.key or self.new_key(item.name, keys, item.line)
        keys.add(key)
        text = self.text(item, "description")
        return obj(item.line, key=key, name=self.name(item), description=text, **more, **item.extra)

    def name(self, item: Item) -> str:
        if len(item.name) <= LONGEST_NAME:
            return item.name
        self.say(item.line, item.name[:40], f"is cut to {LONGEST_NAME} characters as a name")
        return item.name[: LONGEST_NAME - 1] + "…"

    def text(self, item: Item, what: str) -> str:
        if item.description.strip():
            return item.description
        self.say(item.line, item.name[:60], f"has no {what}: its name stands for it")
        return item.name

    def new_key(self, name: str, taken: set[str], line: int) -> str:
        key = key_from(name, taken)
        self.say(line, name[:60], f"has no key of ours: it becomes {key}")
        return key


def _and_more(lines: list[int]) -> str:
    return f" and in {len(lines) - 1} more" if len(lines) > 1 else ""


def deep(items: list[Item], file: str) -> Iterator[Item]:
    """The items and all below them, each before what is below it. Raises PackError if too deep."""
    waiting = [(item, 1) for item in reversed(items)]
    while waiting:
        item, depth = waiting.pop()
        if depth > DEEPEST:
            raise refused(file, item.line, "the file", f"is nested more than {DEEPEST} deep")
        yield item
        waiting += [(below, depth + 1) for below in reversed(item.below)]


def key_from(name: str, taken: set[str]) -> str:
    """A key of ours for a name of theirs, that is not taken."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:70].strip("_") or "item"
    stem = stem if stem[0].isalpha() else f"n_{stem}"
    key, number = stem, 1
    while key in taken:
        number += 1
        key = f"{stem}_{number}"
    return key


def our_key(text: Any) -> str:
    """The text if it may be a key of ours, otherwise nothing."""
    return text if isinstance(text, str) and text and not key_like(text) else ""


def text_in(found: Any, name: str, file: str, where: str) -> str:
    """A text in an object of theirs, or nothing where it has none. Raises PackError."""
    value = found.get(name)
    if value is None:
        return ""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n")
    raise refused(file, found.line, f"{where}.{name}", "must be text")


def objects_in(found: Any, name: str, file: str, where: str = "") -> list[Obj]:
    """A list of objects in an object of theirs, or none. Raises PackError."""
    value = found.get(name) or []
    path = f"{where}.{name}" if where else name
    if isinstance(value, list) and all(isinstance(item, Obj) for item in value):
        return value
    raise refused(file, found.line, path, "must be a list of objects")


def whole(found: Any, file: str) -> Obj:
    if isinstance(found, Obj):
        return found
    raise refused(file, 1, "the file", "must be one object, in curly brackets")
