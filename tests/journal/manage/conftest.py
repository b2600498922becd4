"""Sam is an admin: whose desk this is."""

from __future__ import annotations

import pytest
from django.test import Client

from partnership.people.models import User
from tests.conftest import signed_in


@pytest.fixture
def as_sam(sam: User) -> Client:
    return signed_in(sam)
