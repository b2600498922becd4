"""REFI-QDA codebook, .qdc: one XML file of codes in codes, for programs that code interviews.

The framework and its groups are codes that cannot be used; elements can. GUIDs are made of keys, so
the same every time. The standard has no place for a key or a kind: a last paragraph of the
description has them, and an export that another program passed on is still known by it.
"""

from __future__ import annotations

import re
import uuid
from xml.sax.saxutils import escape, quoteattr

from ..packs import FrameworkPack
from .building import Obj, pack_of
from .foreign import DEEPEST, Builder, Item, lost_save, our_key
from .report import Reading, refused
from .xml import Element, parse

NAMESPACE = "urn:QDA-XML:codebook:1.0"
ORIGIN = "Partnership Journal"
GUIDS = uuid.uuid5(uuid.NAMESPACE_URL, NAMESPACE)
MARK = re.compile(r"(?:\n\n|\A)\[(scale|grouped|factors|group|element) ([a-z][a-z0-9_]*)\]\s*\Z")
SOURCE = "Source: "
CANNOT = lost_save() | {
    "sources": "the description has the citations only",
    "summary": "an empty line, then “Source: ”, begins the citations",
}


def write(pack: FrameworkPack) -> str:
    sources = [SOURCE + " ".join(source.citation.split()) for source in pack.sources]
    about = "\n\n".join([pack.summary.strip(), "\n".join(sources)])
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<CodeBook xmlns="{NAMESPACE}" origin="{ORIGIN}">',
        "<Codes>",
        _open(pack, "framework", pack.key, pack.name, usable=False),
        _description(about, pack.kind, pack.key),
    ]
    for group in pack.groups:
        lines.append(_open(pack, "group", group.key, group.name, usable=False))
        lines.append(_description(group.description, "group", group.key))
        lines += _codes(pack, group.key)
        lines.append("</Code>")
    lines += _codes(pack, "")
    return "\n".join([*lines, "</Code>", "</Codes>", "</CodeBook>", ""])


def _codes(pack: FrameworkPack, group: str) -> list[str]:
    return [
        _open(pack, "element", element.key, element.name, usable=True)
        + _description(element.description, "element", element.key)
        + "</Code>"
        for element in pack.elements
        if element.group == group
    ]


def _open(pack: FrameworkPack, what: str, key: str, name: str, *, usable: bool) -> str:
    guid = uuid.uuid5(GUIDS, f"{pack.key}/{what}/{key}")
    named = quoteattr(name, {"\n": "&#10;", "\t": "&#9;"})
    return f'<Code guid="{guid}" name={named} isCodable="{str(usable).lower()}">'


def _description(text: str, what: str, key: str) -> str:
    body = "\n\n".join(part for part in (text.strip(), f"[{what} {key}]") if part)
    return f"<Description>{escape(body)}</Description>"


def read(text: str, file: str) -> Reading:
    """The framework in the codebook. Raises PackError."""
    root = parse(text, file)
    codes = root.all(_name("Codes"))
    if root.name != _name("CodeBook") or len(codes) != 1:
        message = f"is not a codebook with <Codes> in the namespace {NAMESPACE}"
        raise refused(file, root.line, "the file", message)
    builder = Builder(file)
    for element in (root, codes[0]):
        _pass_over(element, builder, "Codes", "Code")
    tops = codes[0].all(_name("Code"))
    if len(tops) == 1 and tops[0].all(_name("Code")):
        top, kind = _item(tops[0], builder)
    else:
        name = file.rpartition(".")[0] or file or "Codebook"
        builder.say(root.line, "Codes", f"are many at the top: “{name}” names their framework")
        top, kind = Item(root.line, name), ""
        top.below = [_item(code, builder)[0] for code in tops]
    top.description, sources = _sources(top)
    kind = kind if kind in ("scale", "grouped", "factors") else ""
    made = builder.framework(top, kind=kind, sources=sources)
    return Reading(pack_of(made, file), "qdc", builder.notices)


def _item(code: Element, builder: Builder, depth: int = 1) -> tuple[Item, str]:
    """The code and all below it, and what its mark says it is."""
    if depth > DEEPEST:
        raise refused(builder.file, code.line, "Code", f"is nested more than {DEEPEST} deep")
    texts = code.all(_name("Description"))
    text = texts[0].text if texts else ""
    mark = MARK.search(text)
    what = mark[1] if mark else ""
    item = Item(
        code.line,
        code.attributes.get("name", ""),
        text[: mark.start()] if mark else text.strip(),
        key=our_key(mark[2]) if mark else "",
        is_group=what == "group",
    )
    _pass_over(code, builder, "Description", "Code")
    if "color" in code.attributes:
        builder.say(code.line, item.name[:60], "has a colour, which is not read")
    if len(texts) > 1:
        builder.say(code.line, item.name[:60], "has more than one description: the first is read")
    item.below = [_item(below, builder, depth + 1)[0] for below in code.all(_name("Code"))]
    return item, what


def _pass_over(element: Element, builder: Builder, *known: str) -> None:
    """Whatever else stands in it, such as sets of codes."""
    names = {below.name for below in element.inside} - {_name(name) for name in known}
    for name in sorted(names):
        said = Obj(element.line, {name.rpartition(" ")[2]: True})
        builder.pass_over(said, element.name.rpartition(" ")[2])


def _sources(top: Item) -> tuple[str, list[Obj]]:
    text, _, cited = top.description.rpartition(f"\n\n{SOURCE}")
    if not text:
        return top.description, []
    citations = [line.removeprefix(SOURCE) for line in cited.split("\n") if line.strip()]
    return text, [Obj(top.line, citation=one, basis="published") for one in citations]


def _name(name: str) -> str:
    return f"{NAMESPACE} {name}"
