"""Whether a leader was asked about a line and has not answered, for the pages that say so."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from journal.models import SheetLine
from partnership.people.models import User


def is_asked(person: User) -> bool:
    """Whether any line of theirs waits for an answer. One query."""
    return bool(_waiting().filter(copy__author=person.pk)[:1])


@cache
def _waiting() -> QuerySet[SheetLine, Any]:
    """Everybody's and never run: what of the query is the same for all is made once."""
    return SheetLine.objects.unanswered().in_force().order_by().values_list("pk")


def consent_in_short() -> Subquery:
    """Of an entry's lines: "" if one waits, an answer if all have one, None if there are none."""
    lines = SheetLine.objects.filter(copy__entry=OuterRef("pk")).order_by("consent")
    return Subquery(lines.values("consent")[:1])
