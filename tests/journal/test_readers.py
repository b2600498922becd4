"""Who an answer could be given to: the cohort that asked, its facilitators by first name."""

from datetime import date

import pytest
from django.utils import timezone

from journal.models import Cohort, Membership
from journal.readers import cohort_to_share_with, facilitators_to_share_with
from partnership.people.models import User
from tests.factories import make_cohort, make_module, make_person, make_question


@pytest.fixture
def spring(autumn: Cohort, bryony: User) -> Cohort:
    """A newer cohort of Bryony's, taking another module."""
    return make_cohort(
        leaders=(bryony,),
        facilitators=(make_person("Zadie Last"), make_person("Ann First")),
        module=make_module("another_module"),
        starts_on=date(2027, 1, 11),
        module_ends_on=date(2027, 3, 8),
    )


def test_the_cohort_that_asked_comes_before_a_newer_one(
    bryony: User, autumn: Cohort, spring: Cohort
) -> None:
    asked = make_question(autumn.module, key="asked_in_autumn")

    assert cohort_to_share_with(bryony, asked) == autumn
    assert cohort_to_share_with(bryony, None) == spring


def test_a_question_of_no_cohort_of_theirs_goes_to_the_newest(
    bryony: User, autumn: Cohort, spring: Cohort
) -> None:
    asked = make_question(make_module("nobody_takes_it"), key="asked_elsewhere")

    assert cohort_to_share_with(bryony, asked) == spring


def test_its_facilitators_are_named_in_order_and_not_once_they_left(
    bryony: User, autumn: Cohort, spring: Cohort
) -> None:
    assert facilitators_to_share_with(bryony, None) == ["Ann", "Zadie"]

    Membership.objects.filter(person__name="Ann First").update(left_at=timezone.now())

    assert facilitators_to_share_with(bryony, None) == ["Zadie"]


def test_without_a_cohort_there_is_nobody(rosalind: User, autumn: Cohort) -> None:
    assert cohort_to_share_with(rosalind, None) is None
    assert facilitators_to_share_with(rosalind, None) == []
