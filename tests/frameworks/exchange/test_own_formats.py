"""Our own formats lose nothing: every shipped framework, and any other, comes back as it was."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given, settings

from frameworks.exchange.building import plain
from frameworks.exchange.formats import FORMATS, export, read
from frameworks.packs import DimensionPack, ElementPack, FrameworkPack, GroupPack, SourcePack
from tests.frameworks.exchange.packs import packs, shipped

pytestmark = pytest.mark.once  # no database is asked

OWN = ["yaml", "json"]


@pytest.mark.parametrize("key", shipped())
@pytest.mark.parametrize("own", OWN)
def test_a_shipped_framework_comes_back_byte_for_byte(own: str, key: str) -> None:
    pack = shipped()[key]
    first = export(pack, own)
    back = read(first.text.encode(), f"any_name{FORMATS[own].suffix}").pack

    assert back == pack
    assert back.digest == pack.digest
    assert first.losses == []
    assert export(back, own).text == first.text


def test_the_random_frameworks_have_every_field_that_there_is() -> None:
    """A field that is added to the packs must be drawn, or no format is held to it."""
    drawn: set[tuple[str, str]] = set()

    @given(pack=packs())
    @settings(max_examples=80, derandomize=True, deadline=None, database=None)
    def draw(pack: FrameworkPack) -> None:
        for part in (pack, *pack.elements, *pack.groups, *pack.dimensions, *pack.sources):
            drawn.update((type(part).__name__, name) for name in plain(part))

    draw()
    shapes = (FrameworkPack, ElementPack, GroupPack, DimensionPack, SourcePack)
    assert drawn == {(shape.__name__, item.name) for shape in shapes for item in fields(shape)} - {
        (shape.__name__, "line") for shape in shapes
    }


@pytest.mark.once
@pytest.mark.parametrize("own", OWN)
@given(pack=packs())
@settings(max_examples=60, deadline=None)
def test_any_framework_comes_back(own: str, pack: FrameworkPack) -> None:
    text = FORMATS[own].write(pack)

    assert FORMATS[own].read(text, "any").pack == pack
