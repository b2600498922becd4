"""The shipped module, and Sam, who is an admin."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.test import Client

from journal.models import Module
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import make_person

from .desk import KEY


@pytest.fixture
def shipped(content: None) -> Module:
    call_command("load_content", verbosity=0)
    return Module.objects.get(key=KEY)


@pytest.fixture
def as_sam(sam: User) -> Client:
    return signed_in(sam)


@pytest.fixture
def as_noor(db: None) -> Client:
    return signed_in(make_person("Noor Admin", is_staff=True))
