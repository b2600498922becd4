"""The preview of an element: as the tag list of leaders has it, and saved nowhere."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from frameworks.models import Edition
from tests.factories import make_element

from .sending import ELEMENT, one, sent

pytestmark = pytest.mark.django_db


def test_the_preview_shows_what_is_typed_and_saves_nothing(as_sam: Client, draft: Edition) -> None:
    answer = as_sam.post(f"{ELEMENT}preview/", sent(draft, name="Typed", description="Not saved."))

    assertContains(answer, "Typed")
    assertContains(answer, "Not saved.")
    assertContains(answer, 'class="picker"')
    assert one(draft).version == 0


def test_the_preview_shows_it_among_its_neighbours(as_sam: Client, draft: Edition) -> None:
    for number in range(3, 20):
        make_element(draft, f"level_{number}", position=number)

    answer = as_sam.get(ELEMENT.replace("one", "level_9"))

    assertContains(answer, "Level 8")
    assertNotContains(answer, "Level 19")
