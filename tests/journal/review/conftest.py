"""A copy that waits, and a second facilitator of its cohort."""

from __future__ import annotations

import pytest
from django.test import Client

from journal.models import (
    Cohort,
    Membership,
    SharedCopy,
)
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import make_entry, share

from .pressing import ago


@pytest.fixture
def copy(bryony: User, autumn: Cohort) -> SharedCopy:
    """The oldest that waits."""
    return share(make_entry(bryony, "We met. We talked.\n\nWe parted."), autumn, given_at=ago(9))


@pytest.fixture
def as_devinder(devinder: User, autumn: Cohort) -> Client:
    """A second facilitator of the same cohort."""
    Membership.objects.create(cohort=autumn, person=devinder, role="facilitator")
    return signed_in(devinder)
