"""What stands beside a copy on one person's desk, asked for at once: most copies have little of it,
and each thing would be a query of its own to find that it is not there."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from journal.models import Reply, SecondReading, SharedCopy, SharedLevel, Starter
from partnership.people.models import User
from partnership.prepared import given, prepared


class Beside(NamedTuple):
    """Whether its tags are hidden from them, and what there is to fetch."""

    is_blind: bool
    has_replies: bool
    has_levels: bool
    has_earlier: bool
    has_starters: bool


def beside(person: User, copy: SharedCopy) -> Beside:
    """One query. Needs a copy that this person was allowed to read."""
    rows = _beside().rows(person=person.pk, copy=copy.pk)
    return Beside(*rows[0]) if rows else Beside(False, False, False, False, False)


@prepared
def _beside() -> QuerySet[SharedCopy, Any]:
    this, person = OuterRef("pk"), given("person")
    same = SharedCopy.objects.filter(author=OuterRef("author"), question=OuterRef("question"))
    return SharedCopy.objects.filter(pk=given("copy")).values_list(
        Exists(SecondReading.objects.by(person).tagging_blind().filter(copy=this)),
        Exists(Reply.objects.filter(copy=this)),
        Exists(SharedLevel.objects.filter(copy=this)),
        Exists(same.filter(given_at__lt=OuterRef("given_at"))),
        Exists(Starter.objects.owned_by(person)),
    )
