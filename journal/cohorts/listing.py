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

from journal.models import Cohort, Invitation, Membership, Notice
from partnership.addresses import address_of
from partnership.people.models import User

State = Notice.State
COHORTS_A_PAGE = 20


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
    return [invitation_line(one, at=at) for one in cohort.invitations.open().for_list()]


def invitation_line(invitation: Invitation, *, at: datetime) -> InvitationLine:
    """Needs its notices fetched."""
    return InvitationLine(
        id=invitation.pk,
        who=f"{invitation.name}, {invitation.email}" if invitation.name else invitation.email,
        role=invitation.get_role_display().capitalize(),
        mail=_mail(list(invitation.notices.all()), at),
        until=_until(invitation, at),
    )


def _mail(notices: list[Notice], at: datetime) -> str:
    """How the latest mail fares."""
    latest = max(notices, key=lambda notice: notice.on_day, default=None)
    if latest is None or latest.state == State.DROPPED:
        return "Not sent"
    if latest.state == State.FAILED:
        return "Could not be sent: check the address"
    return f"Sent on {day_of(latest.sent_at, now=at)}" if latest.sent_at else "Waiting to be sent"


def _until(invitation: Invitation, at: datetime) -> str:
    day = day_of(invitation.expires_at, now=at)
    return f"Ran out on {day}" if invitation.has_run_out(at) else f"Works until {day}"


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
