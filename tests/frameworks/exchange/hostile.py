"""Files that are broken, huge or meant to do harm, each made when it is wanted."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterable

from frameworks.exchange.formats import export
from tests.frameworks.exchange.packs import shipped


def own(format: str) -> str:
    return export(shipped()["himmelman_linkage"], format).text


YAML, JSON, CSV = own("yaml"), own("json"), own("csv")
MATRIX, MOODLE, CASE, QDC = own("matrix"), own("moodle"), own("case"), own("qdc")


def changed(text: str, before: str, after: str) -> str:
    assert before in text
    return text.replace(before, after, 1)


def zipped(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return out.getvalue()


def many_codes(depth: int) -> str:
    code = '<Code guid="0" name="x" isCodable="true">'
    return (
        f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>{code * depth}'
        f"{'</Code>' * depth}</Codes></CodeBook>"
    )


def bomb(levels: int) -> str:
    entities = "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' if n else '<!ENTITY e0 "lol">'
        for n in range(levels)
    )
    return f"<!DOCTYPE CodeBook [{entities}]><CodeBook>&e{levels - 1};</CodeBook>"


def moodle_rows(*rows: str) -> str:
    return "\r\n".join(["a,b,c,d,e,f,g,h,i,j,k,l,m,n", ",k,Name,Text,1,,,,,,,,1,", *rows])


def matrix(**more: object) -> str:
    standards = [{"name": "One", "standardid": 1, "description": "x"}]
    return json.dumps({"framework": {"name": "X", "standards": standards, **more}})


def case(items: object, links: Iterable[object] = ()) -> str:
    document = {"identifier": "d", "title": "X", "creator": "Y"}
    return json.dumps({"CFDocument": document, "CFItems": items, "CFAssociations": list(links)})


# Made when its test runs: name of the file, and its bytes or text.
HOSTILE: dict[str, tuple[str, Callable[[], bytes | str]]] = {
    # not text at all, or not in UTF-8
    "nothing": ("x.yaml", lambda: b""),
    "only spaces": ("x.json", lambda: " \n\n "),
    "only a byte order mark": ("x.csv", lambda: b"\xef\xbb\xbf"),
    "a NUL in YAML": ("x.yaml", lambda: YAML + "\0"),
    "a NUL in JSON": ("x.json", lambda: changed(JSON, "Networking", "Net\0working")),
    "a NUL in XML": ("x.qdc", lambda: changed(QDC, "Networking", "Net\0working")),
    "UTF-16 little": ("x.csv", lambda: CSV.encode("utf-16-le")),
    "UTF-16 with its mark": ("x.csv", lambda: CSV.encode("utf-16")),
    "UTF-16 big": ("x.qdc", lambda: QDC.encode("utf-16-be")),
    "UTF-32": ("x.json", lambda: JSON.encode("utf-32")),
    "Latin-1": ("x.csv", lambda: CSV.replace("Networking", "Réseau")[1:].encode("latin-1")),
    "Windows-1252": ("x.yaml", lambda: "name: “x”".encode("cp1252")),
    "an over-long UTF-8 slash": ("x.yaml", lambda: b"key: \xc0\xaf"),
    "half a surrogate in UTF-8": ("x.yaml", lambda: b"key: \xed\xa0\x80"),
    "a zip": ("x.json", lambda: zipped("x.json", JSON.encode())),
    "a zip bomb": ("x.yaml", lambda: zipped("../../x.yaml", b"0" * 5_000_000)),
    "an xlsx called csv": ("x.csv", lambda: zipped("xl/workbook.xml", b"<x/>")),
    "gzip": ("x.matrix", lambda: b"\x1f\x8b\x08\x00rest"),
    "a PDF": ("x.qdc", lambda: b"%PDF-1.7"),
    "an escape for the console": ("x.yaml", lambda: changed(YAML, "Networking", "\x1b[2J")),
    "too large by one byte": ("x.yaml", lambda: b"#" * 2_000_001),
    "100 MB": ("x.json", lambda: b" " * 100_000_000),
    "random bytes": ("x.yaml", lambda: bytes(range(128, 256)) * 100),
    "a name that says nothing": ("x.docx", lambda: YAML),
    "writing turned round": ("x.yaml", lambda: changed(YAML, "Networking", "Net\u202egnikrow")),
    "many line ends of one kind": ("x.csv", lambda: "\r" * 1_900_000 + "x"),
    # YAML
    "YAML that is not": ("x.yaml", lambda: "key: [unclosed"),
    "YAML a list": ("x.yaml", lambda: "- a\n- b\n"),
    "YAML two documents": ("x.yaml", lambda: f"{YAML}---\n{YAML}"),
    "YAML duplicate key": ("x.yaml", lambda: f"{YAML}\nkey: other\n"),
    "YAML unknown key": ("x.yaml", lambda: f"{YAML}\nowner: me\n"),
    "YAML object tag": ("x.yaml", lambda: "!!python/object/apply:os.system ['true']"),
    "YAML wrong tag": ("x.yaml", lambda: changed(YAML, "order: 1", "order: !!int x")),
    "YAML odd number": ("x.yaml", lambda: changed(YAML, "order: 1", "order: 0x1F")),
    "YAML sixty-number": ("x.yaml", lambda: changed(YAML, "order: 1", "order: 1:30")),
    "YAML alias bomb": (
        "x.yaml",
        lambda: "a: &a [x,x]\n" + "".join(f"b{n}: &b{n} [*a,*a]\n" for n in range(40)),
    ),
    "YAML alias to itself": ("x.yaml", lambda: "a: &a [*a]"),
    "YAML deep lists": ("x.yaml", lambda: "notes: " + "[" * 100_000),
    "YAML deep mappings": ("x.yaml", lambda: "{a: " * 50_000),
    "YAML deep lines": ("x.yaml", lambda: "\n".join(" " * n + "a:" for n in range(1_500))),
    "YAML many items": ("x.yaml", lambda: "notes:\n" + "- a\n" * 400_000),
    "YAML many questions": ("x.yaml", lambda: "? " * 500_000),
    "YAML many aliases": ("x.yaml", lambda: "a: &a x\nnotes: [" + "*a," * 300_000 + "]"),
    "YAML long text": ("x.yaml", lambda: changed(YAML, "summary:", f"summary: {'a' * 1_500_000} ")),
    "YAML control escape": ("x.yaml", lambda: changed(YAML, "name: H", 'name: "\\x07"\nx: H')),
    "YAML bad key": ("x.yaml", lambda: changed(YAML, "key: himmelman_linkage", "key: ../../etc")),
    "YAML long key": (
        "x.yaml",
        lambda: changed(YAML, "key: h", "key: h" + "a" * 81),
    ),
    "YAML two levels of one key": (
        "x.yaml",
        lambda: changed(YAML, "key: coordination", "key: networking"),
    ),
    "YAML a number that never ends": (
        "x.yaml",
        lambda: changed(YAML, "order: 1", "order: " + "1:" * 600_000),
    ),
    "YAML digits and underscores": (
        "x.yaml",
        lambda: changed(YAML, "order: 1", "order: 1" + "_" * 1_500_000),
    ),
    "YAML many documents": ("x.yaml", lambda: "--- a\n" * 300_000),
    "YAML many comments": ("x.yaml", lambda: "#\n" * 900_000),
    "YAML directives": ("x.yaml", lambda: "%TAG ! tag:x,2000:\n" * 90_000 + "--- a"),
    "YAML half a pair": ("x.yaml", lambda: changed(YAML, "name: H", 'name: "\\ud83d"\nx: H')),
    "YAML merge key": ("x.yaml", lambda: changed(YAML, "key: h", "<<: {key: x}\nkey: h")),
    "YAML open quote": ("x.yaml", lambda: 'name: "' + "a\n" * 900_000),
    "YAML empty text": ("x.yaml", lambda: changed(YAML, "name: Networking", "name: ''")),
    # JSON
    "JSON cut off": ("x.json", lambda: JSON[:-20]),
    "JSON a list": ("x.json", lambda: "[]"),
    "JSON with more after it": ("x.json", lambda: JSON + "{}"),
    "JSON duplicate key": ("x.json", lambda: changed(JSON, "{", '{"key": "other",')),
    "JSON NaN": ("x.json", lambda: changed(JSON, '"order": 1', '"order": NaN')),
    "JSON huge number": ("x.json", lambda: changed(JSON, '"order": 1', f'"order": {"9" * 9999}')),
    "JSON long fraction": (
        "x.json",
        lambda: changed(JSON, '"order": 1', f'"order": 0.{"1" * 900_000}'),
    ),
    "JSON a million spaces": ("x.json", lambda: "[" + " " * 1_900_000),
    "JSON many escapes": ("x.json", lambda: '["' + "\\u0041" * 300_000 + '"]'),
    "JSON a million quotes": ("x.json", lambda: '["' + '\\"' * 900_000),
    "JSON direction in a key": ("x.json", lambda: changed(JSON, '"name"', '"na\\u202eme"')),
    "JSON surrogate in a key": ("x.json", lambda: changed(JSON, '"name"', '"na\\udc00me"')),
    "JSON fraction": ("x.json", lambda: changed(JSON, '"order": 1', '"order": 1.5')),
    "JSON infinite number": ("x.json", lambda: changed(JSON, '"order": 1', '"order": 1e999')),
    "JSON null": ("x.json", lambda: changed(JSON, '"order": 1', '"order": null')),
    "JSON true for a number": ("x.json", lambda: changed(JSON, '"order": 1', '"order": true')),
    "JSON deep lists": ("x.json", lambda: "[" * 500_000),
    "JSON deep objects": ("x.json", lambda: '{"a":' * 200_000),
    "JSON many parts": ("x.json", lambda: "[" + "0," * 900_000 + "0]"),
    "JSON escaped NUL": ("x.json", lambda: changed(JSON, "Networking", "\\u0000")),
    "JSON lone surrogate": ("x.json", lambda: changed(JSON, "Networking", "\\ud800")),
    "JSON comments": ("x.json", lambda: "// a comment\n" + JSON),
    "JSON single quotes": ("x.json", lambda: "{'schema': 'pwj-framework/1'}"),
    "JSON another schema": ("x.json", lambda: changed(JSON, "pwj-framework/1", "pwj-framework/9")),
    "JSON 600 levels": (
        "x.json",
        lambda: changed(JSON, '"elements": [', '"elements": [' + '{"key":"a"},' * 600),
    ),
    # CSV
    "CSV without its columns": ("x.csv", lambda: "row,colour\nframework,red\n"),
    "CSV open quote": ("x.csv", lambda: CSV + 'note,,,"never closed'),
    "CSV 200,000 rows": ("x.csv", lambda: "row,key\n" + "note,x\n" * 200_000),
    "CSV 100,000 columns": ("x.csv", lambda: "row," + "," * 100_000),
    "CSV one cell of a megabyte": ("x.csv", lambda: f'row,name\nframework,"{"a" * 1_000_000}"'),
    "CSV a million empty rows": ("x.csv", lambda: "row,key\n" + ",\n" * 900_000),
    "CSV only empty cells": ("x.csv", lambda: ",,,\n"),
    "CSV a million quotes": ("x.csv", lambda: 'row,key\nnote,"' + '""' * 900_000),
    "CSV no framework": ("x.csv", lambda: "row,key,name\nnote,,x\n"),
    "CSV two frameworks": ("x.csv", lambda: CSV + "framework,x,x,x\r\n"),
    "CSV a formula for a key": ("x.csv", lambda: CSV + "element,=cmd|' /C calc'!A0,x,x\r\n"),
    "CSV unknown row": ("x.csv", lambda: CSV + "macro,x,x,x\r\n"),
    "CSV a cell out of place": ("x.csv", lambda: CSV + 'note,,,"A note",a_group\r\n'),
    "CSV setting twice": ("x.csv", lambda: CSV + "setting,kind,factors\r\n"),
    # Mahara
    "matrix without standards": ("x.matrix", lambda: '{"framework": {"name": "X"}}'),
    "matrix of another version": ("x.matrix", lambda: '{"version": 2, "matrix": {}}'),
    "matrix standards a text": ("x.matrix", lambda: matrix(standards="all")),
    "matrix element of no standard": (
        "x.matrix",
        lambda: matrix(standardelements=[{"name": "A", "standardid": 9}]),
    ),
    "matrix name a list": ("x.matrix", lambda: matrix(name=["x"])),
    "matrix no elements": ("x.matrix", lambda: matrix()),
    "matrix duplicate key": ("x.matrix", lambda: changed(MATRIX, "{", '{"framework": 1,')),
    "matrix open tags": (
        "x.matrix",
        lambda: matrix(standardelements=[{"standardid": 1, "description": "<a" * 400_000}]),
    ),
    "matrix status a list": (
        "x.matrix",
        lambda: changed(MATRIX, '"x_status": "core"', '"x_status": ["core"]'),
    ),
    # Moodle
    "Moodle without a framework": ("x.csv", lambda: "a,b,c\n,K,Name,Text\n"),
    "Moodle two frameworks": ("x.csv", lambda: moodle_rows(",k2,Name,Text,1,,,,,,,,1,")),
    "Moodle no children": ("x.csv", lambda: moodle_rows()),
    "Moodle same number twice": ("x.csv", lambda: moodle_rows(",a,A,x,1", ",a,B,x,1")),
    "Moodle unknown parent": ("x.csv", lambda: moodle_rows("z,a,A,x,1")),
    "Moodle circle": ("x.csv", lambda: moodle_rows("b,a,A,x,1", "a,b,B,x,1")),
    "Moodle no number": ("x.csv", lambda: moodle_rows(",,A,x,1")),
    "Moodle open tags": ("x.csv", lambda: moodle_rows(f",a,A,{'<p ' * 40_000},1")),
    "Moodle a mark that never ends": ("x.csv", lambda: moodle_rows(f",a,A,{'&#x' * 40_000},1")),
    "Moodle deep": (
        "x.csv",
        lambda: moodle_rows(",n0,A,x,1", *(f"n{n},n{n + 1},A,x,1" for n in range(1_900))),
    ),
    # CASE
    "CASE without items": ("x.json", lambda: case([])),
    "CASE items a text": ("x.json", lambda: case("all")),
    "CASE without identifiers": ("x.json", lambda: case([{"fullStatement": "x"}])),
    "CASE same identifier": (
        "x.json",
        lambda: case([{"identifier": "a", "fullStatement": "x"}] * 2),
    ),
    "CASE circle": (
        "x.json",
        lambda: case(
            [{"identifier": name, "fullStatement": name} for name in "ab"],
            [
                {
                    "associationType": "isChildOf",
                    "originNodeURI": {"identifier": child},
                    "destinationNodeURI": {"identifier": parent},
                }
                for child, parent in ("ab", "ba")
            ],
        ),
    ),
    "CASE keywords a number": (
        "x.json",
        lambda: case([{"identifier": "a", "fullStatement": "x", "conceptKeywords": 5}]),
    ),
    "CASE duplicate key": ("x.json", lambda: changed(CASE, "{", '{"CFDocument": 1,')),
    # REFI-QDA
    "XML that is not": ("x.qdc", lambda: "<CodeBook>"),
    "XML of another namespace": (
        "x.qdc",
        lambda: changed(QDC, "urn:QDA-XML:codebook:1.0", "urn:QDA-XML:codebook:1:0"),
    ),
    "XML entity bomb": ("x.qdc", lambda: bomb(12)),
    "XML external entity": (
        "x.qdc",
        lambda: '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>',
    ),
    "XML external document type": ("x.qdc", lambda: '<!DOCTYPE x SYSTEM "http://x.invalid/x"><x/>'),
    "XML unknown entity": ("x.qdc", lambda: changed(QDC, "Networking", "&nbsp;")),
    "XML 20,000 deep": ("x.qdc", lambda: many_codes(20_000)),
    "XML 29 deep": ("x.qdc", lambda: many_codes(25)),
    "XML 100,000 codes": ("x.qdc", lambda: f"<a>{'<b/>' * 100_000}</a>"),
    "XML 100,000 attributes": (
        "x.qdc",
        lambda: "<a " + " ".join(f'a{n}=""' for n in range(100_000)) + "/>",
    ),
    "XML 19,000 codes of one name": (
        "x.qdc",
        lambda: (
            '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>'
            + '<Code guid="0" name="x" isCodable="true"/>' * 19_000
            + "</Codes></CodeBook>"
        ),
    ),
    "XML 50,000 namespaces": (
        "x.qdc",
        lambda: "<a " + " ".join(f'xmlns:a{n}="u{n}"' for n in range(50_000)) + "/>",
    ),
    "XML says it is UTF-16": ("x.qdc", lambda: "<?xml version='1.0' encoding='utf-16'?><x/>"),
    "XML a tag that never closes": ("x.qdc", lambda: "<a b='" + "x" * 1_900_000),
    "XML a comment that never closes": ("x.qdc", lambda: "<!--" + "-" * 1_900_000),
    "XML one entity many times": (
        "x.qdc",
        lambda: f'<!DOCTYPE x [<!ENTITY a "{"x" * 90_000}">]><x>{"&a;" * 90_000}</x>',
    ),
    "XML with a style sheet": ("x.qdc", lambda: "<?xml-stylesheet href='http://x.invalid'?><x/>"),
    "XML that includes": (
        "x.qdc",
        lambda: '<x xmlns:i="http://www.w3.org/2001/XInclude"><i:include href="/etc/passwd"/></x>',
    ),
    "XML attribute twice": ("x.qdc", lambda: changed(QDC, " origin=", ' origin="x" origin=')),
    "XML empty codes": (
        "x.qdc",
        lambda: '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes/></CodeBook>',
    ),
    "XML character that is none": ("x.qdc", lambda: changed(QDC, "Networking", "&#0;")),
}


def hostile(what: str) -> tuple[str, bytes]:
    """The name of the file, and what is in it."""
    name, make = HOSTILE[what]
    made = make()
    return name, made.encode() if isinstance(made, str) else made
