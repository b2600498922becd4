"""What a person sees of how somebody else placed a partnership of theirs: levels and days.

Read from what others copied for them (SharedPlacing), and never from anybody's own record: this
file names nothing private, and tests/test_private_rows.py keeps it so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from journal.models import SharedPlacing, TwoViews
from journal.models.two_views import TwoViewsQuerySet
from journal.partnerships.placed import LevelsNow, Place
from journal.partnerships.story import their_story
from journal.templatetags.days import day
from partnership.addresses import address_of
from partnership.people.models import User

MOST_DAYS = 6


@dataclass(frozen=True)
class Waiting:
    """Somebody was asked, and has not agreed."""

    name: str
    asked_on: str
    stop_address: str


@dataclass(frozen=True)
class Row:
    """One day on which either of the two placed it."""

    on: date
    mine: list[Place] = field(default_factory=list)
    theirs: list[Place] = field(default_factory=list)


@dataclass(frozen=True)
class View:
    """How one other person placed it, beside how its reader did; the newest day first."""

    name: str
    address: str
    stop_address: str
    theirs: list[Place]
    story: str
    rows: list[Row]

    @property
    def newest(self) -> list[Row]:
        return self.rows[:MOST_DAYS]

    @property
    def has_more(self) -> bool:
        return len(self.rows) > MOST_DAYS


@dataclass(frozen=True)
class Views:
    """Of one partnership: those agreed, and those asked for."""

    agreed: list[View]
    waiting: list[Waiting]


def views_for(
    person: User,
    compared: TwoViewsQuerySet,
    mine: Sequence[Place],
    now: LevelsNow,
    *,
    today: date,
) -> Views:
    """Of what this person compares. One query, and one more when any of it is agreed."""
    between = compared.of(person).while_both_are_there().select_related("asker", "asked")
    rows = list(between.order_by("agreed_at", "asked_at", "pk"))
    agreed = [row for row in rows if row.agreed_at]
    placed = _placed_by_others(person, agreed, now) if agreed else {}
    return Views(
        agreed=[_view(person, row, placed.get(row.pk, []), mine, today) for row in agreed],
        waiting=[_waiting(row) for row in rows if not row.agreed_at and row.asker_id == person.pk],
    )


def _placed_by_others(
    person: User, agreed: Iterable[TwoViews], now: LevelsNow
) -> dict[UUID, list[Place]]:
    """By what was agreed, the oldest day first."""
    placings = SharedPlacing.objects.seen_by(person).filter(two_views__in=agreed)
    level = ("level__key", "level__name", "level__position")
    found: dict[UUID, list[Place]] = defaultdict(list)
    columns = ("two_views", "about_on", "is_hindsight", *level)
    for pk, on, is_hindsight, *names in placings.oldest_first().values_list(*columns):
        # On which later day they looked back is not told, so that stands for no more than "later".
        found[pk].append(Place(on, now.of(*names), said_on=on if is_hindsight else None))
    return found


def _view(
    person: User, row: TwoViews, theirs: list[Place], mine: Sequence[Place], today: date
) -> View:
    other = row.asked if row.asker_id == person.pk else row.asker
    return View(
        name=other.first_name,
        address=address_of("two_views:two-views", row.pk),
        stop_address=address_of("two_views:stop", row.pk),
        theirs=theirs,
        story=" ".join(their_story(other.first_name, theirs, today=today)),
        rows=beside(mine, theirs),
    )


def _waiting(row: TwoViews) -> Waiting:
    stop_address = address_of("two_views:stop", row.pk)
    return Waiting(row.asked.first_name, day(row.asked_at), stop_address)


def beside(mine: Iterable[Place], theirs: Iterable[Place]) -> list[Row]:
    """A row for each day, the newest first. Nothing is worked out from the two."""
    rows: dict[date, Row] = {}
    for place in mine:
        rows.setdefault(place.on, Row(place.on)).mine.append(place)
    for place in theirs:
        rows.setdefault(place.on, Row(place.on)).theirs.append(place)
    return [rows[on] for on in sorted(rows, reverse=True)]


@dataclass(frozen=True)
class Asking:
    """Somebody would like to compare with this person."""

    name: str
    called: str
    address: str


def askings(person: User) -> list[Asking]:
    """What this person has not answered, the oldest first. One query."""
    waiting = TwoViews.objects.waiting_for(person).select_related("asker").order_by("asked_at")
    return [
        Asking(row.asker.first_name, row.called, address_of("two_views:answer", row.pk))
        for row in waiting
    ]
