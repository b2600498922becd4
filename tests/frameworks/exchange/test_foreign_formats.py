"""The formats of others carry what they can; what they cannot is listed, no more and no less."""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from hypothesis import given, settings

from frameworks.exchange import xml
from frameworks.exchange.formats import FORMATS, export, read
from frameworks.packs import FrameworkPack
from tests.frameworks.exchange.packs import packs, shipped

pytestmark = pytest.mark.once  # no database is asked

FOREIGN = ["csv", "matrix", "moodle", "case", "qdc"]


def left_of(value: Any, lost: set[str], where: str = "") -> Any:
    """A pack as plain values, without the places that are lost."""
    if is_dataclass(value):
        return {
            item.name: left_of(getattr(value, item.name), lost, f"{where}{item.name}")
            for item in fields(value)
            if item.name != "line" and f"{where}{item.name}" not in lost
        }
    if isinstance(value, tuple):
        return [
            left_of(item, lost, f"{where}.{item.key}." if hasattr(item, "key") else where)
            for item in value
        ]
    return value


@pytest.mark.parametrize("key", shipped())
@pytest.mark.parametrize("format", FOREIGN)
def test_a_shipped_framework_comes_back_without_what_was_listed(format: str, key: str) -> None:
    pack = shipped()[key]
    made = export(pack, format)
    back = read(made.text.encode(), f"x{FORMATS[format].suffix}")
    lost = {loss.where for loss in made.losses}

    assert back.format == format
    assert left_of(back.pack, lost) == left_of(pack, lost)
    assert all(loss.why for loss in made.losses)
    assert export(back.pack, format).text == made.text or format == "qdc"


@pytest.mark.parametrize("key", shipped())
@pytest.mark.parametrize("format", FOREIGN)
def test_the_words_and_keys_are_never_among_what_is_lost(format: str, key: str) -> None:
    lost = {loss.where.split(".")[-1] for loss in export(shipped()[key], format).losses}

    assert lost & {"key", "name", "description", "summary", "group", "order", "kind"} == set()


def test_our_own_csv_loses_nothing_of_what_is_shipped() -> None:
    assert [loss for pack in shipped().values() for loss in export(pack, "csv").losses] == []


@pytest.mark.once
@pytest.mark.parametrize("format", FOREIGN)
@given(pack=packs())
@settings(max_examples=25, deadline=None)
def test_any_framework_comes_back_without_what_was_listed(format: str, pack: FrameworkPack) -> None:
    made = export(pack, format)
    back = FORMATS[format].read(made.text, "x").pack
    lost = {loss.where for loss in made.losses}

    assert left_of(back, lost) == left_of(pack, lost)


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@x", "'=1", "''@", "＝1", "\u200b=1", "\ufeff+1", "%1"]
)
@pytest.mark.parametrize("format", ["csv", "moodle"])
def test_a_cell_like_a_formula_is_harmless_outside_and_itself_again_inside(
    format: str, cell: str
) -> None:
    pack = shipped()["himmelman_linkage"]
    element = replace(pack.elements[0], name=cell, prompt=cell)
    text = export(replace(pack, elements=(element, *pack.elements[1:])), format).text

    assert re.findall(r'(?:^|,)"?([=+@＝%-])', text.removeprefix("\ufeff"), re.M) == []
    assert f",'{cell}," in text
    assert read(text.encode(), "x.csv").pack.elements[0].name == cell


def test_mahara_finds_what_it_needs() -> None:
    made = json.loads(export(shipped()["hargreaves_maturity"], "matrix").text)["framework"]
    ids = {standard["standardid"] for standard in made["standards"]}

    assert len(made["standards"]) == 3
    assert len(made["standardelements"]) == 12
    assert [set(state) for state in made["evidencestatuses"]] == [
        {"begun"},
        {"incomplete"},
        {"partialcomplete"},
        {"completed"},
    ]
    for element in made["standardelements"]:
        assert element["standardid"] in ids
        assert len(element["shortname"]) <= 100
    assert len({element["elementid"] for element in made["standardelements"]}) == 12


def test_a_matrix_that_mahara_wrote_is_read() -> None:
    """The old style, with numbers as texts, parents in parentid and nothing of ours."""
    file = {
        "framework": {
            "institution": "all",
            "name": "Ways of working",
            "description": "<p>How we <b>work</b>.<script>no()</script></p><ul><li>well</li></ul>",
            "selfassess": 1,
            "standards": [
                {"shortname": "One", "name": "First", "standardid": "7"},
                {"shortname": "Two", "name": "Second", "standardid": "8"},
            ],
            "standardelements": [
                {"shortname": "A", "name": "Être là", "standardid": 7, "elementid": "7.1"},
                {
                    "shortname": "B",
                    "name": "Below",
                    "standardid": "7",
                    "elementid": "7.2",
                    "parentid": "7.1",
                },
                {"shortname": "C", "name": "Last", "standardid": "8", "elementid": "8.1"},
            ],
        }
    }
    reading = read(json.dumps(file).encode(), "ways.matrix")

    assert reading.pack.key == "ways_of_working"
    assert reading.pack.summary == "How we work.\n\n– well"
    assert [(item.key, item.group) for item in reading.pack.elements] == [
        ("etre_la", "first"),
        ("below", "first"),
        ("last", "second"),
    ]
    assert any("below another element" in str(notice) for notice in reading.notices)


def test_a_moodle_file_in_any_order_and_with_semicolons_is_read() -> None:
    rows = [
        "Noem;x;y;z;;;;;;;;;;",
        "PWK-2;PWK-2-1;First strand;<p>Text</p>;1;;;;0;null;;3;;",
        ';PWK;Maturity;"<p>All &amp; any</p>";1;"Low,High";[];;;;;1;1;domain,competency',
        ";PWK-2;Competence;<p>Text</p>;1;;;;0;null;;2;;",
    ]
    reading = read("\r\n".join(rows).encode(), "moodle.csv")

    assert reading.format == "moodle"
    assert reading.pack.summary == "All & any"
    assert [(item.key, item.group) for item in reading.pack.elements] == [
        ("first_strand", "competence")
    ]
    assert any("a scale of its own" in str(notice) for notice in reading.notices)


def test_a_case_document_in_a_package_is_read_in_the_order_of_its_links() -> None:
    def node(name: str) -> dict[str, str]:
        return {"title": name, "identifier": name, "uri": name}

    file = {
        "CFPackage": {
            "CFDocument": {**node("doc"), "title": "Standards", "creator": "A body"},
            "CFItems": [
                {**node("a"), "fullStatement": "Second of them"},
                {**node("b"), "fullStatement": "First of them"},
            ],
            "CFAssociations": [
                {
                    "associationType": "isChildOf",
                    "originNodeURI": node(child),
                    "destinationNodeURI": node("doc"),
                    "sequenceNumber": place,
                }
                for child, place in (("a", 2), ("b", 1))
            ],
        }
    }
    pack = read(json.dumps(file).encode(), "case.json").pack

    assert [item.key for item in pack.elements] == ["first_of_them", "second_of_them"]
    assert pack.sources[0].citation == "A body"


QDC = "urn:QDA-XML:codebook:1.0 "
GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def breaks(text: str) -> list[str]:
    """The rules of the standard's schema for a codebook that this one breaks, each by its line."""
    root = xml.parse(text, "x")
    wrong = [] if root.name == f"{QDC}CodeBook" and set(root.attributes) <= {"origin"} else ["root"]
    wrong += [] if [item.name for item in root.inside] == [f"{QDC}Codes"] else ["no Codes alone"]
    codes = root.inside[0] if root.inside else root
    wrong += [] if codes.inside and not codes.attributes else ["Codes are empty"]
    waiting, seen = list(codes.inside), set()
    while waiting:
        code = waiting.pop()
        guid = code.attributes.get("guid", "")
        inside = [item.name for item in code.inside]
        below = inside[1:] if inside[:1] == [f"{QDC}Description"] else inside
        right = code.name == f"{QDC}Code" and set(code.attributes) == {"guid", "name", "isCodable"}
        right &= bool(GUID.fullmatch(guid)) and guid not in seen
        right &= code.attributes.get("isCodable") in ("true", "false")
        right &= set(below) <= {f"{QDC}Code"}
        wrong += [] if right else [f"line {code.line}"]
        seen.add(guid)
        waiting += [item for item in code.inside if item.name == f"{QDC}Code"]
    return wrong


@pytest.mark.parametrize("key", shipped())
def test_a_codebook_follows_the_schema(key: str) -> None:
    assert breaks(export(shipped()[key], "qdc").text) == []


@given(pack=packs())
@settings(max_examples=40, deadline=None)
def test_any_codebook_follows_the_schema(pack: FrameworkPack) -> None:
    assert breaks(FORMATS["qdc"].write(pack)) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("codebook:1.0", "codebook:1:0"),
        ("<Codes>", "<Codes><Sets/>"),
        ("</Codes>", "</Codes><Sets/>"),
        ('guid="', 'guid="x'),
        ("isCodable", "iscodable"),
        ('isCodable="true"', 'isCodable="yes"'),
        ("</Description>", "</Description><NoteRef/>"),
        ("<Description>", "<Code/><Description>"),
    ],
)
def test_a_codebook_that_breaks_the_schema_is_noticed(before: str, after: str) -> None:
    text = export(shipped()["himmelman_linkage"], "qdc").text
    assert before in text

    assert breaks(text.replace(before, after)) != []


def test_a_codebook_of_another_program_is_read() -> None:
    file = """<?xml version="1.0" encoding="utf-8"?>
    <CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Other 1.0"><Codes>
      <Code guid="{A0}" name="Trust" isCodable="true" color="#ff0000">
        <Description>Relying on each other</Description></Code>
      <Code guid="{A1}" name="Turf" isCodable="true"/>
    </Codes></CodeBook>"""
    reading = read(file.encode(), "Our codes.qdc")

    assert reading.pack.key == "our_codes"
    assert [item.description for item in reading.pack.elements] == ["Relying on each other", "Turf"]
    assert any("has a colour" in str(notice) for notice in reading.notices)
