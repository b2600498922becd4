"""What one was writing about this day, a term ago and a year ago: finished entries, one of each.

How it begins is not shown of what one can answer again here, or is answering: that is asked from
memory.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import or_
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import BooleanField, DateTimeField, ExpressionWrapper, Q
from django.db.models.functions import Left
from django.utils import timezone
from django.utils.formats import date_format

from journal.dates import Term
from journal.models import Entry
from journal.models.entry import OPENING_CHARACTERS
from journal.second_answers import asked_from_memory
from journal.writing.reading import FREE
from partnership.addresses import address_of
from partnership.people.models import User
from partnership.prepared import given, prepared

# The same day of the week, a term and a year of weeks ago; and as near to it as this.
LONG_AGO = A_TERM, A_YEAR = timedelta(weeks=13), timedelta(weeks=52)
ABOUT = timedelta(days=3)
WORDS = 35


class Old(NamedTuple):
    """What is fetched of an entry."""

    pk: UUID
    title: str
    question: str | None
    started_at: datetime
    opening: str
    question_key: str | None
    is_asked: bool | None


@dataclass(frozen=True, slots=True)
class Then:
    """An entry of one's own, and what makes it turn up today; its opening, if that may be shown."""

    why: str
    heading: str
    day: str
    opening: str
    address: str


def on_this_day(person: User, now: datetime, offered: Collection[str] = ()) -> list[Then]:
    """One for each time, if there is any: the nearest to that day. One query.

    `offered` are the keys of the questions whose sheets the page leads to.
    """
    today = timezone.localdate(now)
    given_days = {
        f"{edge}_{number}": moment
        for number, ago in enumerate(LONG_AGO)
        for edge, moment in zip(("from", "until"), _around(today - ago), strict=True)
    }
    found = [Old(*row) for row in _begun_about(len(LONG_AGO)).rows(owner=person.pk, **given_days)]
    nearest = ((ago, _nearest(found, today - ago)) for ago in LONG_AGO)
    return [_then(ago, one, today, offered) for ago, one in nearest if one]


def _around(day: date) -> tuple[datetime, datetime]:
    """From the first moment that is about this day until the first that is not any more."""
    return _midnight(day - ABOUT), _midnight(day + ABOUT + timedelta(days=1))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _nearest(found: Iterable[Old], day: date) -> Old | None:
    """The one begun nearest to this day; of two as near, the one that was begun first."""
    near = [one for one in found if _apart(one, day) <= ABOUT]
    return min(near, key=lambda one: (_apart(one, day), one.started_at, one.pk), default=None)


def _apart(one: Old, day: date) -> timedelta:
    return abs(timezone.localdate(one.started_at) - day)


def _why(ago: timedelta, then: date, today: date) -> str:
    """By the calendar: late in a term, thirteen weeks ago are still the same one."""
    if ago == A_TERM:
        is_same = Term.of(then) == Term.of(today)
        return f"On this day, {'earlier this term' if is_same else 'last term'}"
    return f"On this day, {'last year' if then.year == today.year - 1 else 'a year ago'}"


def _then(ago: timedelta, one: Old, today: date, offered: Collection[str]) -> Then:
    words = [] if one.is_asked or one.question_key in offered else one.opening.split()
    return Then(
        why=_why(ago, timezone.localdate(one.started_at), today),
        heading=one.question or one.title or FREE,
        day=date_format(timezone.localtime(one.started_at), "l j F Y"),
        opening=" ".join(words[:WORDS]) + (" …" if len(words) > WORDS else ""),
        address=address_of("writing:entry", one.pk),
    )


@prepared
def _begun_about(days: int) -> Any:
    """The finished ones of so many short stretches of days."""
    mine = Entry.objects.owned_by(given("owner")).in_journal().finished()
    stretches = [
        Q(
            started_at__gte=given(f"from_{number}", DateTimeField()),
            started_at__lt=given(f"until_{number}", DateTimeField()),
        )
        for number in range(days)
    ]
    opening = Left("body", OPENING_CHARACTERS)
    is_asked = ExpressionWrapper(asked_from_memory(given("owner")), BooleanField())
    begun_then = mine.filter(reduce(or_, stretches)).annotate(is_asked=is_asked)
    columns = ("pk", "title", "question__title", "started_at", opening, "question__key")
    return begun_then.values_list(*columns, "is_asked")
