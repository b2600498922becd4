"""Who may do what, as truth tables."""

from __future__ import annotations

import pytest

from journal import rules
from journal.models import Cohort, Membership, SharedCopy
from partnership.people.models import User
from tests.factories import make_entry, share

EVERYONE = ["bryony", "idris", "rosalind", "saoirse", "devinder", "sam"]


@pytest.fixture
def copy(bryony: User, autumn: Cohort) -> SharedCopy:
    return share(make_entry(bryony), autumn, "cohort")


@pytest.fixture
def everyone(request: pytest.FixtureRequest, elsewhere: Cohort) -> dict[str, User]:
    return {name: request.getfixturevalue(name) for name in EVERYONE}


def test_the_author_and_the_facilitators_write_under_a_copy(
    everyone: dict[str, User], copy: SharedCopy
) -> None:
    allowed = {name for name, person in everyone.items() if rules.may_reply(person, copy)}

    assert allowed == {"bryony", "rosalind"}


def test_facilitators_and_admins_make_cohorts(everyone: dict[str, User]) -> None:
    allowed = {name for name, person in everyone.items() if rules.may_make_cohorts(person)}

    assert allowed == {"rosalind", "devinder", "sam"}


def test_facilitators_look_after_their_own_cohort_and_admins_after_all(
    everyone: dict[str, User], autumn: Cohort, elsewhere: Cohort
) -> None:
    def managers(cohort: Cohort) -> set[str]:
        return {name for name, person in everyone.items() if rules.may_manage(person, cohort)}

    assert managers(autumn) == {"rosalind", "sam"}
    assert managers(elsewhere) == {"devinder", "sam"}


def test_a_facilitator_who_was_removed_has_no_say(
    everyone: dict[str, User], copy: SharedCopy, autumn: Cohort
) -> None:
    rosalind = everyone["rosalind"]
    Membership.objects.filter(person=rosalind).update(left_at=copy.given_at)

    assert not rules.facilitates(rosalind, autumn)
    assert not rules.may_manage(rosalind, autumn)
    assert not rules.may_reply(rosalind, copy)
    assert not rules.may_make_cohorts(rosalind)
