"""Whatever is in a file, it is read or refused: no damage to one is a fault of ours."""

from __future__ import annotations

import json
from contextlib import suppress
from copy import deepcopy
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frameworks.exchange.formats import FORMATS, read
from frameworks.strict_yaml import PackError
from tests.frameworks.exchange.packs import shipped

pytestmark = pytest.mark.once  # no database is asked

PIECES = "\n \t,;:\"'{}[]<>&*!#-=|\\/\ufeff\r\n\x85\u2028\u202e😀0e9"
ODD: list[Any] = [None, True, 0, -1, 1.5, 10**17, "", " ", "x", "1", [], [[]], {}, {"key": "x"}]


@cache
def whole(format: str) -> str:
    """A small framework with a little of everything in it."""
    return FORMATS[format].write(shipped()["himmelman_linkage"])


def is_read_or_refused(text: str, format: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    with suppress(PackError):
        assert read(data, "x", format).lines()


@pytest.mark.parametrize("format", FORMATS)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_a_damaged_text(format: str, data: st.DataObject) -> None:
    """Pieces taken out, put in, said twice, and moved."""
    text = whole(format)
    for _ in range(data.draw(st.integers(1, 4))):
        places = sorted(data.draw(st.integers(0, len(text))) for _ in range(2))
        before, piece, after = text[: places[0]], text[places[0] : places[1]], text[places[1] :]
        new = data.draw(st.text(PIECES, max_size=4))
        made = [before + new + after, before + new + piece + after, before + piece * 2 + after]
        text = data.draw(st.sampled_from([*made, after + piece + before]))
    is_read_or_refused(text, format)


@pytest.mark.parametrize("format", ["json", "matrix", "case"])
@given(data=st.data())
@settings(max_examples=120, deadline=None)
def test_another_thing_in_the_place_of_one(format: str, data: st.DataObject) -> None:
    """A list where a text should be, a number for an object, and so on, anywhere in the tree."""
    found = json.loads(whole(format))
    for _ in range(data.draw(st.integers(1, 3))):
        part = found
        while data.draw(st.integers(0, 4)) and isinstance(part, dict | list) and part:
            key = data.draw(
                st.sampled_from(sorted(part) if isinstance(part, dict) else [*range(len(part))])
            )
            if not isinstance(part[key], dict | list) or not part[key] or data.draw(st.booleans()):
                part[key] = deepcopy(data.draw(st.sampled_from(ODD)))
                break
            part = part[key]
    is_read_or_refused(json.dumps(found), format)


@pytest.mark.parametrize("format", ["csv", "moodle"])
@given(data=st.data())
@settings(max_examples=120, deadline=None)
def test_another_thing_in_a_cell(format: str, data: st.DataObject) -> None:
    lines = whole(format).split("\r\n")
    for _ in range(data.draw(st.integers(1, 4))):
        row = data.draw(st.integers(0, len(lines) - 1))
        cells = lines[row].split(",")
        cells[data.draw(st.integers(0, len(cells) - 1))] = data.draw(
            st.sampled_from(["", "x", "1", "no", "=1+1", '"', "group.x", "yes", "\t", "element"])
        )
        lines[row] = ",".join(cells)
    is_read_or_refused("\r\n".join(lines), format)


@pytest.mark.parametrize("format", FORMATS)
@given(text=st.text(st.characters(), max_size=200))
@settings(max_examples=40, deadline=None)
def test_any_text_at_all(format: str, text: str) -> None:
    is_read_or_refused(text, format)
