"""Who a person could give an answer to: the one home of that rule, for every page that names them.

Read from memberships at each request, so that whoever left a cohort is named no more.
"""

from __future__ import annotations

from journal.models import Cohort, Membership, Question
from journal.models.cohort import CohortQuerySet
from partnership.people.models import User


def cohort_to_share_with(person: User, question: Question | None) -> Cohort | None:
    """The cohort they take now: the one whose module asked the question, else the newest."""
    return _in_order(person, question).first()


def facilitators_to_share_with(person: User, question: Question | None) -> list[str]:
    """The first names of that cohort's facilitators, in order of name. One query."""
    cohort = _in_order(person, question).values("pk")[:1]
    facilitating = Membership.objects.current().facilitators().filter(cohort__in=cohort)
    in_order = facilitating.select_related("person").order_by("person__name")
    return [membership.person.first_name for membership in in_order]


def _in_order(person: User, question: Question | None) -> CohortQuerySet:
    cohorts = Cohort.objects.taken_by(person)
    return cohorts.asking_first(question) if question else cohorts
