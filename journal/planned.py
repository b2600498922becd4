"""What an author planned, where other pages say so: home on its day, and the entry it came from."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import DateField, Exists, OuterRef

from journal.models import Commitment, Entry
from journal.models.commitment import CommitmentQuerySet, in_one_sentence
from journal.templatetags.days import day
from partnership.addresses import address_of
from partnership.people.models import User
from partnership.prepared import given, prepared

ASKED_FOR = timedelta(days=14)  # after that it waits on the page of commitments alone
MOST_AT_ONCE = 3


class Planned(NamedTuple):
    """ "Today: When …, I will …" and where to say what became of it."""

    lead: str
    sentence: str
    address: str


def come_back(person: User, *, today: date) -> list[Planned]:
    """The latest few whose day is today, or was in the last two weeks, oldest first. One query."""
    rows = _come_back().rows(owner=person.pk, **back_in(today))
    return [
        Planned(
            "Today" if due_on == today else f"For {day(due_on, today)}",
            in_one_sentence(when_text, will_text),
            address_of("looking_back:commitment", pk),
        )
        for pk, when_text, will_text, due_on in reversed(rows)
    ]


def planned_in(entry: Entry) -> list[Planned]:
    """What its author planned while writing it, the soonest first."""
    if not getattr(entry, "has_commitments", True):
        return []
    return [
        Planned(
            one.get_outcome_display() or f"For {day(one.due_on)}",
            one.sentence,
            address_of("looking_back:commitment", one.pk),
        )
        for one in entry.commitments.soonest_first()
    ]


@prepared
def _come_back() -> Any:
    latest_first = _lately_back(given("owner")).soonest_first().reverse()
    return latest_first.values_list("pk", "when_text", "will_text", "due_on")[:MOST_AT_ONCE]


def has_come_back(person: OuterRef) -> Exists:
    """Whether there is one, as a part of another prepared query that is given `back_in(today)`."""
    return Exists(_lately_back(person))


def back_in(today: date) -> dict[str, date]:
    """What those two queries are given."""
    return {"today": today, "since": today - ASKED_FOR}


def _lately_back(person: Any) -> CommitmentQuerySet:
    by_today = Commitment.objects.owned_by(person).back_by(given("today", DateField()))
    return by_today.filter(due_on__gt=given("since", DateField()))
