"""Mahara's .matrix: one JSON object, `framework`, with standards and a flat list of elements.

A group is a standard; a framework without groups is one standard. Mahara passes over keys that it
does not know, so ours stand beside its own with x_ in front. Its own exports name the parent
`parentid` and its importer reads `parentelementid`: both are read.
"""

from __future__ import annotations

import json
from typing import Any

from ..packs import ElementPack, FrameworkPack
from .building import Obj, pack_of, plain
from .foreign import Builder, Item, lost_save, objects_in, our_key, text_in, whole
from .html import to_html
from .report import Reading, refused
from .strict_json import loads

STATES = ["Noticed", "Not evident yet", "Emerging", "Well evidenced"]
STATE_KEYS = ["begun", "incomplete", "partialcomplete", "completed"]
EVIDENCE = [{key: said} for key, said in zip(STATE_KEYS, STATES, strict=True)]
READ = """name description institution selfassess evidencestatuses standards
    standardelements""".split()
READ_OF_EACH = """name shortname description standardid elementid standardelement
    parentelementid parentid""".split()
SHORT = 100
CANNOT = lost_save("sources", "distinguishes", "dimensions", "position", "subject", "status")
OURS = ("status", "subject")


def write(pack: FrameworkPack) -> str:
    standards = [(group.key, group.name, group.description) for group in pack.groups]
    standards = standards or [("", pack.name, pack.summary)]
    numbers = {key: number for number, (key, _, _) in enumerate(standards, 1)}
    framework = {
        "institution": "all",
        "name": pack.name,
        "description": to_html(pack.summary),
        "selfassess": True,
        "evidencestatuses": EVIDENCE,
        "x_key": pack.key,
        "x_kind": pack.kind,
        "x_numbered": pack.is_numbered,
        "x_sources": plain(pack)["sources"],
        **{f"x_{name}": getattr(pack, name) for name in OURS},
        **({"x_dimensions": plain(pack)["dimensions"]} if pack.dimensions else {}),
        "standards": [
            {
                "shortname": name[:SHORT],
                "name": name,
                "description": to_html(text) if text else "",
                "standardid": number,
                **({"x_key": key} if key else {}),
            }
            for number, (key, name, text) in enumerate(standards, 1)
        ],
        "standardelements": _elements(pack.elements, numbers),
    }
    return json.dumps({"framework": framework}, ensure_ascii=False, indent=2) + "\n"


def _elements(elements: tuple[ElementPack, ...], numbers: dict[str, int]) -> list[dict[str, Any]]:
    """In the order of the standards, and in each in the order of the pack."""
    counts = dict.fromkeys(numbers.values(), 0)
    rows = []
    for element in elements:
        number = numbers[element.group]
        counts[number] += 1
        row = {
            "shortname": element.name[:SHORT],
            "name": element.name,
            "description": to_html(element.description),
            "standardid": number,
            "elementid": f"{number}.{counts[number]}",
            "x_key": element.key,
        }
        rows.append(row | ({"x_levels": element.distinguishes} if element.distinguishes else {}))
    return rows


def read(text: str, file: str) -> Reading:
    """The framework in the file. Raises PackError."""
    found = whole(loads(text, file), file).get("framework")
    if not isinstance(found, Obj) or not objects_in(found, "standards", file, "framework"):
        message = "has no “framework” with “standards”, so it is not a .matrix that we know"
        raise refused(file, 1, "the file", message)
    builder = Builder(file)
    builder.pass_over(found, "the framework", *READ)
    if found.get("evidencestatuses") not in (None, EVIDENCE):
        builder.say(found.line, "evidencestatuses", "are names of its own, which are not read")
    standards = _standards(found, builder)
    _fill(found, standards, builder)
    groups = list(standards.values())
    kind = _kind(found)
    top = Item(
        found.line,
        text_in(found, "name", file, "framework"),
        builder.words(
            found.line, "the framework", text_in(found, "description", file, "framework")
        ),
        key=our_key(found.get("x_key")),
        below=groups,
    )
    if kind in ("scale", "factors") or (not kind and len(groups) == 1):
        if not kind:
            builder.say(groups[0].line, groups[0].name, "is the only standard: read as no group")
        kind, top.below = kind or "factors", [item for group in groups for item in group.below]
    rest = {name: found[f"x_{name}"] for name in OURS if found.get(f"x_{name}")}
    made = builder.framework(
        top,
        kind=kind or "grouped",
        sources=found.get("x_sources"),
        numbered=found.get("x_numbered") is True,
        dimensions=found.get("x_dimensions") or [],
        **rest,
    )
    return Reading(pack_of(made, file), "matrix", builder.notices)


def _kind(found: Obj) -> str:
    kind = found.get("x_kind")
    return kind if kind in ("scale", "grouped", "factors") else ""


def _standards(found: Obj, builder: Builder) -> dict[str, Item]:
    """By standardid, whose type does not matter here (Mahara drops an element over it)."""
    standards: dict[str, Item] = {}
    file = builder.file
    for place, row in enumerate(objects_in(found, "standards", file, "framework"), 1):
        where = f"standards[{place}]"
        number = str(row.get("standardid", place))
        if number in standards:
            raise refused(file, row.line, f"{where}.standardid", f"“{number[:40]}” appears twice")
        standards[number] = _item(row, builder, where, is_group=True)
    return standards


def _fill(found: Obj, standards: dict[str, Item], builder: Builder) -> None:
    """Puts every element below its standard; sub-elements follow their parent in the list."""
    file = builder.file
    rows = [(row, "") for row in objects_in(found, "standardelements", file, "framework")]
    if not rows:  # the old style has them inside the standards
        rows = [
            (row, str(standard.get("standardid", place)))
            for place, standard in enumerate(found["standards"], 1)
            for row in objects_in(standard, "standardelement", file, f"standards[{place}]")
        ]
    for place, (row, given) in enumerate(rows, 1):
        where = f"standardelements[{place}]"
        number = given or str(row.get("standardid"))
        if number not in standards:
            raise refused(
                file, row.line, f"{where}.standardid", f"“{number[:40]}” is no standard's"
            )
        item = _item(row, builder, where)
        if isinstance(row.get("x_levels"), Obj):
            item.extra["distinguishes"] = row["x_levels"]
        if row.get("parentelementid") or row.get("parentid"):
            builder.say(row.line, item.name[:60], "is below another element: read beside it")
        standards[number].below.append(item)


def _item(row: Obj, builder: Builder, where: str, *, is_group: bool = False) -> Item:
    file = builder.file
    short = text_in(row, "shortname", file, where)
    name = text_in(row, "name", file, where) or short
    if short and short != name[:SHORT]:
        builder.say(row.line, name[:60], f"has a short name, which is not kept: {short[:60]}")
    builder.pass_over(row, "a standard" if is_group else "an element", *READ_OF_EACH)
    text = builder.words(row.line, name, text_in(row, "description", file, where))
    return Item(row.line, name, text, key=our_key(row.get("x_key")), is_group=is_group)
