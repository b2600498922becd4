"""Who is asked and not here yet, over all cohorts: those that ran out and those not delivered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator

from journal.cohorts.listing import invitation_line
from journal.models import Invitation
from journal.models.cohort import InvitationQuerySet
from partnership.addresses import address_of

INVITATIONS_A_PAGE = 50
WHICH = {"": "All", "ran-out": "Ran out", "failed": "Could not be delivered"}


@dataclass(frozen=True)
class Line:
    id: UUID
    who: str
    cohort: str
    href: str
    role: str
    mail: str
    until: str


def found(which: str, at: datetime) -> InvitationQuerySet:
    every = Invitation.objects.all()
    if which == "ran-out":
        return every.ran_out(at)
    return every.not_delivered() if which == "failed" else every.open()


def page_of(which: str, number: str | None, at: datetime) -> Page[Any]:
    """That page, or the nearest there is, of Line, by address. Three queries."""
    rows = found(which, at).select_related("cohort").for_list()
    page: Page[Any] = Paginator(rows, INVITATIONS_A_PAGE).get_page(number)
    page.object_list = [_line(invitation, at) for invitation in page]
    return page


def _line(invitation: Invitation, at: datetime) -> Line:
    line = invitation_line(invitation, at=at)
    return Line(
        id=invitation.pk,
        who=line.who,
        cohort=invitation.cohort.name,
        href=address_of("cohorts:people", invitation.cohort_id),
        role=line.role,
        mail=line.mail,
        until=line.until,
    )
