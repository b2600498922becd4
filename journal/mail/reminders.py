"""Who is reminded of what they have half written, planned or may look back on, and when it stops.

The one part of mail that looks into journals, for a mail to nobody but the journal's owner. Nothing
of what it finds is kept: a row says that a reminder is due, not of what, since when or how many.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

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

from journal.follow_ups import NO_LATER_THAN, PUT_OFF_FOR, offered
from journal.models import Cohort, Commitment, Entry, Membership, Moment, MomentChoice, Notice
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
    """Who wants a reminder on this day of the week and has left something half written, or may be
    asked to look back.

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
        people.filter(Exists(theirs.half_written()) | _may_look_back(today))
        .annotate(wrote_at=wrote)
        .filter(wrote_at__lte=at - LEFT_FOR)
        .annotate(heard_at=_latest_of("last_login", "reminders_chosen_at", "wrote_at"))
        .annotate(unanswered=_unanswered(before=today))
        .annotate(kind=Case(LAST, default=Value(Notice.Kind.REMINDER), output_field=CharField()))
    )


def _may_look_back(today: date) -> Q:
    """Whose moment has come as one of a cohort, who have not put it off, and may have more to say.

    The days are those of journal.follow_ups, which is asked again before a mail goes.
    """
    moments = Moment.objects.in_use().values_list("pk", "module", "offset_days", "window_days")
    due = (_may_be_asked(MomentToday(today, *moment)) for moment in moments)
    return Q(has_follow_ups=True) & reduce(or_, due, Q(pk=None))


class MomentToday(NamedTuple):
    """A moment on a day."""

    today: date
    pk: int
    module_id: int
    offset_days: int
    window_days: int

    @property
    def has_come_for(self) -> dict[str, object]:
        """Memberships in whose cohorts it has come, and may still be asked."""
        last = self.today - timedelta(days=self.offset_days)
        first = last - timedelta(days=self.window_days) - NO_LATER_THAN
        ends_on = "cohort__module_ends_on"
        return {"cohort__module": self.module_id, f"{ends_on}__lte": last, f"{ends_on}__gt": first}

    @property
    def is_in_its_window(self) -> Q:
        first = self.today - timedelta(days=self.offset_days + self.window_days)
        return Q(cohort__module_ends_on__gt=first)


def _may_be_asked(moment: MomentToday) -> Q:
    everybody = MomentChoice.objects.across_owners(reason="each one's reminder goes to them alone")
    said = everybody.filter(moment=moment.pk, person=OuterRef("person"), cohort=OuterRef("cohort"))
    over = said.filter(put_off_until__lte=moment.today)
    just_over = over.filter(put_off_until__gt=moment.today - PUT_OFF_FOR)
    leading = Membership.objects.current().leaders().filter(person=OuterRef("pk"))
    asked = leading.filter(**moment.has_come_for).filter(
        (moment.is_in_its_window & (~Exists(said) | Exists(over))) | Exists(just_over)
    )
    return Q(Exists(asked))


def look_back_for(person: User, at: datetime) -> str:
    """The name of the moment that home offers them now; "" if there is none."""
    led = Cohort.objects.taken_by(person).select_related("module")
    return next((one.moment.name for one in offered(person, led, today=timezone.localdate(at))), "")


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
