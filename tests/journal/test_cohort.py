"""Whose cohort is whose, read from memberships that have not ended."""

from django.utils import timezone

from journal.models import Cohort, Membership
from partnership.people.models import User


def test_leaders_take_a_cohort_and_facilitators_do_not(
    bryony: User, rosalind: User, autumn: Cohort, elsewhere: Cohort
) -> None:
    assert list(Cohort.objects.taken_by(bryony)) == [autumn]
    assert list(Cohort.objects.taken_by(rosalind)) == []
    assert list(Cohort.objects.facilitated_by(rosalind)) == [autumn]


def test_a_facilitator_who_left_is_not_named(rosalind: User, autumn: Cohort) -> None:
    assert list(autumn.current_facilitators()) == [rosalind]

    Membership.objects.filter(person=rosalind).update(left_at=timezone.now())

    assert list(autumn.current_facilitators()) == []
