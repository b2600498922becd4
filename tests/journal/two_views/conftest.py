"""Bryony and Idris follow one partnership, each in a record of their own."""

from __future__ import annotations

from datetime import date

import pytest

from frameworks.models import Element
from journal.models import Partnership, TwoViews
from partnership.people.models import User
from tests.factories import compare, make_framework, make_partnership, place


@pytest.fixture
def levels(db: None) -> list[Element]:
    keys = ("networking", "coordination", "cooperation", "collaboration")
    scale = make_framework("himmelman_linkage", keys, kind="scale")
    return list(scale.editions.get().elements.all())


@pytest.fixture
def hers(bryony: User, levels: list[Element]) -> Partnership:
    """Placed once in the autumn."""
    link = make_partnership(bryony, "Transition with Ashlathe")
    place(link, levels[0], on=date(2025, 9, 18))
    return link


@pytest.fixture
def his(idris: User, levels: list[Element]) -> Partnership:
    """Placed two days later, and otherwise."""
    link = make_partnership(idris, "Our work with the primaries")
    place(link, levels[1], on=date(2025, 9, 20))
    return link


@pytest.fixture
def agreed(hers: Partnership, his: Partnership, autumn: object) -> TwoViews:
    return compare(hers, his)
