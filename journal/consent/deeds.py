"""Asking whether a line may be read out, answering, and what becomes of it when the text changes.

A line is some words of a shared copy, word for word. It goes with the copy: withdrawing deletes
it. A line that its author refused stays as a refusal, so that it is never asked about again.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from journal.models import SharedCopy, SheetLine
from journal.tagging.passages import Span, trimmed
from partnership.ledger import Deed, write_down
from partnership.people.models import User

MOST_CHARACTERS = 300


class NotAskedError(ValueError):
    """A line that cannot be asked about; the message says why, and what to do."""


@transaction.atomic
def ask(copy: SharedCopy, span: Span, *, by: User, at: datetime | None = None) -> SheetLine:
    """Put the line on the cohort's sheet, to be answered by its author. One already there stays.

    Raises NotAskedError for one that is too long, or that touches words its author refused, and
    PassageError for words that are not in the text.
    """
    span = trimmed(copy.body, span.start, span.end)
    if len(span) > MOST_CHARACTERS:
        raise NotAskedError(
            f"That is {len(span)} characters, and a line has {MOST_CHARACTERS} at most. "
            "Choose fewer words."
        )
    if not SharedCopy.objects.select_for_update().filter(pk=copy.pk, body=copy.body).exists():
        raise NotAskedError("This text has changed since, or is shared no longer. Open it again.")
    if copy.sheet_lines.refused().touching(span.start, span.end).exists():
        raise NotAskedError("Those words are not to be read out. Choose others.")
    line, _ = SheetLine.objects.get_or_create(
        copy=copy,
        start=span.start,
        end=span.end,
        defaults={
            "cohort": copy.cohort,
            "quote": span.of(copy.body),
            "asked_by": by,
            "asked_at": at or timezone.now(),
        },
    )
    return line


@transaction.atomic
def answer(line: SheetLine, consent: str, *, at: datetime | None = None) -> None:
    """Keep its author's answer, which they may change as often as they like."""
    line.consent = consent
    line.answered_at = at or timezone.now()
    if consent == SheetLine.Consent.NO:
        write_down(Deed.LINE_REFUSED, [line.pk], at=line.answered_at)
    line.save(update_fields=["consent", "answered_at"])


@transaction.atomic
def carry_lines(copy: SharedCopy) -> None:
    """Move the lines to where their exact words are in the text given now; the others go.

    Called when a text is given again. With another cohort all go: it was never asked about there.
    """
    lines = list(copy.sheet_lines.all())
    if not lines:
        return
    kept: dict[tuple[int, int], SheetLine] = {}
    for line in sorted(lines, key=lambda line: line.consent != SheetLine.Consent.NO):
        start = _nearest(copy.body, line.quote, line.start)
        if start is not None and line.cohort_id == copy.cohort_id:
            line.start, line.end = start, start + len(line.quote)
            kept.setdefault((line.start, line.end), line)
    copy.sheet_lines.all().delete()
    SheetLine.objects.bulk_create(kept.values())


def _nearest(body: str, quote: str, start: int) -> int | None:
    """Where the same words stand, the place nearest to where they stood; None if nowhere."""
    places: list[int] = []
    at = body.find(quote)
    while at != -1:
        places.append(at)
        at = body.find(quote, at + 1)
    return min(places, key=lambda place: abs(place - start), default=None)
