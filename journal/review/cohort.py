"""What the cohort's page says: who has shared, what is touched, what moved, and each person.

Everything is counted from what was shared with this facilitator; nobody is put before another by
how much they gave. People stand in alphabetical order.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, F, Max, Q, QuerySet

from frameworks.wordings import StandsFor, Wordings, element_now, wordings_of
from journal.models import Cohort, Membership, SharedCopy
from journal.tagging.levels import LINKAGE
from journal.templatetags.days import day
from partnership.people.models import User
from partnership.prepared import given, prepared

from . import sentences
from .addresses import leader_url
from .copies import copies_in_one, naming_in_one
from .lines import printed_leaders
from .movement import Moved, moved_partnerships


class Row(NamedTuple):
    """One leader as the page lists them, in finished strings."""

    name: str
    url: str
    shared: str
    waiting: str


@dataclass(frozen=True)
class Overview:
    """The page: `said` are its sentences, none of them when nobody has shared yet."""

    said: list[str]
    joined: str
    rows: list[Row]
    has_copies: bool

    @property
    def printed(self) -> str:
        return printed_leaders(self.rows)


@prepared
def _last_shared() -> QuerySet[SharedCopy, Any]:
    person = given("person")
    waits = Q(readings__person=person, readings__answered_at__isnull=False) & (
        Q(readings__dealt_at=None) | Q(readings__dealt_at__lt=F("readings__answered_at"))
    )
    by_author = copies_in_one().values_list("author")
    return by_author.annotate(last_at=Max("text_given_at"), waiting=Count("readings", filter=waits))


@prepared
def _counts(stands_for: StandsFor) -> QuerySet[SharedCopy, Any]:
    by_element = naming_in_one(stands_for).values_list(element_now("tags__element", stands_for))
    return by_element.annotate(texts=Count("pk", distinct=True))


@prepared
def _leaders() -> QuerySet[Membership, Any]:
    members = Membership.objects.current().leaders().filter(cohort=given("cohort"))
    return members.values_list("person", "person__name")


def leaders_of(cohort: Cohort) -> list[tuple[UUID, str]]:
    """The leaders in it now, as (person, name), in alphabetical order. One query."""
    people = _leaders().rows(cohort=cohort.pk)
    return sorted(people, key=lambda one: (one[1].casefold(), one[0]))


def overview(cohort: Cohort, person: User, *, today: date) -> Overview:
    """Everything on the page, in six queries at most, however many people and texts there are."""
    leaders = leaders_of(cohort)
    last = last_shared(cohort, person)
    return Overview(
        said=_said(cohort, person, leaders, last) if last else [],
        joined=sentences.joined(len(leaders), cohort.leaders_asked()),
        rows=list(_rows(cohort, leaders, last, today)),
        has_copies=bool(last),
    )


def last_shared(cohort: Cohort, person: User) -> dict[UUID, tuple[datetime, int]]:
    """By author: when they last gave a text, and how many of their answers wait for this person."""
    rows = _last_shared().rows(cohort=cohort.pk, person=person.pk)
    return {author: (given_at, waiting) for author, given_at, waiting in rows}


def element_counts(
    cohort: Cohort, person: User, wordings: Wordings, framework_keys: Container[str]
) -> list[tuple[str, int]]:
    """Each element offered, as (name, in how many texts), in the frameworks' order. One query."""
    texts = dict(_counts(wordings.in_short).rows(cohort=cohort.pk, person=person.pk))
    return [
        (element.name, texts.get(element.pk, 0))
        for element in wordings.offered
        if element.framework_key in framework_keys
    ]


def _said(
    cohort: Cohort,
    person: User,
    leaders: Sequence[tuple[UUID, str]],
    last: dict[UUID, tuple[datetime, int]],
) -> list[str]:
    names = [name for author, name in leaders if author in last]
    in_front = cohort.module.frameworks_in_front
    wordings = wordings_of([*in_front, *{LINKAGE}.difference(in_front)])
    moved = Moved.of(moved_partnerships(cohort, person, wordings))
    return [
        sentences.who_has_shared(names, len(leaders)),
        sentences.most_and_least(element_counts(cohort, person, wordings, in_front)),
        sentences.moved(moved.closer, moved.lighter, moved.same),
    ]


def _rows(
    cohort: Cohort,
    leaders: Iterable[tuple[UUID, str]],
    last: dict[UUID, tuple[datetime, int]],
    today: date,
) -> Iterable[Row]:
    for author, name in leaders:
        given_at, waiting = last.get(author, (None, 0))
        yield Row(
            name=name,
            url=leader_url(cohort.pk, author),
            shared=f"Last shared {day(given_at, today)}" if given_at else "Nothing shared yet",
            waiting=_waiting(waiting),
        )


def _waiting(count: int) -> str:
    if not count:
        return ""
    return "1 answer waiting for you" if count == 1 else f"{count} answers waiting for you"
