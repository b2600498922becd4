"""Whether a leader was asked about a line and has not answered, for the pages that say so."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from journal.models import SharedCopy, SheetLine
from partnership.people.models import User


def is_asked(person: User) -> bool:
    """Whether any line of theirs waits for an answer. Ask `may_be_asked` first: it seldom does."""
    return SheetLine.objects.asked_of(person).unanswered().exists()


def may_be_asked(person: OuterRef) -> Exists:
    """Whether a line of this person of an outer query is unanswered, be it in force or not."""
    return Exists(SheetLine.objects.unanswered().filter(copy__author=person))


def consent_in_short(copy: SharedCopy) -> str | None:
    """Of its lines: "" if one waits, an answer if all have one, None if there are none."""
    lines = SheetLine.objects.filter(copy=copy.pk).order_by("consent")
    return lines.values_list("consent", flat=True).first()
