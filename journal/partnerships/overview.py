"""The list of partnerships, in a fixed number of queries however many there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max, OuterRef, Q, Subquery

from frameworks.models import Element
from journal.models import Observation, Partnership
from partnership.people.models import User


@dataclass(frozen=True)
class Row:
    """One line of the list: the partnership, its latest level if any, when last written about."""

    partnership: Partnership
    level: Element | None
    written_about_at: datetime | None


def overview(person: User, *, as_of: date) -> tuple[list[Row], list[Row]]:
    """This person's partnerships that go on, and those that have ended; by name. Two queries."""
    latest = (
        Observation.objects.owned_by(person)
        .said_at_the_time()
        .filter(partnership=OuterRef("pk"))
        .newest_first()
    )
    partnerships = (
        Partnership.objects.owned_by(person)
        .annotate(
            latest_level_id=Subquery(latest.values("level")[:1]),
            written_about_at=Max("entries__edited_at", filter=Q(entries__binned_at=None)),
        )
        .order_by("name", "pk")
    )
    annotated: list[Any] = list(partnerships)
    levels = Element.objects.in_bulk({link.latest_level_id for link in annotated} - {None})
    rows = [
        Row(link, levels.get(link.latest_level_id), link.written_about_at) for link in annotated
    ]
    going_on = [row for row in rows if not row.partnership.has_ended(as_of)]
    return going_on, [row for row in rows if row not in going_on]
