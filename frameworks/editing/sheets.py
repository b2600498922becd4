"""The sheets of a draft: its own words, each group, each element. What one holds, and finding it.

A sheet is named “edition”, “group/KEY” or “element/KEY”. Its fields are those of its form, as text;
what a column holds as a list or an object is written out for the form and read back from it, and a
text that was not touched leaves its column as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from ..keys import new_key
from ..models import Edition, Element, Framework, Group

EDITION, GROUP, ELEMENT = "edition", "group", "element"
Sheet = Edition | Group | Element
Fields = dict[str, str]

FACTS = ("is_numbered", "is_historical", "is_compiled", "is_partly_verified")
SOURCE = ("citation", "basis", "locator", "note", "licence")
TEXTS = ("note", "example", "prompt", "adds", "enough_when", "signs_of_more")
MOST_SOURCES, MOST_DIMENSIONS = 100, 20


def name_of(kind: str, key: str) -> str:
    return f"{kind}/{key}" if key else kind


def find(draft: Edition, sheet: str) -> Sheet | None:
    """The row of this sheet. One query, none for the draft's own words."""
    kind, _, key = sheet.partition("/")
    if kind == GROUP:
        return draft.groups.filter(key=key).first()
    if kind == ELEMENT:
        return draft.elements.select_related("group").filter(key=key).first()
    return draft


def fields_of(row: Sheet, draft: Edition) -> Fields:
    """What its form shows. Needs an element's group fetched, and the draft's framework."""
    if isinstance(row, Group):
        return {"name": row.name, "description": row.description}
    if isinstance(row, Element):
        return _of_element(row, draft)
    return _of_edition(row)


def columns_of(fields: Mapping[str, str], row: Sheet, draft: Edition) -> dict[str, Any]:
    """The columns that these fields change, with what they hold then."""
    before = fields_of(row, draft)
    touched = {name for name, text in fields.items() if text != before.get(name, "")}
    columns: dict[str, Any]
    if isinstance(row, Group):
        columns = {name: fields[name] for name in touched}
    elif isinstance(row, Element):
        columns = _element_columns(fields, touched, row, draft)
    else:
        columns = _edition_columns(fields, touched, row)
    return {name: value for name, value in columns.items() if getattr(row, name) != value}


def _of_element(row: Element, draft: Edition) -> Fields:
    fields = {"name": row.name, "description": row.description}
    fields |= {name: getattr(row, name) for name in TEXTS}
    fields["aliases"], fields["cue_words"] = "\n".join(row.aliases), "\n".join(row.cue_words)
    fields["group"] = row.group.key if row.group else ""
    for dimension in draft.dimensions:
        key = dimension["key"]
        fields[f"distinguishes-{key}"] = row.distinguishes.get(key, "")
    return fields


def _element_columns(
    fields: Mapping[str, str], touched: Iterable[str], row: Element, draft: Edition
) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    distinguishes = dict(row.distinguishes)
    for name in touched:
        if name in ("aliases", "cue_words"):
            columns[name] = [line.strip() for line in fields[name].split("\n") if line.strip()]
        elif name == "group":
            columns["group"] = draft.groups.filter(key=fields[name]).first()
        elif name.startswith("distinguishes-"):
            distinguishes[name.partition("-")[2]] = fields[name]
            columns["distinguishes"] = distinguishes
        else:
            columns[name] = fields[name]
    if "distinguishes" in columns:
        columns["distinguishes"] = {key: text for key, text in distinguishes.items() if text}
    return columns


def _of_edition(row: Edition) -> Fields:
    fields = {"name": row.name, "summary": row.summary, "notes": "\n\n".join(row.notes)}
    fields |= {name: "yes" if getattr(row, name) else "no" for name in FACTS}
    for number, source in enumerate(row.sources):
        fields |= {f"source-{number}-{name}": source.get(name, "") for name in SOURCE}
    for number, dimension in enumerate(row.dimensions):
        fields[f"dimension-{number}-key"] = dimension["key"]
        fields[f"dimension-{number}-name"] = dimension["name"]
    return fields


def _edition_columns(
    fields: Mapping[str, str], touched: Iterable[str], row: Edition
) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    for name in touched:
        if name in ("name", "summary"):
            columns[name] = fields[name]
        elif name == "notes":
            notes = (note.strip() for note in re.split(r"\n\s*\n", fields[name]))
            columns["notes"] = [note for note in notes if note]
        elif name in FACTS:
            columns[name] = fields[name] == "yes"
        elif name.startswith("source-"):
            columns["sources"] = list(_sources(fields))
        elif name.startswith("dimension-") and row.framework.kind == Framework.Kind.SCALE:
            columns["dimensions"] = _dimensions(fields, row)
    return columns


def _sources(fields: Mapping[str, str]) -> Iterable[dict[str, str]]:
    """Each that says anything; its basis alone does not."""
    for number in range(MOST_SOURCES):
        source = {name: fields.get(f"source-{number}-{name}", "") for name in SOURCE}
        if any(text.strip() for name, text in source.items() if name != "basis"):
            must = {"citation": source["citation"], "basis": source["basis"] or "published"}
            yield must | {name: text for name, text in source.items() if text and name not in must}


def _dimensions(fields: Mapping[str, str], row: Edition) -> list[dict[str, str]]:
    """Each that has a name, or that some level says something of."""
    said = {key for element in row.elements.all() for key in element.distinguishes}
    known = {dimension["key"] for dimension in row.dimensions} | said
    found: list[dict[str, str]] = []
    for number in range(MOST_DIMENSIONS):
        key = fields.get(f"dimension-{number}-key", "")
        name = fields.get(f"dimension-{number}-name", "")
        if not name and key not in said:
            continue
        taken = known | {dimension["key"] for dimension in found}
        if key not in known or key in {dimension["key"] for dimension in found}:
            key = new_key(name, taken, otherwise="dimension")
        found.append({"key": key, "name": name})
    return found
