"""What an admin is told of one person: cohorts now and before, and their lines of the record."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from journal.cohorts.listing import day_of
from journal.models import Membership
from partnership.people.models import User
from partnership.record.models import Change

LAST_LINES = 10


@dataclass(frozen=True)
class CohortLine:
    cohort_id: UUID
    name: str
    role: str
    when: str


def cohorts_of(person: User) -> tuple[list[CohortLine], list[CohortLine]]:
    """Those they are in now, and those they were in. One query."""
    now: list[CohortLine] = []
    before: list[CohortLine] = []
    for one in Membership.objects.filter(person=person).with_cohort().order_by("-joined_at", "pk"):
        since = f"since {day_of(one.joined_at)}"
        when = f"until {day_of(one.left_at)}" if one.left_at else since
        line = CohortLine(one.cohort_id, one.cohort.name, one.get_role_display().capitalize(), when)
        (before if one.left_at else now).append(line)
    return now, before


def names_of(person: User, *, role: str) -> list[str]:
    """Of the cohorts in which they have this role now. One query."""
    mine = Membership.objects.current().filter(person=person, role=role)
    return list(mine.order_by("cohort__name").values_list("cohort__name", flat=True))


def record_of(person: User) -> list[tuple[str, str]]:
    """The last lines that are about them, each with its day. One query."""
    lines = Change.objects.newest_first().filter(subject_key=str(person.pk))[:LAST_LINES]
    return [(day_of(line.at, now=timezone.now()), line.sentence) for line in lines]
