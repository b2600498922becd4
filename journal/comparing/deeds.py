"""What a facilitator does with their own tags on a shared copy. Nobody else's are touched here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from frameworks.models import Element
from journal.models import Decision, SecondReading, SecondTag, SharedCopy
from journal.tagging.passages import Span
from partnership.people.models import User

from .blind import saw_tags_at


@transaction.atomic
def begin(*, copy: SharedCopy, by: User, blind: bool, at: datetime | None = None) -> SecondReading:
    """Start a reading of the copy's present text; one of an earlier text goes, with its tags.

    Asking for a blind one is granted only to whoever has not seen others' tags. Asking twice for
    the same text changes nothing.
    """
    at = at or timezone.now()
    earlier = SecondReading.objects.by(by).filter(copy=copy).select_for_update().first()
    if earlier and earlier.text_given_at == copy.text_given_at:
        return earlier
    seen_at = saw_tags_at(by, copy, earlier)
    is_blind = blind and seen_at is None
    if earlier:
        earlier.delete()
    return SecondReading.objects.create(
        copy=copy,
        reader=by,
        text_given_at=copy.text_given_at,
        began_at=at,
        is_blind=is_blind,
        saw_other_tags_at=seen_at if is_blind else seen_at or at,
    )


@transaction.atomic
def finish(reading: SecondReading, *, at: datetime | None = None) -> None:
    """Done: others may compare with it, and its reader sees theirs from now on."""
    at = at or timezone.now()
    reading.done_at = reading.done_at or at
    reading.saw_other_tags_at = reading.saw_other_tags_at or at
    reading.save(update_fields=["done_at", "saw_other_tags_at"])


@transaction.atomic
def reopen(reading: SecondReading, *, at: datetime | None = None) -> None:
    """Change it after all, or look before it is done. From then on it is not blind any more."""
    reading.done_at = None
    reading.is_blind = False
    reading.saw_other_tags_at = reading.saw_other_tags_at or at or timezone.now()
    reading.save(update_fields=["done_at", "is_blind", "saw_other_tags_at"])


@transaction.atomic
def tag(
    *, reading: SecondReading, elements: Iterable[Element], span: Span | None, reason: str
) -> None:
    """Put these elements on all of it, or on some words. What is there already keeps its reason."""
    for element in elements:
        SecondTag.objects.get_or_create(
            reading=reading,
            element=element,
            start=span.start if span else None,
            end=span.end if span else None,
            defaults={"reason": reason},
        )


@transaction.atomic
def decide(*, copy: SharedCopy, element_key: str, outcome: str, why: str, by: User) -> Decision:
    """What was agreed about one element on one copy. The last word counts."""
    said = {"outcome": outcome, "why": why, "decided_by": by, "decided_at": timezone.now()}
    decision, _ = Decision.objects.update_or_create(
        copy=copy, element_key=element_key, defaults=said
    )
    return decision
