"""What somebody who is about to join is told: which cohort, who asks, and who will read what."""

from __future__ import annotations

from dataclasses import dataclass

from journal.models import Cohort, Invitation, Membership
from journal.names import in_a_row

from .listing import between, day_of


@dataclass(frozen=True)
class Offer:
    """Printed by templates/journal/cohorts/_offer.html."""

    cohort: str
    module: str
    dates: str
    asked_by: str
    is_leader: bool
    facilitators: str
    first_names: str


def offer_of(invitation: Invitation) -> Offer:
    by = invitation.invited_by
    return _offer(invitation.cohort, invitation.role, asked_by=by.name if by else "")


def offer_by_code(cohort: Cohort) -> Offer:
    return _offer(cohort, Membership.Role.LEADER)


def _offer(cohort: Cohort, role: str, asked_by: str = "") -> Offer:
    facilitators = list(cohort.current_facilitators())
    return Offer(
        cohort=cohort.name,
        module=cohort.module.title,
        dates=between(cohort.starts_on, cohort.module_ends_on),
        asked_by=asked_by,
        is_leader=role == Membership.Role.LEADER,
        facilitators=in_a_row([person.name for person in facilitators]),
        first_names=in_a_row([person.first_name for person in facilitators]),
    )


def why_closed(invitation: Invitation) -> str:
    """What has become of a link that lets nobody in any more."""
    if invitation.accepted_at:
        return f"It was used on {day_of(invitation.accepted_at)}, and works once."
    if invitation.withdrawn_at:
        return f"It was taken back on {day_of(invitation.withdrawn_at)}."
    return f"It ran out on {day_of(invitation.expires_at)}."
