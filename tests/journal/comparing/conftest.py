"""A framework of two elements and a scale of four, and copies that are tagged in a line."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from frameworks.models import Element, Framework
from journal.models import Cohort, SecondReading, SecondTag, SharedCopy, SharedTag
from partnership.people.models import User
from tests.factories import make_entry, make_framework, share

TEXT = "We met in May. Then the trust asked for more, and we gave it. Nobody wrote it down."


@pytest.fixture
def factors(db: None) -> Framework:
    return make_framework("factors", ("trust", "purpose"), name="Factors")


@pytest.fixture
def trust(factors: Framework) -> Element:
    return factors.editions.get().elements.get(key="trust")


@pytest.fixture
def purpose(factors: Framework) -> Element:
    return factors.editions.get().elements.get(key="purpose")


@pytest.fixture
def copy(bryony: User, autumn: Cohort) -> SharedCopy:
    """Bryony's, given to the facilitators."""
    return share(make_entry(bryony, TEXT), autumn, "facilitator")


def tag(copy: SharedCopy, element: Element, words: str = "") -> SharedTag:
    """As its author tagged it: on these words, or on all of it."""
    if not words:
        return SharedTag.objects.create(copy=copy, element=element)
    start = copy.body.index(words)
    return SharedTag.objects.create(copy=copy, element=element, start=start, end=start + len(words))


def second_reading(
    copy: SharedCopy, reader: User, *tags: tuple[Element, str], **fields: Any
) -> SecondReading:
    """Someone's, done unless said otherwise: each element on these words, or on all of it ("")."""
    now = timezone.now()
    defaults = {"text_given_at": copy.text_given_at, "done_at": now, "saw_other_tags_at": now}
    reading = SecondReading.objects.create(copy=copy, reader=reader, **{**defaults, **fields})
    for element, words in tags:
        start = copy.body.index(words) if words else None
        end = start + len(words) if start is not None else None
        SecondTag.objects.create(reading=reading, element=element, start=start, end=end)
    return reading
