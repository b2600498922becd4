"""YAML read strictly into frozen dataclasses, for content packs of any kind.

A dataclass says what a file may hold: its fields are the keys, a field without a default must be
there, and its type is the type. Nothing is guessed and nothing is passed over: every problem of a
file is gathered, with file, line and key, and told at once (`PackError`). The text itself is never
changed. What must hold between keys is for the caller to check (frameworks.packs does).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import yaml

T = TypeVar("T")
Check = Callable[[Any], str]

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one where PyYAML was built with it
LINE = "line"  # a field of this name is not a key: it is filled with the line of its mapping
UNREADABLE = object()
TYPES = {
    "tag:yaml.org,2002:str": "text",
    "tag:yaml.org,2002:int": "a whole number",
    "tag:yaml.org,2002:float": "a number",
    "tag:yaml.org,2002:bool": "true or false",
    "tag:yaml.org,2002:null": "empty",
    "tag:yaml.org,2002:timestamp": "a date",
    "tag:yaml.org,2002:map": "a mapping",
    "tag:yaml.org,2002:seq": "a list",
}
SCALARS = {str: "text", int: "a whole number", bool: "true or false", date: "a date"}


@dataclass(frozen=True, order=True)
class Problem:
    """Something wrong in a file: where, and what to do about it."""

    file: str
    line: int
    key: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.key}: {self.message}"


class PackError(Exception):
    """Every problem found in a set of files. Nothing of them has been loaded."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(map(str, self.problems)))


def read_file(path: Path, shape: type[T]) -> T:
    """The file as one `shape`. Raises PackError with everything that is wrong with it."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise PackError([Problem(path.name, 1, "the file", f"is not UTF-8 ({error})")]) from error
    reader = Reader(path.name)
    value = reader.value(compose(text, path.name), shape, "")
    if reader.problems:
        raise PackError(reader.problems)
    return value  # type: ignore[no-any-return]


def compose(text: str, file: str) -> yaml.Node:
    """The text's one YAML document, as nodes that know their lines. Raises PackError."""
    try:
        node = yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        message = f"is not YAML: {error.problem}"
        raise PackError([Problem(file, line, "the file", message)]) from error
    except yaml.YAMLError as error:
        raise PackError([Problem(file, 1, "the file", f"is not YAML: {error}")]) from error
    if node is None:
        raise PackError([Problem(file, 1, "the file", "is empty")])
    return node


class Reader:
    """Reads the nodes of one file by type, and goes on after a problem to find the rest."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def value(self, node: yaml.Node, hint: Any, key: str) -> Any:
        origin = get_origin(hint)
        if origin is Annotated:
            return self.checked(node, hint, key)
        if origin is Literal:
            return self.choice(node, get_args(hint), key)
        if origin is tuple:
            return self.list_of(node, get_args(hint)[0], key)
        if origin is dict:
            return self.texts_by_key(node, key)
        if origin in (Union, UnionType):
            return self.optional(node, get_args(hint)[0], key)
        if is_dataclass(hint):
            return self.mapping(node, hint, key)
        return self.scalar(node, hint, key)

    def checked(self, node: yaml.Node, hint: Any, key: str) -> Any:
        base, *checks = get_args(hint)
        value = self.value(node, base, key)
        if value is not UNREADABLE:
            for message in filter(None, (check(value) for check in checks)):
                self.tell(node, key, message)
        return value

    def choice(self, node: yaml.Node, choices: tuple[Any, ...], key: str) -> Any:
        value = self.scalar(node, type(choices[0]), key)
        if value is not UNREADABLE and value not in choices:
            self.tell(node, key, f"is “{value}” and must be one of: {', '.join(map(str, choices))}")
        return value

    def optional(self, node: yaml.Node, hint: Any, key: str) -> Any:
        """For `X | None`: written as null where there is none."""
        return None if TYPES.get(node.tag) == "empty" else self.value(node, hint, key)

    def list_of(self, node: yaml.Node, hint: Any, key: str) -> Any:
        if not isinstance(node, yaml.SequenceNode):
            return self.wrong(node, key, "a list")
        return tuple(self.value(item, hint, f"{key}[{n}]") for n, item in enumerate(node.value, 1))

    def texts_by_key(self, node: yaml.Node, key: str) -> Any:
        if not isinstance(node, yaml.MappingNode):
            return self.wrong(node, key, "a mapping")
        return {
            name: self.scalar(value, str, f"{key}.{name}")
            for name, value in self.pairs(node, key).items()
        }

    def mapping(self, node: yaml.Node, shape: Any, key: str) -> Any:
        if not isinstance(node, yaml.MappingNode):
            return self.wrong(node, key, "a mapping")
        pairs, (wanted, hints) = self.pairs(node, key), _shape(shape)
        before = len(self.problems)
        for name in pairs.keys() - wanted.keys():
            self.tell(pairs[name], _join(key, name), "is not a key that belongs here")
        for name, field in wanted.items():
            if name not in pairs and field.default is MISSING and field.default_factory is MISSING:
                self.tell(node, _join(key, name), "is missing")
        values = {
            name: self.value(pairs[name], hints[name], _join(key, name))
            for name in wanted.keys() & pairs.keys()
        }
        if LINE in hints:
            values[LINE] = _line(node)
        return UNREADABLE if len(self.problems) > before else shape(**values)

    def pairs(self, node: yaml.MappingNode, key: str) -> dict[str, yaml.Node]:
        """The mapping's values by key; a key that appears twice is a problem, not the last wins."""
        pairs: dict[str, yaml.Node] = {}
        for name_node, value in node.value:
            name = str(name_node.value)
            if name in pairs:
                self.tell(name_node, _join(key, name), "appears twice in the same mapping")
            pairs[name] = value
        return pairs

    def scalar(self, node: yaml.Node, kind: type, key: str) -> Any:
        if TYPES.get(node.tag) != SCALARS[kind]:
            return self.wrong(node, key, SCALARS[kind])
        if kind is bool:
            return yaml.SafeLoader.bool_values[node.value.lower()]
        if kind is int:
            return self.whole(node, key)
        if kind is date:
            return self.day(node, key)
        if not node.value.strip():
            self.tell(node, key, "is empty: write it, or leave the key out")
        return node.value

    def whole(self, node: yaml.Node, key: str) -> Any:
        """YAML also has 0x1F and 1:30 for whole numbers; here a number is its digits."""
        if node.value.removeprefix("-").isdecimal() and len(node.value) <= 9:
            return int(node.value)
        self.tell(node, key, f"is {node.value[:20]}: write a whole number in digits, 9 at most")
        return UNREADABLE

    def day(self, node: yaml.Node, key: str) -> Any:
        try:
            return date.fromisoformat(node.value)
        except ValueError:
            self.tell(node, key, f"is “{node.value}”: write a day, such as 2025-09-15")
            return UNREADABLE

    def wrong(self, node: yaml.Node, key: str, wanted: str) -> object:
        self.tell(node, key, f"must be {wanted}, and is {TYPES.get(node.tag, node.tag)}")
        return UNREADABLE

    def tell(self, node: yaml.Node, key: str, message: str) -> None:
        self.problems.append(Problem(self.file, _line(node), key or "the file", message))


def at_most(characters: int) -> Check:
    """For Annotated: a text of at most so many characters."""
    return lambda text: (
        f"is {len(text)} characters long and the most is {characters}"
        if len(text) > characters
        else ""
    )


def at_least_one(items: tuple[object, ...]) -> str:
    """For Annotated: a list that has something in it."""
    return "" if items else "must have at least one"


def key_like(text: str) -> str:
    """For Annotated: a key, which is forever, so plain: small letters, digits, underscores."""
    plain = text.isascii() and text.replace("_", "a").isalnum() and text == text.lower()
    if plain and text[0].isalpha() and len(text) <= 80:
        return ""
    return f"is “{text}”: a key is small letters, digits and underscores, 80 at most, letter first"


@cache
def _shape(shape: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """Its fields that are keys, and the types of all."""
    wanted = {field.name: field for field in fields(shape) if field.name != LINE}
    return wanted, get_type_hints(shape, include_extras=True)


def _join(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
