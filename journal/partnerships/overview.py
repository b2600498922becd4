"""What the partnership pages print, in a fixed number of queries however many there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Max, OuterRef, Q, QuerySet, Subquery

from frameworks.models import Element
from journal.models import Entry, Observation, Partnership
from partnership.people.models import User

from .elements import DRIVERS, FORMALITY, WHO_WITH, elements_offered

NEWEST_ENTRIES = 10


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
        .order_by("name")
    )
    annotated: list[Any] = list(partnerships)
    levels = Element.objects.in_bulk({link.latest_level_id for link in annotated} - {None})
    rows = [
        Row(link, levels.get(link.latest_level_id), link.written_about_at) for link in annotated
    ]
    going_on = [row for row in rows if not row.partnership.has_ended(as_of)]
    return going_on, [row for row in rows if row not in going_on]


def observations_of(partnership: Partnership) -> QuerySet[Observation]:
    """Where its author placed it, newest first, with what they wrote that day."""
    level = ("key", "name", "position", "worded_in")
    return (
        partnership.observations.newest_first()
        .select_related("level", "needed", "entry__question")
        .only(
            "partnership",
            "about_on",
            "said_on",
            "is_hindsight",
            "fit",
            "note",
            *(f"level__{column}" for column in level),
            *(f"needed__{column}" for column in level),
            "entry__author",
            "entry__title",
            "entry__binned_at",
            "entry__question__title",
        )
    )


def entries_about(partnership: Partnership) -> Page[Entry]:
    """The newest of what was written about it; the journal list has the rest."""
    entries = partnership.entries.in_journal().newest_first().for_list()
    return Paginator(entries, NEWEST_ENTRIES).page(1)


@dataclass(frozen=True)
class Fact:
    """What the author said of the partnership in a framework's words."""

    label: str
    names: list[str]


def facts_about(partnership: Partnership) -> list[Fact]:
    """Who with, drivers and formality by name, as the frameworks word them now. One query."""
    offered = elements_offered([WHO_WITH, DRIVERS, FORMALITY])
    said = [
        ("With", WHO_WITH, partnership.who_with),
        ("Driven by", DRIVERS, partnership.drivers),
        ("Formality", FORMALITY, [partnership.formality] if partnership.formality else []),
    ]
    facts = []
    for label, framework_key, keys in said:
        names = {element.key: element.name for element in offered[framework_key]}
        if keys:
            facts.append(Fact(label, [names.get(key, key) for key in keys]))
    return facts
