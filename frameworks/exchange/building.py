"""The one door to a pack: whatever a format found is read by the rules of our own files.

A format's reader makes plain objects, lists and texts; here they become nodes that know their
lines, and are read as strictly as a file in frameworks/content/, with limits on length and number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from functools import lru_cache
from typing import Any, Final

import yaml

from ..packs import FrameworkPack, checked
from ..strict_yaml import LINE, PackError, Problem, Reader
from .decoding import FORBIDDEN

SCHEMA: Final = "pwj-framework/1"
LONGEST_TEXT = 20_000
MOST_OF = {"elements": 500, "groups": 100, "sources": 100, "dimensions": 20, "notes": 100}
MOST_ITEMS = 100
TAG = "tag:yaml.org,2002:"


class Obj(dict[str, Any]):
    """An object found in a file, with the line that it begins on."""

    def __init__(self, line: int, pairs: Any = (), **values: Any) -> None:
        super().__init__(pairs, **values)
        self.line = line


def obj(line: int, **values: Any) -> Obj:
    """An object without what is empty, since an empty text or list is left out of a pack."""
    return Obj(line, {key: value for key, value in values.items() if value not in ("", [], {})})


class ImportReader(Reader):
    """Reads as strictly as packs are read, and minds length, number and invisible characters."""

    def scalar(self, node: yaml.Node, kind: type, key: str) -> Any:
        if kind is str and isinstance(node.value, str):
            if len(node.value) > LONGEST_TEXT:
                self.tell(node, key, f"is {len(node.value)} long; the most is {LONGEST_TEXT:,}")
                return node.value
            if found := FORBIDDEN.search(node.value):
                self.tell(
                    node, key, f"has a character that is not for reading (U+{ord(found[0]):04X})"
                )
                return node.value
            node.value = node.value.replace("\r\n", "\n").replace("\r", "\n")
        return super().scalar(node, kind, key)

    def list_of(self, node: yaml.Node, hint: Any, key: str) -> Any:
        most = MOST_OF.get(key, MOST_ITEMS)
        if isinstance(node, yaml.SequenceNode) and len(node.value) > most:
            self.tell(node, key, f"has {len(node.value)} items; the most is {most}")
            return ()
        return super().list_of(node, hint, key)


def pack_of_node(node: yaml.Node, file: str) -> FrameworkPack:
    """The pack in the node. Raises PackError with everything that is wrong."""
    reader = ImportReader(file)
    value = reader.value(node, FrameworkPack, "")
    if reader.problems:
        raise PackError(reader.problems)
    return checked(value, file)


def pack_of(found: Obj, file: str, problems: list[Problem] | None = None) -> FrameworkPack:
    """The pack in what a format's reader found. Raises PackError, also with these problems."""
    try:
        pack = pack_of_node(node_of(found, found.line), file)
    except PackError as error:
        raise PackError([*error.problems, *(problems or [])]) from error
    if problems:
        raise PackError(problems)
    return pack


def node_of(value: Any, line: int) -> yaml.Node:
    """A plain value as the node that our YAML would have for it."""
    if isinstance(value, dict):
        line = value.line if isinstance(value, Obj) else line
        pairs = [(node_of(key, line), node_of(part, line)) for key, part in value.items()]
        return yaml.MappingNode(f"{TAG}map", pairs, _mark(line))
    if isinstance(value, list | tuple):
        return yaml.SequenceNode(f"{TAG}seq", [node_of(item, line) for item in value], _mark(line))
    if value is None:
        return yaml.ScalarNode(f"{TAG}null", "", _mark(line))
    if isinstance(value, bool):
        return yaml.ScalarNode(f"{TAG}bool", "true" if value else "false", _mark(line))
    kind = {int: "int", float: "float"}.get(type(value), "str")
    return yaml.ScalarNode(f"{TAG}{kind}", str(value), _mark(line))


def plain(pack: Any) -> dict[str, Any]:
    """A pack as our files write it: keys in order, and none that stands at its default."""
    return {name: _plain(value) for name, value in _said(pack)}


def _said(part: Any) -> Iterator[tuple[str, Any]]:
    for item in fields(part):
        value = getattr(part, item.name)
        default = {} if item.name == "distinguishes" else item.default
        if item.name != LINE and value != default:
            yield item.name, value


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return plain(value) if hasattr(value, "__dataclass_fields__") else value


@lru_cache(maxsize=1000)
def _mark(line: int) -> yaml.Mark:
    return yaml.Mark("", 0, max(line - 1, 0), 0, None, 0)
