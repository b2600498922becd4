"""A framework of three elements with a draft, and Sam, who is an admin."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from frameworks.editing.drafts import begin
from frameworks.models import Edition, Framework
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import make_framework

NOW = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)


@pytest.fixture
def framework(db: None) -> Framework:
    return make_framework("words", ("one", "two", "three"))


@pytest.fixture
def draft(framework: Framework, sam: User) -> Edition:
    return begin(framework, by=sam, at=NOW)


@pytest.fixture
def as_sam(sam: User) -> Client:
    return signed_in(sam)
