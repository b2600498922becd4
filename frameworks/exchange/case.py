"""CASE 1.1: one JSON document of a CFDocument, CFItems and the CFAssociations between them.

Our keys are in the URIs, what distinguishes the levels of a scale is a rubric, the place in a
numbered list is the coding scheme, an item's notes are our note, and an earlier key is an item
replaced by a later one.
"""

from __future__ import annotations

import json
import uuid
from typing import Any

from ..packs import ElementPack, FrameworkPack
from .building import Obj, obj, pack_of
from .foreign import Builder, Item, lost_save, objects_in, our_key, text_in, whole
from .report import Reading, refused
from .strict_json import loads

URN = "urn:x-pwj:"
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, URN)
CHANGED = "2026-01-01T00:00:00Z"  # required, and a wording has no date of its own
READ_OF_PACKAGE = ("CFDocument", "CFItems", "CFAssociations", "CFRubrics")
MADE_ANEW = "identifier uri lastChangeDateTime CFDocumentURI".split()
READ_OF_DOCUMENT = "title creator description adoptionStatus language notes".split()
READ_OF_ITEM = """abbreviatedStatement fullStatement CFItemType humanCodingScheme conceptKeywords
    notes""".split()
TYPES = {"scale": "Level", "grouped": "Strand", "factors": "Factor"}
GROUP_TYPE = "Dimension"
CARRIED = ("aliases", "note", "distinguishes", "dimensions", "position", "takes_the_place_of")
CANNOT = lost_save(*CARRIED) | {
    "sources": "a document has one creator, and it is the first source",
    "notes": "a document's notes are one text, cut again at its empty lines",
}
del CANNOT["historical"]  # it is adoptionStatus


def write(pack: FrameworkPack) -> str:
    document = _thing(pack.key) | {
        "title": pack.name,
        "creator": pack.sources[0].citation,
        "description": pack.summary,
        "adoptionStatus": "Deprecated" if pack.historical else "Adopted",
        "language": "en-GB",
    }
    if pack.notes:
        document["notes"] = "\n\n".join(pack.notes)
    package = {
        "CFDocument": document,
        "CFItems": [_group(pack, n) for n in range(len(pack.groups))]
        + [_element(pack, element, n) for n, element in enumerate(pack.elements, 1)],
        "CFAssociations": _associations(pack),
    }
    if pack.dimensions:
        package["CFRubrics"] = [_rubric(pack)]
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _uri(pack: FrameworkPack, what: str, key: str) -> str:
    return f"{pack.key}:{what}:{key}"


def _thing(path: str) -> dict[str, Any]:
    return {
        "identifier": str(uuid.uuid5(NAMESPACE, path)),
        "uri": URN + path,
        "lastChangeDateTime": CHANGED,
    }


def _link(path: str, title: str) -> dict[str, str]:
    return {"title": title, "identifier": _thing(path)["identifier"], "uri": URN + path}


def _group(pack: FrameworkPack, place: int) -> dict[str, Any]:
    group = pack.groups[place]
    return _thing(_uri(pack, "group", group.key)) | {
        "abbreviatedStatement": group.name,
        "fullStatement": group.description or group.name,
        "CFItemType": GROUP_TYPE,
        "CFDocumentURI": _link(pack.key, pack.name),
    }


def _element(pack: FrameworkPack, element: ElementPack, place: int) -> dict[str, Any]:
    item = _thing(_uri(pack, "element", element.key)) | {
        "abbreviatedStatement": element.name,
        "fullStatement": element.description,
        "CFItemType": TYPES[pack.kind],
        "CFDocumentURI": _link(pack.key, pack.name),
    }
    if pack.is_numbered:
        item["humanCodingScheme"] = str(place)
    if element.aliases:
        item["conceptKeywords"] = list(element.aliases)
    if element.note:
        item["notes"] = element.note
    return item


def _associations(pack: FrameworkPack) -> list[dict[str, Any]]:
    names = {group.key: group.name for group in pack.groups}
    document = (pack.key, pack.name)
    links = [
        ("isChildOf", _uri(pack, "group", group.key), group.name, *document)
        for group in pack.groups
    ]
    for element in pack.elements:
        path = _uri(pack, "element", element.key)
        group = _uri(pack, "group", element.group), names.get(element.group, "")
        parent = group if element.group else document
        links.append(("isChildOf", path, element.name, *parent))
        for old in element.takes_the_place_of:
            before = _uri(pack, "element", old)
            links.append(("replacedBy", before, old, path, element.name))
    return [
        _thing(f"{origin}:{kind}:{destination}")
        | {
            "associationType": kind,
            "sequenceNumber": number,
            "originNodeURI": _link(origin, title) | {"targetType": "CASE"},
            "destinationNodeURI": _link(destination, name) | {"targetType": "CASE"},
        }
        for number, (kind, origin, title, destination, name) in enumerate(links, 1)
    ]


def _rubric(pack: FrameworkPack) -> dict[str, Any]:
    return _thing(f"{pack.key}:rubric") | {
        "title": pack.name,
        "CFRubricCriteria": [
            _thing(_uri(pack, "dimension", dimension.key))
            | {
                "category": dimension.name,
                "position": place,
                "CFRubricCriterionLevels": [
                    _thing(_uri(pack, f"dimension:{dimension.key}", element.key))
                    | {
                        "quality": element.name,
                        "description": element.distinguishes[dimension.key],
                        "position": number,
                    }
                    for number, element in enumerate(pack.elements, 1)
                ],
            }
            for place, dimension in enumerate(pack.dimensions, 1)
        ],
    }


def read(text: str, file: str) -> Reading:
    """The framework in the file, bare or in a CFPackage. Raises PackError."""
    found = whole(loads(text, file), file)
    found = whole(found.get("CFPackage", found), file)
    document, rows = found.get("CFDocument"), objects_in(found, "CFItems", file)
    if not isinstance(document, Obj) or not rows:
        raise refused(file, 1, "the file", "has no CFDocument with CFItems, so it is not CASE")
    return _Package(found, document, rows, Builder(file)).reading()


class _Package:
    """One package, whose items are known by their identifiers."""

    def __init__(self, found: Obj, document: Obj, rows: list[Obj], builder: Builder) -> None:
        self.found, self.document, self.rows = found, document, rows
        self.builder, self.file = builder, builder.file
        self.items: dict[str, Item] = {}
        self.links = objects_in(found, "CFAssociations", self.file)

    def reading(self) -> Reading:
        self.builder.pass_over(self.found, "the package", *READ_OF_PACKAGE)
        self.builder.pass_over(self.document, "the document", *READ_OF_DOCUMENT, *MADE_ANEW)
        for place, row in enumerate(self.rows, 1):
            where = f"CFItems[{place}]"
            number = text_in(row, "identifier", self.file, where)
            if not number or number in self.items:
                raise refused(
                    self.file, row.line, f"{where}.identifier", "is missing or appears twice"
                )
            self.items[number] = self.item(row, where)
        top = Item(
            self.document.line,
            self.said("title"),
            self.said("description"),
            key=_key(self.document, 0),
        )
        self.hang(top)
        types = [row.get("CFItemType") for row in self.rows]
        kind = "scale" if "Level" in types else "grouped" if GROUP_TYPE in types else ""
        if any(item.below for item in top.below):
            kind = "grouped"
        creator = self.said("creator")
        notes = [part for part in self.said("notes").split("\n\n") if part.strip()]
        made = self.builder.framework(
            top,
            kind=kind,
            sources=[Obj(top.line, citation=creator, basis="published")] if creator else [],
            numbered=any(row.get("humanCodingScheme") == "1" for row in self.rows),
            dimensions=self.rubric(top) if kind == "scale" else [],
            notes=notes,
            historical=self.said("adoptionStatus") == "Deprecated",
        )
        return Reading(pack_of(made, self.file), "case", self.builder.notices)

    def said(self, name: str) -> str:
        return text_in(self.document, name, self.file, "CFDocument")

    def item(self, row: Obj, where: str) -> Item:
        text = text_in(row, "fullStatement", self.file, where)
        name = text_in(row, "abbreviatedStatement", self.file, where) or text
        is_group = row.get("CFItemType") == GROUP_TYPE
        if row.get("CFItemType") not in (None, GROUP_TYPE, *TYPES.values()):
            self.builder.pass_over(Obj(row.line, CFItemType=row["CFItemType"]), "an item")
        self.builder.pass_over(row, "an item", *READ_OF_ITEM, *MADE_ANEW)
        item = Item(row.line, name, text, key=_key(row, 2), is_group=is_group)
        if is_group and text == name:
            item.description = ""
        if not is_group and row.get("conceptKeywords"):
            item.extra["aliases"] = row["conceptKeywords"]
        if not is_group and (note := text_in(row, "notes", self.file, where)).strip():
            item.extra["note"] = note
        return item

    def hang(self, top: Item) -> None:
        """Puts items below each other in the order of the associations, each once."""
        placed: set[str] = set()
        for link in sorted(self.links, key=_sequence):
            child, parent = _end(link, "originNodeURI"), _end(link, "destinationNodeURI")
            kind = link.get("associationType")
            if kind == "replacedBy" and parent in self.items:
                self.replaced(link, self.items[parent])
            elif kind == "isChildOf" and child in self.items and child not in placed:
                placed.add(child)
                (self.items.get(parent) or top).below.append(self.items[child])
            else:
                self.builder.pass_over(Obj(link.line, {str(kind)[:40]: True}), "an association")
        reached = {id(top)}
        waiting = [top]
        while waiting:
            below = waiting.pop().below
            reached |= {id(item) for item in below}
            waiting += below
        for number, item in self.items.items():
            if number not in placed:
                top.below.append(item)
            elif id(item) not in reached:
                raise refused(self.file, item.line, item.name[:60], "is below itself: a circle")

    def replaced(self, link: Obj, item: Item) -> None:
        origin = link.get("originNodeURI")
        if isinstance(origin, Obj) and (key := _key(origin, 2)):
            item.extra.setdefault("takes_the_place_of", []).append(key)

    def rubric(self, top: Item) -> list[Obj]:
        """What distinguishes the levels, put on them; and the dimensions it does so in."""
        dimensions = []
        for rubric in objects_in(self.found, "CFRubrics", self.file):
            for row in objects_in(rubric, "CFRubricCriteria", self.file, "CFRubrics"):
                name = text_in(row, "category", self.file, "CFRubricCriteria")
                key = _key(row, 2) or self.builder.new_key(name, set(), row.line)
                dimensions.append(obj(row.line, key=key, name=name))
                levels = objects_in(row, "CFRubricCriterionLevels", self.file, "CFRubricCriteria")
                for level, item in zip(levels, top.below, strict=False):
                    said = text_in(level, "description", self.file, "CFRubricCriterionLevels")
                    item.extra.setdefault("distinguishes", Obj(level.line))[key] = said
        return dimensions


def _key(row: Obj, place: int) -> str:
    """Our key in a URI of ours, such as urn:x-pwj:himmelman_linkage:element:networking."""
    uri = row.get("uri")
    parts = uri.removeprefix(URN).split(":") if isinstance(uri, str) and uri.startswith(URN) else []
    return our_key(parts[place]) if len(parts) == place + 1 else ""


def _end(link: Obj, name: str) -> str:
    end = link.get(name)
    return str(end.get("identifier")) if isinstance(end, Obj) else ""


def _sequence(link: Obj) -> float:
    number = link.get("sequenceNumber")
    return number if isinstance(number, int | float) else float("inf")
