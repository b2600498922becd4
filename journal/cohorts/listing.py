"""What the pages of cohorts list, made ready for print: names, dates and how many people.

Never what anybody wrote or gave, nor whether they did.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.utils import timezone
from django.utils.formats import date_format

from journal.models import Cohort, Membership, Notice
from journal.models.cohort import InvitationQuerySet
from partnership.addresses import address_of
from partnership.people.models import User

State = Notice.State
COHORTS_A_PAGE = 20
ROLES = {value: label.capitalize() for value, label in Membership.Role.choices}


@dataclass(frozen=True)
class CohortLine:
    name: str
    href: str
    dates: str
    people: str = ""
    is_closed: bool = False


@dataclass(frozen=True)
class PersonLine:
    id: UUID
    name: str
    joined: str
    is_me: bool


@dataclass(frozen=True)
class InvitationLine:
    id: UUID
    who: str
    role: str
    mail: str
    until: str
    cohort: str
    href: str


def looked_after(person: User, number: str | None) -> Page[CohortLine]:
    """A page of those they facilitate, or of all for an admin, the newest first. Two queries."""
    rows = Cohort.objects.managed_by(person).with_numbers()
    page: Page[Any] = Paginator(rows, COHORTS_A_PAGE).get_page(number)
    page.object_list = [
        CohortLine(
            name=cohort.name,
            href=address_of("cohorts:people", cohort.pk),
            dates=between(cohort.starts_on, cohort.module_ends_on),
            people=in_numbers(cohort.facilitators, cohort.leaders),
            is_closed=bool(cohort.closed_at),
        )
        for cohort in page.object_list
    ]
    return page


def taken_part_in(person: User) -> list[CohortLine]:
    """Those they take as a leader, with the way out. One query."""
    return [
        CohortLine(
            name=cohort.name,
            href=address_of("cohorts:leave", cohort.pk),
            dates=between(cohort.starts_on, cohort.module_ends_on),
        )
        for cohort in Cohort.objects.taken_by(person)
    ]


def people_in(cohort: Cohort, *, seen_by: User) -> tuple[list[PersonLine], list[PersonLine]]:
    """Its facilitators and its leaders now, each by name. One query."""
    facilitators: list[PersonLine] = []
    leaders: list[PersonLine] = []
    for membership in cohort.memberships.current().by_name():
        person = membership.person
        line = PersonLine(
            id=person.pk,
            name=person.name or person.email,
            joined=date_format(timezone.localtime(membership.joined_at), "F Y"),
            is_me=person.pk == seen_by.pk,
        )
        is_leader = membership.role == Membership.Role.LEADER
        (leaders if is_leader else facilitators).append(line)
    return facilitators, leaders


def open_invitations(cohort: Cohort, *, at: datetime) -> list[InvitationLine]:
    """Neither accepted nor taken back, by address. Two queries."""
    return invitation_lines(cohort.invitations.open().by_address(), at=at)


def invitation_lines(rows: InvitationQuerySet, *, at: datetime) -> list[InvitationLine]:
    """In the order of the rows. Two queries."""
    columns = ("pk", "email", "name", "role", "expires_at", "cohort", "cohort__name")
    found = list(rows.values_list(*columns))
    mails = Notice.objects.filter(invitation__in=[row[0] for row in found]).order_by("on_day")
    states = mails.values_list("invitation", "state", "sent_at")
    latest = {pk: (state, sent_at) for pk, state, sent_at in states}
    return [
        InvitationLine(
            id=pk,
            who=f"{name}, {email}" if name else email,
            role=ROLES[role],
            mail=_mail(*latest.get(pk, (State.DROPPED, None)), at),
            until=_until(expires_at, at),
            cohort=cohort_name,
            href=address_of("cohorts:people", cohort),
        )
        for pk, email, name, role, expires_at, cohort, cohort_name in found
    ]


def _mail(state: str, sent_at: datetime | None, at: datetime) -> str:
    """How the latest mail fares."""
    if state == State.DROPPED:
        return "Not sent"
    if state == State.FAILED:
        return "Could not be sent: check the address"
    return f"Sent on {day_of(sent_at, now=at)}" if sent_at else "Waiting to be sent"


def _until(expires_at: datetime, at: datetime) -> str:
    day = day_of(expires_at, now=at)
    return f"Ran out on {day}" if expires_at <= at else f"Works until {day}"


@lru_cache(maxsize=1000)  # the same few dates for everyone, and dear to write out
def between(first: date, last: date) -> str:
    """ "15 September to 10 November 2026"; each with its year when they differ."""
    begins = date_format(first, "j F" if first.year == last.year else "j F Y")
    return f"{begins} to {date_format(last, 'j F Y')}"


def day_of(at: datetime, *, now: datetime | None = None) -> str:
    """The day where the site is; seen from `now`, without a year that is the same."""
    is_this_year = now is not None and at.year == now.year
    return _written_out(timezone.localdate(at), "j F" if is_this_year else "j F Y")


@lru_cache(maxsize=1000)
def _written_out(day: date, form: str) -> str:
    return date_format(day, form)


def in_numbers(facilitators: int, leaders: int) -> str:
    """ "1 facilitator, 2 leaders"."""
    return f"{_many(facilitators, 'facilitator')}, {_many(leaders, 'leader')}"


def _many(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
