"""One sitting at the desk: since when, and in which order. Kept in the session, and nowhere else.

It counts what was read so that one sees how far one is; it times nobody.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from journal.models import Reply
from partnership.http import PersonRequest
from partnership.people.models import User

from .waiting import BY_PERSON, BY_QUESTION

SINCE, BY = "reading_since", "to_read_by"
A_SITTING = timedelta(hours=12)


def order_of(request: PersonRequest) -> str:
    """By question unless this person asked for the other; what they ask for is remembered."""
    asked = request.GET.get("by")
    if asked in (BY_QUESTION, BY_PERSON) and asked != request.session.get(BY, BY_QUESTION):
        request.session[BY] = asked
    return str(request.session.get(BY, BY_QUESTION))


def begin(request: PersonRequest, at: datetime) -> None:
    request.session[SINCE] = at.isoformat()


def since(request: PersonRequest) -> datetime | None:
    """When this sitting began; nothing if none is going on."""
    try:
        began = datetime.fromisoformat(request.session.get(SINCE, ""))
    except ValueError:
        return None
    return began if began > timezone.now() - A_SITTING else None


def going_on(request: PersonRequest, at: datetime) -> datetime:
    """The same, begun now if there is none."""
    began = since(request)
    if began is None:
        begin(request, at)
    return began or at


def replies_since(person: User, began: datetime | None) -> int:
    """How many this person has sent in it to others. One query, or none."""
    if began is None:
        return 0
    return Reply.objects.filter(author=person, sent_at__gte=began).exclude(to=person).count()
