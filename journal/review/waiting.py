"""What waits for a facilitator, in the order in which it is read.

A copy waits until a facilitator of its cohort has dealt with the text that is there now: answered
it, or said that no reply is needed. It waits again for whom its author wrote back to. On top is
what was answered, last what was put off; between them by question or by person, oldest first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import (
    BooleanField,
    Case,
    Count,
    DateTimeField,
    Exists,
    F,
    FilteredRelation,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
    Window,
)
from django.db.models.lookups import IsNull
from django.utils import timezone

from journal.dates import day_in_words
from journal.models import Reading, SharedCopy
from journal.models.sharing import SharedCopyQuerySet
from journal.templatetags.days import day
from partnership.addresses import address_of
from partnership.people.models import User
from partnership.prepared import given, given_each, prepared

from .lines import printed_texts

BY_QUESTION, BY_PERSON = "question", "person"
ANSWERED, NEW, LATER = 0, 1, 2
FREE = "A free entry"
MOST_IN_A_ROW = 1_000

ORDERS: dict[str, list[Any]] = {
    BY_QUESTION: [
        F("question__module_id").asc(nulls_last=True),
        F("question__group__position").asc(nulls_last=True),
        F("question__position").asc(nulls_last=True),
    ],
    BY_PERSON: ["author__name", "author_id"],
}


def _of_desk(cohorts: int = 0) -> SharedCopyQuerySet:
    """Everything on the desk of a given person, with what they themselves did with it as `mine`.

    So many given cohorts narrow it: what is not this person's to read is not on it, whichever are
    named.
    """
    person = given("person")
    if cohorts == 1:
        desk = SharedCopy.objects.for_facilitator_of(given("cohorts", place=0), person)
    else:
        desk = SharedCopy.objects.for_facilitator(person)
        desk = desk.filter(cohort__in=given_each("cohorts", cohorts)) if cohorts else desk
    return desk.annotate(
        mine=FilteredRelation("readings", condition=Q(readings__person=person)),
        stage=Case(
            When(mine__answered_at__gt=F("mine__dealt_at"), then=ANSWERED),
            When(mine__answered_at__isnull=False, mine__dealt_at=None, then=ANSWERED),
            When(mine__later_at__isnull=False, then=LATER),
            default=NEW,
        ),
    )


def _waits() -> Q:
    dealt_with = Reading.objects.filter(
        copy=OuterRef("pk"), dealt_at__gte=OuterRef("text_given_at")
    )
    return Q(stage=ANSWERED) | ~Q(Exists(dealt_with))


def _claimed_by() -> Subquery:
    """The name of another facilitator who is reading it at a given time."""
    at = given("at", DateTimeField())
    others = Reading.objects.filter(copy=OuterRef("pk"), claimed_until__gt=at)
    return Subquery(others.exclude(person=given("person")).values("person__name")[:1])


# The list


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list, in finished words."""

    url: str
    name: str
    note: str
    words: str
    shared: str


@dataclass(frozen=True, slots=True)
class Group:
    heading: str
    rows: list[Row]

    @property
    def printed(self) -> str:
        return printed_texts(self.rows)


@dataclass(frozen=True)
class Sum:
    """How many wait, and since when."""

    count: int
    oldest: datetime | None

    def in_words(self, today: date) -> str:
        """ "7 to read, oldest from Tuesday": the design's own words."""
        if self.oldest is None:
            return ""
        since = day_in_words(timezone.localdate(self.oldest), today).removeprefix("on ")
        return f"{self.count} to read, {'oldest ' if self.count > 1 else ''}from {since}"


COLUMNS = ("pk", "stage", "author__name", "question__title", "title", "text_given_at")
# By itself, so that the database reads it of a page and not of all that are counted.
BODY = Subquery(SharedCopy.objects.filter(pk=OuterRef("pk")).values("body"))
OF_ALL = (Window(Count("pk")), Window(Min("text_given_at")))
A_PAGE = 30


def listed(
    person: User, cohorts: Sequence[UUID], *, by: str, page: int, at: datetime
) -> tuple[Sum, list[Group]]:
    """One page of what waits in these of their cohorts, and what all the pages hold.

    One query, and two or three for a page too far.
    """

    def on(number: int) -> list[tuple[Any, ...]]:
        return _waiting(len(cohorts), by, number).rows(person=person.pk, cohorts=cohorts, at=at)

    found = on(page)
    if not found and page > 1:
        found = on(1)
        last = -(-_sum(found).count // A_PAGE)
        found = on(last) if last > 1 else found
    in_groups = groupby(found, key=lambda one: _heading(one, by))
    today = timezone.localdate(at)
    groups = [Group(heading, [_row(one, by, today) for one in some]) for heading, some in in_groups]
    return _sum(found), groups


@prepared
def _waiting(cohorts: int, by: str, page: int) -> QuerySet[SharedCopy, Any]:
    waits = _of_desk(cohorts).filter(_waits())
    in_order = waits.order_by(F("stage").asc(), *ORDERS[by], "text_given_at", "pk")
    rows = in_order.values_list(*COLUMNS, BODY, *OF_ALL, _claimed_by())
    return rows[(page - 1) * A_PAGE : page * A_PAGE]


def _sum(found: Sequence[tuple[Any, ...]]) -> Sum:
    """Every row says it of all of them."""
    return Sum(*found[0][-3:-1]) if found else Sum(0, None)


def _heading(found: Sequence[Any], by: str) -> str:
    _, stage, name, question, *_ = found
    if stage == ANSWERED:
        return "Replied to you"
    if stage == LATER:
        return "To come back to"
    return name if by == BY_PERSON else question or FREE


def _row(found: Sequence[Any], by: str, today: date) -> Row:
    pk, stage, name, question, title, given_at, body, _, _, claimed_by = found
    has_heading = stage == NEW
    named = name if not has_heading or by == BY_QUESTION else question or title or FREE
    notes = [
        "" if has_heading or not question else question,
        "" if title in (named, question) else title,
        f"{claimed_by} is reading this now" if claimed_by else "",
    ]
    return Row(
        url=address_of("review:copy", pk),
        name=named,
        note=". ".join(note for note in notes if note),
        words=length(body),
        shared=day(given_at, today),
    )


def length(body: str) -> str:
    words = len(body.split())
    return "1 word" if words == 1 else f"{words:,} words"


def everything_rows(copies: SharedCopyQuerySet) -> list[Row]:
    """A page of all that was shared, read and unread. One query."""
    found = copies.values_list("pk", "author__name", "question__title", "title", "body", "given_at")
    return [
        Row(
            url=address_of("review:copy", pk),
            name=f"{name}: {title or question or FREE}",
            note=question if title and question and question != title else "",
            words=length(body),
            shared=day(given_at),
        )
        for pk, name, question, title, body, given_at in found
    ]


# One after another


class Place(NamedTuple):
    """One copy in the row that is being read."""

    pk: UUID
    stage: int
    name: str
    is_waiting: bool
    is_claimed: bool


@dataclass(frozen=True)
class Round:
    """What waits, and what this person dealt with in this sitting, in order; and where one is."""

    places: list[Place]
    at: UUID | None = None

    @property
    def read(self) -> int:
        return sum(not place.is_waiting for place in self.places)

    @property
    def left(self) -> int:
        return sum(place.is_waiting for place in self.places)

    @property
    def index(self) -> int:
        """Where one is in the row; before it, when it is not in it."""
        return next((i for i, place in enumerate(self.places) if place.pk == self.at), -1)

    @property
    def in_words(self) -> str:
        """ "3 of 9 read"."""
        return f"{self.read} of {len(self.places)} read" if self.places else ""

    def next(self) -> Place | None:
        """The next that waits and that nobody else is reading: from here on, then from the start.

        What was put off comes round only to who is reading what was put off.
        """
        here = self.index
        in_later = here >= 0 and self.places[here].stage == LATER
        after, before = self.places[here + 1 :], self.places[: max(here, 0)]
        free = [one for one in after if self._is_free(one)]
        if in_later:
            return next(iter(free), None)
        free += [one for one in before if self._is_free(one)]
        return next((one for one in free if one.stage != LATER), None)

    def first_put_off(self) -> Place | None:
        return next((o for o in self.places if self._is_free(o) and o.stage == LATER), None)

    def previous(self) -> Place | None:
        return self.places[self.index - 1] if self.index > 0 else None

    def _is_free(self, place: Place) -> bool:
        return place.is_waiting and not place.is_claimed

    @property
    def claimed(self) -> int:
        return sum(place.is_waiting and place.is_claimed for place in self.places)

    @property
    def put_off(self) -> int:
        return sum(self._is_free(place) and place.stage == LATER for place in self.places)


def round_of(
    person: User, *, by: str, since: datetime | None, now: datetime, at: UUID | None = None
) -> Round:
    """One query, of few columns."""
    found = _in_a_row(by, is_sitting=since is not None).rows(person=person.pk, at=now, since=since)
    return Round([Place(*place) for place in found], at)


@prepared
def _in_a_row(by: str, *, is_sitting: bool) -> QuerySet[SharedCopy, Any]:
    """What waits, and what was dealt with since the sitting began, if one is going on."""
    waits = Case(When(_waits(), then=True), default=False, output_field=BooleanField())
    rows = _of_desk().annotate(waits=waits)
    mine_now = Q(mine__dealt_at__gte=given("since", DateTimeField()))
    rows = rows.filter(Q(waits=True) | mine_now) if is_sitting else rows.filter(waits=True)
    in_order = rows.order_by(F("stage").asc(), *ORDERS[by], "text_given_at", "pk")
    is_claimed = IsNull(_claimed_by(), False)
    return in_order.values_list("pk", "stage", "author__name", "waits", is_claimed)[:MOST_IN_A_ROW]
