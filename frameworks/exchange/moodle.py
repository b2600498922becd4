"""Moodle's competency framework CSV: 14 columns by position, a framework row and a tree of others.

Its headings are translated, so they are not looked at. Our key is the ID number, a group's with
“group.” in front. A framework needs a scale in Moodle: a plain one is written, and none is read.
"""

from __future__ import annotations

import json

from ..packs import FrameworkPack
from ..strict_yaml import PackError
from .building import pack_of
from .cells import read_rows, write_rows
from .foreign import Builder, Item, lost_save, our_key
from .html import to_html
from .report import Reading, refused

COLUMNS = [
    "Parent ID number",
    "ID number",
    "Short name",
    "Description",
    "Description format",
    "Scale values",
    "Scale configuration",
    "Rule type",
    "Rule outcome",
    "Rule config",
    "Cross-referenced competency ID numbers",
    "Exported ID (optional)",
    "Is framework",
    "Taxonomy",
]
SHORT = 100
GROUP = "group."
HTML = "1"
SCALE = "Not evident yet,Emerging,Well evidenced"
SCALE_SET: list[dict[str, str | int]] = [
    {"scaleid": "1"},
    {"id": 1, "scaledefault": 1, "proficient": 0},
    {"id": 3, "scaledefault": 0, "proficient": 1},
]
TAXONOMY = {
    "scale": "level,level,level,level",
    "grouped": "domain,competency,competency,competency",
    "factors": "indicator,indicator,indicator,indicator",
}
CANNOT = lost_save() | {"name": "a short name has 100 characters in Moodle"}


def write(pack: FrameworkPack) -> str:
    scale = [SCALE, json.dumps(SCALE_SET)]
    head = ["", pack.key, _short(pack.name), to_html(pack.summary), HTML, *scale]
    rows = [[*head, "", "", "", "", "", "1", TAXONOMY[pack.kind]]]
    for group in pack.groups:
        rows.append(_row("", GROUP + group.key, group.name, group.description))
    for element in pack.elements:
        parent = GROUP + element.group if element.group else ""
        rows.append(_row(parent, element.key, element.name, element.description))
    return write_rows([COLUMNS, *rows])


def _row(parent: str, key: str, name: str, text: str) -> list[str]:
    html = to_html(text) if text else ""
    return [parent, key, _short(name), html, HTML, "", "", "", "0", "null", "", "", "", ""]


def _short(name: str) -> str:
    return name if len(name) <= SHORT else name[: SHORT - 1] + "…"


def read(text: str, file: str) -> Reading:
    """The framework in the file. Raises PackError."""
    builder = Builder(file)
    rows = read_rows(text, file)[1:]
    heads = [(line, cells) for line, cells in rows if _cell(cells, 12) == "1"]
    if len(heads) != 1:
        message = f"has {len(heads)} framework rows (a 1 in column 13), and needs exactly one"
        raise refused(file, 1, "the file", message)
    line, cells = heads[0]
    top = _item(line, cells, builder)
    _hang(top, [row for row in rows if row not in heads], builder)
    word = _cell(cells, 13).partition(",")[0].strip()
    kind = {"level": "scale", "indicator": "factors"}.get(word, "")
    if any(item.is_group or item.below for item in top.below):
        kind = "grouped"
    if _cell(cells, 5) not in ("", SCALE):
        builder.say(line, top.name[:60], "has a scale of its own, which is not read")
    return Reading(pack_of(builder.framework(top, kind=kind), file), "moodle", builder.notices)


def _hang(top: Item, rows: list[tuple[int, list[str]]], builder: Builder) -> None:
    """Puts every row below its parent, wherever in the file that stands. Raises PackError."""
    items: dict[str, Item] = {}
    parents: list[tuple[Item, str]] = []
    for line, cells in rows:
        number = _cell(cells, 1)
        if not number or not _cell(cells, 2):
            raise refused(builder.file, line, "the row", "needs an ID number and a short name")
        if number in items:
            raise _wrong(builder, line, "ID number", f"“{number[:40]}” appears twice")
        items[number] = _item(line, cells, builder)
        parents.append((items[number], _cell(cells, 0)))
        for column, what in ((5, "scale"), (7, "rule"), (10, "link to others")):
            if _cell(cells, column):
                builder.say(line, number[:60], f"has a {what} in Moodle, which is not read")
    for item, parent in parents:
        if parent and parent not in items:
            raise _wrong(builder, item.line, "Parent ID number", f"“{parent[:40]}” is no row's")
        (items[parent] if parent else top).below.append(item)
    _refuse_circles(top, items, builder)


def _refuse_circles(top: Item, items: dict[str, Item], builder: Builder) -> None:
    """Rows that name each other as parents hang from nothing."""
    reached: set[int] = set()
    waiting = [top]
    while waiting:
        item = waiting.pop()
        reached.add(id(item))
        waiting += item.below
    for item in items.values():
        if id(item) not in reached:
            raise _wrong(builder, item.line, "Parent ID number", "goes round in a circle")


def _item(line: int, cells: list[str], builder: Builder) -> Item:
    number, text = _cell(cells, 1), _cell(cells, 3)
    if _cell(cells, 4) in ("", "0", HTML):
        text = builder.words(line, _cell(cells, 2), text)
    if any(cells[len(COLUMNS) :]):
        builder.say(
            line, _cell(cells, 2)[:60], "has cells after the fourteenth, which are not read"
        )
    key = our_key(number.removeprefix(GROUP))
    return Item(line, _cell(cells, 2), text, key=key, is_group=number.startswith(GROUP))


def _cell(cells: list[str], column: int) -> str:
    return cells[column].strip() if column < len(cells) else ""


def _wrong(builder: Builder, line: int, where: str, message: str) -> PackError:
    return refused(builder.file, line, where, message)
