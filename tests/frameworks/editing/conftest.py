"""A draft to edit."""

from __future__ import annotations

import pytest
from django.utils import timezone

from frameworks.editing.drafts import begin
from frameworks.models import Edition
from partnership.people.models import User
from tests.factories import make_framework


@pytest.fixture
def draft(sam: User) -> Edition:
    """Of a scale of two levels, which differ in one dimension."""
    framework = make_framework("levels", ("one", "two"), kind="scale", name="Levels")
    framework.editions.update(
        dimensions=[{"key": "time", "name": "Time"}],
        sources=[{"citation": "A book", "basis": "published"}],
        notes=["First.", "Second."],
    )
    return begin(framework, by=sam, at=timezone.now())
