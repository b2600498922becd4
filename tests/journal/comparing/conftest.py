"""A framework of two elements and a scale of four, and copies that are tagged in a line."""

from __future__ import annotations

import pytest

from frameworks.models import Element, Framework
from journal.models import Cohort, Membership, SharedCopy, SharedTag
from partnership.people.models import User
from tests.factories import make_entry, make_framework, make_person, share

TEXT = "We met in May. Then the trust asked for more, and we gave it. Nobody wrote it down."


@pytest.fixture
def factors(db: None) -> Framework:
    return make_framework("factors", ("trust", "purpose"), name="Factors")


@pytest.fixture
def trust(factors: Framework) -> Element:
    return factors.editions.get(number=1).elements.get(key="trust")


@pytest.fixture
def purpose(factors: Framework) -> Element:
    return factors.editions.get(number=1).elements.get(key="purpose")


@pytest.fixture
def copy(bryony: User, autumn: Cohort) -> SharedCopy:
    """Bryony's, given to the facilitators."""
    return share(make_entry(bryony, TEXT), autumn, "facilitator")


@pytest.fixture
def colleague(autumn: Cohort) -> User:
    """Facilitates the same cohort."""
    person = make_person("Marguerite Ashdown")
    Membership.objects.create(cohort=autumn, person=person, role="facilitator")
    return person


def tag(copy: SharedCopy, element: Element, words: str = "") -> SharedTag:
    """As its author tagged it: on these words, or on all of it."""
    if not words:
        return SharedTag.objects.create(copy=copy, element=element)
    start = copy.body.index(words)
    return SharedTag.objects.create(copy=copy, element=element, start=start, end=start + len(words))
