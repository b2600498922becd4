"""Whether a leader was asked about a line and has not answered, for the pages that say so."""

from __future__ import annotations

from functools import cache

from django.db.models import OuterRef, Subquery

from journal.models import SheetLine
from journal.models.session_sheet import SheetLineQuerySet
from partnership.people.models import User


def is_asked(person: User) -> bool:
    """Whether any line of theirs waits for an answer. One query, or two when one may: seldom."""
    if not _unanswered().filter(copy__author=person.pk).exists():
        return False
    return SheetLine.objects.asked_of(person).unanswered().exists()


@cache
def _unanswered() -> SheetLineQuerySet:
    """Everybody's and never run: what of the query is the same for all is made once."""
    return SheetLine.objects.unanswered()


def consent_in_short() -> Subquery:
    """Of an entry's lines: "" if one waits, an answer if all have one, None if there are none."""
    lines = SheetLine.objects.filter(copy__entry=OuterRef("pk")).order_by("consent")
    return Subquery(lines.values("consent")[:1])
