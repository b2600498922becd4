"""Who has something new to read: the facilitators and the leaders that a digest would go to.

Asked twice for each mail: when its row is written, and again when it is sent. Both begin with
memberships and copies as they are at that moment, so whoever has left, and whatever was taken back,
is gone by itself. Nothing is counted: a number in a mail would give away what was withdrawn since.
"""

from __future__ import annotations

from datetime import UTC, datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from journal.models import Membership, Notice, Reading, Reply, SharedCopy, TwoViews
from partnership.people.models import User

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def facilitators_with_news() -> QuerySet[User]:
    """Given to a cohort they facilitate, or answered to them, since their last digest; unopened,
    and not dealt with by a colleague either: it does not wait for them then.

    From each person to their cohorts, and only then to copies, as the indexes go.
    """
    told_at = OuterRef(OuterRef("told_at"))
    opened = Q(person=OuterRef(OuterRef("person")), last_opened_at__gte=OuterRef("text_given_at"))
    dealt_with = Q(dealt_at__gte=OuterRef("text_given_at"))
    seen_to = Reading.objects.filter(opened | dealt_with, copy=OuterRef("pk"))
    given = (
        SharedCopy.objects.in_force()
        .filter(cohort=OuterRef("cohort"), text_given_at__gt=told_at)
        .exclude(author=OuterRef("person"))
        .exclude(Exists(seen_to))
    )
    answered = Reading.objects.filter(
        _copy_in_force(),
        person=OuterRef("person"),
        copy__cohort=OuterRef("cohort"),
        answered_at__gt=told_at,
        last_opened_at__lt=F("answered_at"),
    )
    facilitated = Membership.objects.current().facilitators().filter(person=OuterRef("pk"))
    people = _people_told(Notice.Kind.SHARES).filter(has_share_mail=True)
    return people.filter(Exists(facilitated.filter(Exists(given) | Exists(answered))))


def leaders_with_news() -> QuerySet[User]:
    """Since their last digest: a reply to something they still share, which they have not read; or
    somebody who would like to compare a partnership with them, whom they have not answered.
    """
    replies = Reply.objects.unread().exclude(author=OuterRef("pk"))
    new = replies.filter(_copy_in_force(), to=OuterRef("pk"), sent_at__gt=OuterRef("told_at"))
    people = _people_told(Notice.Kind.REPLIES).filter(has_reply_mail=True)
    asked = TwoViews.objects.waiting_for(OuterRef("pk")).filter(asked_at__gt=OuterRef("told_at"))
    return people.filter(Exists(new) | Exists(asked))


def _copy_in_force() -> Exists:
    return Exists(SharedCopy.objects.in_force().filter(pk=OuterRef("copy")))


def _people_told(kind: str) -> QuerySet[User]:
    """Everyone who can sign in, with when their last digest of this kind was made up."""
    told = Notice.objects.filter(person=OuterRef("pk"), kind=kind, state=Notice.State.SENT)
    latest = Subquery(told.order_by("-tried_at").values("tried_at")[:1])
    return User.objects.filter(is_active=True).annotate(told_at=Coalesce(latest, Value(LONG_AGO)))
