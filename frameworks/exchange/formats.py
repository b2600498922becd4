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
    about: str
    suffix: str
    content_type: str
    write: Callable[[FrameworkPack], str]
    read: Callable[[str, str], Reading]
    cannot: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Export:
    """A framework written down, and what that cannot carry."""

    text: str
    losses: list[Loss]


def _formats() -> Iterator[Format]:
    csv, json = "text/csv; charset=utf-8", "application/json"
    for module, key, name, suffix, content_type, about in (
        (own_yaml, "yaml", "our own YAML", ".yaml", "application/yaml",
         "Everything, in a text that people can read and change."),
        (own_json, "json", "our own JSON", ".json", json,
         "Everything, for programs."),
        (sheet, "csv", "our own CSV", ".csv", csv,
         "One sheet, to change in a spreadsheet and bring back."),
        (matrix, "matrix", "Mahara’s .matrix", ".matrix", json,
         "For SmartEvidence in Mahara."),
        (moodle, "moodle", "Moodle’s CSV", ".csv", csv,
         "For the competency frameworks of Moodle."),
        (case, "case", "CASE 1.1", ".json", json,
         "The 1EdTech standard for frameworks, in JSON."),
        (qdc, "qdc", "REFI-QDA Codebook", ".qdc", "application/xml",
         "For programs that code interviews, such as ATLAS.ti, MAXQDA, NVivo and QualCoder."),
    ):  # fmt: skip
        cannot = getattr(module, "CANNOT", {})
        yield Format(key, name, about, suffix, content_type, module.write, module.read, cannot)


FORMATS = {made.key: made for made in _formats()}


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
    if not file:
        if told := _told_by_beginning(text):
            return told
        raise refused(file, 1, "the text", "does not say what format it is in: choose one")
    message = f"is called {suffix or 'nothing'} at its end: say its format ({', '.join(FORMATS)})"
    raise refused(file, 1, "the file", message)


def _told_by_beginning(text: str) -> str:
    """Of a text that was pasted, so that it has no name. Nothing if it may be anything."""
    beginning = text.lstrip("\ufeff \n\r\t")[:1]
    if beginning == "<":
        return "qdc"
    if beginning == "{":
        if re.search(r'"CF(Package|Document)"\s*:', text):
            return "case"
        return "matrix" if re.match(r'\s*\{\s*"framework"\s*:', text) else "json"
    if re.match(r'\ufeff?"?row"?[,;\t]', text):
        return "csv"
    return "yaml" if re.search(r"^schema: ", text, re.MULTILINE) else ""


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
