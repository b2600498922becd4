"""Who is reminded of what they have half written or planned, and when it stops by itself.

The one part of mail that looks into journals, for a mail to nobody but the journal's owner. Nothing
of what it finds is kept: a row says that a reminder is due, not of what, since when or how many.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from journal.models import Commitment, Entry, Notice
from partnership.people.models import User

from .news import LONG_AGO

LEFT_FOR = timedelta(days=2)  # someone who wrote yesterday needs no reminding
MOST_UNANSWERED = 3
LAST = When(unanswered__gte=MOST_UNANSWERED - 1, then=Value(Notice.Kind.LAST_REMINDER))
WEEK, FORTNIGHT = timedelta(days=7), timedelta(days=14)


def people_to_remind(at: datetime) -> QuerySet[Any]:
    """Whose day it is, and whose last reminder is a week or a fortnight ago, as they chose.

    Whatever became of that one: a reminder that was dropped is not made up for.
    """
    today = timezone.localdate(at)
    earlier = Notice.objects.reminders().filter(person=OuterRef("pk"))
    this_week = Exists(earlier.filter(on_day__gt=today - WEEK))
    this_fortnight = Exists(earlier.filter(on_day__gt=today - FORTNIGHT))
    is_fortnightly = Q(reminders=User.Reminders.FORTNIGHTLY)
    return people_with_something_left(at).exclude(this_week | (is_fortnightly & this_fortnight))


def people_with_something_left(at: datetime) -> QuerySet[Any]:
    """Who wants a reminder on this day of the week and has left something half written.

    Annotated with the `kind` that is next. Answering a reminder is to sign in, to write, or to say
    in Settings or by its link when the next may come; the third in a row that nobody answers is
    the last.
    """
    today = timezone.localdate(at)
    everybody = Entry.objects.across_owners(reason="each one's reminder goes to them alone")
    theirs = everybody.in_journal().filter(author=OuterRef("pk"))
    wrote = Subquery(theirs.order_by("-edited_at").values("edited_at")[:1])
    people = _wanting_reminders(today).filter(reminder_day=today.weekday())
    return (
        people.filter(Exists(theirs.half_written()))
        .annotate(wrote_at=wrote)
        .filter(wrote_at__lte=at - LEFT_FOR)
        .annotate(heard_at=_latest_of("last_login", "reminders_chosen_at", "wrote_at"))
        .annotate(unanswered=_unanswered(before=today))
        .annotate(kind=Case(LAST, default=Value(Notice.Kind.REMINDER), output_field=CharField()))
    )


def people_with_something_planned(at: datetime) -> QuerySet[User]:
    """Whose commitment comes back on this very day, unless they want no reminders or put them off.

    They chose the day themselves, so it need not be the day of the week on which others come.
    """
    today = timezone.localdate(at)
    everybody = Commitment.objects.across_owners(reason="each one's reminder goes to them alone")
    due = everybody.not_told().filter(author=OuterRef("pk"), due_on=today)
    return _wanting_reminders(today).filter(Exists(due))


def _wanting_reminders(today: date) -> QuerySet[User]:
    people = User.objects.filter(is_active=True).exclude(reminders=User.Reminders.OFF)
    return people.exclude(reminders_paused_until__gt=today)


def _latest_of(*fields: str) -> Greatest:
    return Greatest(*(Coalesce(field, Value(LONG_AGO)) for field in fields))


def _unanswered(*, before: date) -> Coalesce:
    """How many reminders they may have received since they were last heard of."""
    reminders = Notice.objects.reminders().perhaps_received().filter(person=OuterRef("pk"))
    since = reminders.filter(on_day__lt=before, tried_at__gt=OuterRef("heard_at"))
    count = since.order_by().values("person").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(count), 0)


def draft_of(person: User) -> Entry | None:
    """The one they would carry on with."""
    drafts = Entry.objects.owned_by(person).in_journal().half_written().last_edited_first()
    return drafts.select_related("question__module").first()
