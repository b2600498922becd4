"""Home and the entry say that a line was asked about; once it is answered home says no more."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from journal.models import Cohort, Membership, SharedCopy
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import ask_for, make_entry, share

HOME = reverse("writing:home")
ASKED = "You were asked whether a line of"


@pytest.fixture
def copy(bryony: User, autumn: Cohort) -> SharedCopy:
    return share(make_entry(bryony, "We met. It was worth it."), autumn, "cohort")


def test_nobody_is_asked_without_a_line(as_bryony: Client, copy: SharedCopy) -> None:
    assert ASKED not in as_bryony.get(HOME).text
    assert "read aloud" not in as_bryony.get(copy.entry.get_absolute_url()).text


@pytest.mark.parametrize("consent", ["", "named", "unnamed", "no"])
def test_home_says_so_until_it_is_answered(
    as_bryony: Client, rosalind: User, copy: SharedCopy, consent: str
) -> None:
    ask_for(copy, "We met.", rosalind, consent=consent)

    home = as_bryony.get(HOME).text
    entry = as_bryony.get(copy.entry.get_absolute_url()).text

    assert (ASKED in home) is (consent == "")
    assert (ASKED in entry) is (consent == "")
    assert ("You have answered whether" in entry) is (consent != "")
    assert reverse("consent:lines") in entry


def test_one_that_waits_is_said_before_others_that_were_answered(
    as_bryony: Client, rosalind: User, copy: SharedCopy
) -> None:
    ask_for(copy, "We met.", rosalind, consent="no")
    ask_for(copy, "It was", rosalind)

    assert ASKED in as_bryony.get(copy.entry.get_absolute_url()).text


@pytest.mark.parametrize("person", ["idris", "rosalind", "saoirse"])
def test_home_says_nothing_of_it_to_others(
    request: pytest.FixtureRequest, elsewhere: Cohort, rosalind: User, copy: SharedCopy, person: str
) -> None:
    ask_for(copy, "We met.", rosalind)

    assert ASKED not in signed_in(request.getfixturevalue(person)).get(HOME).text


def test_whoever_left_the_cohort_is_asked_nothing(
    as_bryony: Client, rosalind: User, bryony: User, elsewhere: Cohort, copy: SharedCopy
) -> None:
    ask_for(copy, "We met.", rosalind)
    Membership.objects.filter(person=bryony).update(left_at=timezone.now())
    Membership.objects.create(person=bryony, cohort=elsewhere, role="leader")

    assert ASKED not in as_bryony.get(HOME).text
