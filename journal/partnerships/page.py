"""One partnership's page: how it moved, what its author wrote, in a fixed number of queries.

The sentence and the chart are of every place it was given; the table has a page of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet

from frameworks.models import Element
from frameworks.wordings import wordings_of
from journal.models import Entry, Observation, Partnership, TwoViews
from journal.tagging.levels import LINKAGE
from journal.two_views.seen import views_for
from partnership.people.models import User

from .chart import chart
from .elements import DRIVERS, FORMALITY, WHO_WITH, elements_offered
from .placed import levels_now, places, scale
from .stages import STAGES
from .story import story
from .written import FACTORS, STRANDS, written_about

NEWEST_ENTRIES = 10
PLACES_A_PAGE = 25


def page_of(
    partnership: Partnership, person: User, *, today: date, page: str | None
) -> dict[str, Any]:
    """What its page prints. Seven queries; one more when it is compared, and one for stages."""
    wordings = wordings_of([LINKAGE, STRANDS, FACTORS])
    now = levels_now(wordings)
    placed = places(partnership, now)
    offered = elements_offered([WHO_WITH, DRIVERS, FORMALITY, STRANDS, FACTORS, STAGES])
    rows = Paginator(observations_of(partnership), PLACES_A_PAGE)
    rows.count = len(placed)  # they have been counted
    shown = rows.get_page(page)
    entries, has_more = entries_about(partnership)
    compared = TwoViews.objects.about(partnership)
    return {
        "partnership": partnership,
        "facts": facts_about(partnership, offered),
        "story": story(placed, today=today, has_ended=partnership.has_ended(today)),
        "chart": chart(placed, scale(placed, now.levels)),
        "observations": shown,
        "numbers": rows.get_elided_page_range(shown.number),
        "views": views_for(person, compared, placed, now, today=today),
        "written": written_about(partnership, wordings, [key for key in offered if offered[key]]),
        "entries": entries,
        "has_more_entries": has_more,
    }


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


def entries_about(partnership: Partnership) -> tuple[list[Entry], bool]:
    """The newest of what was written about it, and whether the journal list has more."""
    entries = partnership.entries.in_journal().newest_first().for_list()
    found = list(entries[: NEWEST_ENTRIES + 1])
    return found[:NEWEST_ENTRIES], len(found) > NEWEST_ENTRIES


@dataclass(frozen=True)
class Fact:
    """What the author said of the partnership in a framework's words."""

    label: str
    names: list[str]


def facts_about(partnership: Partnership, offered: dict[str, list[Element]]) -> list[Fact]:
    """Who with, drivers and formality by name, as the frameworks word them now."""
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
