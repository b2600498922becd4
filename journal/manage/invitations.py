"""Who is asked and not here yet, over all cohorts: those that ran out and those not delivered."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator

from journal.cohorts.listing import invitation_lines
from journal.models import Invitation
from journal.models.cohort import InvitationQuerySet

INVITATIONS_A_PAGE = 50
WHICH = {"": "All", "ran-out": "Ran out", "failed": "Could not be delivered"}


def found(which: str, at: datetime) -> InvitationQuerySet:
    every = Invitation.objects.all()
    if which == "ran-out":
        return every.ran_out(at)
    return every.not_delivered() if which == "failed" else every.open()


def page_of(which: str, number: str | None, at: datetime) -> Page[Any]:
    """That page, or the nearest there is, of InvitationLine, by address. Three queries."""
    page: Page[Any] = Paginator(found(which, at).by_address(), INVITATIONS_A_PAGE).get_page(number)
    rows: Any = page.object_list
    page.object_list = invitation_lines(rows, at=at)
    return page
