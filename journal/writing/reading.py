"""What the reading pages say about an entry. Nothing here writes."""

from __future__ import annotations

from journal.models import Entry

FREE = "A free entry"


def heading_of(entry: Entry) -> str:
    """What pages call it: its question, else its title."""
    return entry.question.title if entry.question else entry.title or FREE
