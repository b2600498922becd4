"""What a file of others has and a framework here has no place for is told."""

from __future__ import annotations

import json

import pytest

from frameworks.exchange.formats import FORMATS, read
from tests.frameworks.exchange.packs import shipped

pytestmark = pytest.mark.once  # no database is asked


def told(text: str, format: str) -> str:
    return "\n".join(str(notice) for notice in read(text.encode(), "x", format).notices)


@pytest.mark.parametrize("format", FORMATS)
def test_of_a_file_of_ours_everything_is_read(format: str) -> None:
    for pack in shipped().values():
        assert "not read" not in told(FORMATS[format].write(pack), format)


def test_of_maharas_file() -> None:
    found = json.loads(FORMATS["matrix"].write(shipped()["hargreaves_maturity"]))["framework"]
    found["colour"] = "red"
    found["evidencestatuses"] = [{"begun": "Wow"}]
    for element in found["standardelements"][:3]:
        element["priority"] = 7
    found["standardelements"][0]["shortname"] = "Other"
    found["standardelements"][1]["description"] = "<p>See <a href='x'><b>this</b></a></p>"
    said = told(json.dumps({"framework": found}), "matrix")

    assert "“colour” of the framework: is not read, here: we have no place for it" in said
    assert "“priority” of an element: is not read, here and in 2 more" in said
    assert "evidencestatuses: are names of its own, which are not read" in said
    assert "has a short name, which is not kept: Other" in said
    assert "its words are read, and not <a>, <b>" in said


def test_of_moodles_file() -> None:
    rows = ["a,b,c,d,e,f,g,h,i,j,k,l,m,n", ",k,Ours,Text,1,,,,,,,,1,"]
    rows.append(',K,One,<em>So</em>,1,"A,B",[],,,,L,,,,more')
    said = told("\n".join(rows), "moodle")

    assert "line 3: K: has a scale in Moodle, which is not read" in said
    assert "line 3: K: has a link to others in Moodle, which is not read" in said
    assert "line 3: One: has cells after the fourteenth, which are not read" in said
    assert "line 3: One: its words are read, and not <em>" in said


def test_of_a_case_file() -> None:
    items = [
        {"identifier": name, "fullStatement": name, "educationLevel": ["01"], "language": "en"}
        for name in "abc"
    ]
    items[0]["CFItemType"] = "Cluster"
    document = {"identifier": "d", "title": "X", "creator": "Y", "licenseURI": {"title": "CC"}}
    node = {"identifier": "a"}
    link = {"associationType": "isRelatedTo", "originNodeURI": node, "destinationNodeURI": node}
    package = {"CFDocument": document, "CFItems": items, "CFAssociations": [link, link]}
    said = told(json.dumps(package | {"CFDefinitions": {"CFSubjects": [1]}}), "case")

    for what in (
        "“educationLevel” of an item: is not read, here and in 2 more",
        "“CFItemType” of an item",
        "“licenseURI” of the document",
        "“CFDefinitions” of the package",
        "“isRelatedTo” of an association: is not read, here and in 1 more",
    ):
        assert what in said


def test_of_a_codebook() -> None:
    code = '<Code guid="0" name="One" isCodable="true"><NoteRef targetGUID="1"/></Code>'
    sets = '<Sets><Set guid="1" name="S"/></Sets>'
    said = told(
        f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>{code}</Codes>{sets}</CodeBook>', "qdc"
    )

    assert "“Sets” of CodeBook: is not read" in said
    assert "“NoteRef” of Code: is not read" in said
