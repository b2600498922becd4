"""Every format a framework can be read from and written to, and how one is told from another.

What a format cannot carry is not only promised: an export is read back at once, and whatever
differs is listed with the format's reason. A difference without a reason is a fault of ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import PurePath
from typing import Any

from ..packs import FrameworkPack
from ..strict_yaml import LINE
from . import case, matrix, moodle, own_json, own_yaml, qdc, sheet
from .decoding import text_of
from .report import Loss, Reading, refused, shown


@dataclass(frozen=True)
class Format:
    """A way to write a framework down. `cannot`: field to why it is lost or changed."""

    key: str
    name: str
    suffix: str
    write: Callable[[FrameworkPack], str]
    read: Callable[[str, str], Reading]
    cannot: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Export:
    """A framework written down, and what that cannot carry."""

    text: str
    losses: list[Loss]


FORMATS = {
    made.key: made
    for made in (
        Format("yaml", "our own YAML", ".yaml", own_yaml.write, own_yaml.read),
        Format("json", "our own JSON", ".json", own_json.write, own_json.read),
        Format("csv", "our own CSV", ".csv", sheet.write, sheet.read, sheet.CANNOT),
        Format("matrix", "Mahara’s .matrix", ".matrix", matrix.write, matrix.read, matrix.CANNOT),
        Format("moodle", "Moodle’s CSV", ".csv", moodle.write, moodle.read, moodle.CANNOT),
        Format("case", "CASE 1.1", ".json", case.write, case.read, case.CANNOT),
        Format("qdc", "REFI-QDA codebook", ".qdc", qdc.write, qdc.read, qdc.CANNOT),
    )
}


def export(pack: FrameworkPack, key: str) -> Export:
    """The pack in this format, with the losses that reading it back shows."""
    made = FORMATS[key]
    text = made.write(pack)
    file = f"{pack.key}{made.suffix}"
    back = made.read(text_of(text.encode(), file), file).pack
    return Export(text, [_loss(made, *found) for found in differences(pack, back)])


def read(data: bytes, file: str, key: str = "") -> Reading:
    """The framework in the file's bytes, in this format or the one it seems to be."""
    text = text_of(data, file)
    return FORMATS[key or told_by(text, file)].read(text, file)


def told_by(text: str, file: str) -> str:
    """The format that the name and the beginning of a file speak for. Raises PackError."""
    suffix = PurePath(file).suffix.lower()
    if suffix in (".yaml", ".yml"):
        return "yaml"
    if suffix == ".json":
        return "case" if re.search(r'"CF(Package|Document)"\s*:', text) else "json"
    if suffix == ".csv":
        return "csv" if re.match(r'"?row"?[,;\t]', text) else "moodle"
    if suffix in (".matrix", ".qdc"):
        return suffix[1:]
    message = f"is called {suffix or 'nothing'} at its end: say its format ({', '.join(FORMATS)})"
    raise refused(file, 1, "the file", message)


def differences(one: Any, other: Any, where: str = "") -> Iterator[tuple[str, str, Any, Any]]:
    """Where two packs differ: path, name of the field, the one's value and the other's."""
    for item in fields(one):
        mine, theirs = getattr(one, item.name), getattr(other, item.name)
        if item.name == LINE or mine == theirs:
            continue
        path = f"{where}{item.name}"
        mine_by, theirs_by = _by_key(mine), _by_key(theirs)
        if mine_by and list(mine_by) == list(theirs_by):
            for key, part in mine_by.items():
                yield from differences(part, theirs_by[key], f"{path}.{key}.")
        else:
            yield path, item.name, mine, theirs


def _by_key(value: Any) -> dict[str, Any]:
    """Groups, elements or dimensions by their keys; of anything else, nothing."""
    keyed = isinstance(value, tuple) and value and all(hasattr(item, "key") for item in value)
    return {item.key: item for item in value} if keyed else {}


def _loss(made: Format, where: str, name: str, mine: Any, theirs: Any) -> Loss:
    return Loss(where, f"{_said(mine)} is read back as {_said(theirs)}", made.cannot[name])


def _said(value: Any) -> str:
    if value in ("", (), {}):
        return "nothing"
    return f"“{shown(value, 60)}”" if isinstance(value, str) else shown(repr(value), 60)
