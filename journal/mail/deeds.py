"""Writing down which mails are due, and what a person says in answer to one.

Rows first, each by itself and at most one of a kind to a person a day; journal.mail.sending sends
them. Both may be run again at any time, by any number of processes.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.utils import timezone

from journal.models import Notice
from partnership.people.models import User

from .hours import day_began, is_day
from .news import facilitators_with_news, leaders_with_news
from .reminders import people_to_remind, people_with_something_planned

NOTICES_KEPT = timedelta(days=180)
SOME = 500  # people at a time, however many there are

Kind, State = Notice.Kind, Notice.State
STOPS: dict[str, dict[str, object]] = {
    Kind.SHARES: {"has_share_mail": False},
    Kind.REPLIES: {"has_reply_mail": False},
    Kind.REMINDER: {"reminders": User.Reminders.OFF},
    Kind.COMMITMENT: {"reminders": User.Reminders.OFF},
}


def write_digests(*, at: datetime | None = None) -> int:
    """A row for each facilitator and leader with something new; how many were written now."""
    at = at or timezone.now()
    if not is_day(at):
        return 0
    shares = facilitators_with_news().annotate(kind=Value(Kind.SHARES))
    replies = leaders_with_news().annotate(kind=Value(Kind.REPLIES))
    return _write(_without(Kind.SHARES, shares, at), at) + _write(
        _without(Kind.REPLIES, replies, at), at
    )


def write_reminders(*, at: datetime | None = None) -> int:
    """A row for each person whose day it is, or whose commitment's day; how many are new."""
    at = at or timezone.now()
    if not is_day(at):
        return 0
    planned = people_with_something_planned(at).annotate(kind=Value(Kind.COMMITMENT))
    return _write(people_to_remind(at), at) + _write(_without(Kind.COMMITMENT, planned, at), at)


def _without(kind: str, people: QuerySet[User], at: datetime) -> QuerySet[User]:
    """Less those who have had a mail of this kind today, or have one on its way."""
    had_one = Q(on_day=timezone.localdate(at)) | Q(sent_at__gte=day_began(at))
    on_its_way = Q(state__in=[State.QUEUED, State.SENDING])
    theirs = Notice.objects.filter(person=OuterRef("pk"), kind=kind)
    return people.exclude(Exists(theirs.filter(had_one | on_its_way)))


def _write(people: QuerySet[Any], at: datetime) -> int:
    """Each row written takes its person out of `people`, so this ends, and in little memory.

    A row that another process has just written is left as it is.
    """
    written = 0
    while due := list(people.values_list("pk", "kind")[:SOME]):
        rows = [
            Notice(person_id=pk, kind=kind, on_day=timezone.localdate(at), written_at=at)
            for pk, kind in due
        ]
        Notice.objects.bulk_create(rows, ignore_conflicts=True)
        written += Notice.objects.filter(pk__in=[row.pk for row in rows]).count()
    return written


def delete_old_notices(*, at: datetime | None = None) -> int:
    """What became of mails long ago, for everybody; how many rows that were.

    The last of a kind that each person was sent stays, whatever its age: it says since when there
    is news. So do reminders to whoever has not signed in since, or they would be counted anew, and
    what is still to be sent. An invitation's rows go with the invitation.
    """
    before = timezone.localdate(at or timezone.now()) - NOTICES_KEPT
    of_the_kind = Notice.objects.filter(person=OuterRef("person"), kind=OuterRef("kind"))
    newer = of_the_kind.filter(state=State.SENT, on_day__gt=OuterRef("on_day"))
    is_counted = Q(kind__in=[Kind.REMINDER, Kind.LAST_REMINDER], tried_at__isnull=False)
    is_settled = ~is_counted | Q(person__last_login__gt=F("tried_at"))
    old = Notice.objects.filter(Exists(newer), is_settled, person__isnull=False, on_day__lt=before)
    return old.exclude(state__in=[State.QUEUED, State.SENDING]).delete()[0]


def stop(person_id: UUID, kind: str) -> None:
    """No more mail of this kind, also none that is waiting: what is sent asks again first."""
    User.objects.filter(pk=person_id).update(**STOPS[kind])


def pause_reminders(person_id: UUID, *, until: date, at: datetime | None = None) -> None:
    """None before that day. It is an answer, so the count of unanswered ones begins anew."""
    User.objects.filter(pk=person_id).update(
        reminders_paused_until=until, reminders_chosen_at=at or timezone.now()
    )
