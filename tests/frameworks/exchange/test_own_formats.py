"""Our own formats lose nothing: every shipped framework, and any other, comes back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from frameworks.exchange.formats import FORMATS, export, read
from frameworks.packs import FrameworkPack
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


@pytest.mark.once
@pytest.mark.parametrize("own", OWN)
@given(pack=packs())
@settings(max_examples=60, deadline=None)
def test_any_framework_comes_back(own: str, pack: FrameworkPack) -> None:
    text = FORMATS[own].write(pack)

    assert FORMATS[own].read(text, "any").pack == pack
