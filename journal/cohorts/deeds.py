"""Who comes into a cohort and who goes: whole, and in one transaction each.

Each deed holds the cohort's row while it acts, so that two people pressing at once come one after
the other. Into one that is closed (journal.cohorts.closing) nobody comes: ClosedError. Access
follows memberships, which every request reads: it ends with the deed. What was done, and by whom,
goes into the record with it (journal.cohorts.telling).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from journal.models import Cohort, Invitation, Membership, Notice
from journal.sharing.deeds import withdraw_all
from journal.two_views.deeds import stop_all
from partnership.ledger import Deed, write_down
from partnership.once import saved_once
from partnership.people.accounts import has_account, make_account
from partnership.people.models import User

from . import telling
from .codes import new_code

OPEN_FOR = timedelta(days=14)
GONE = (Notice.State.DROPPED, Notice.State.FAILED)


class LastFacilitatorError(Exception):
    """Somebody has to be there to read what leaders give; only an admin may leave nobody."""


class AlreadyInError(Exception):
    """This person has a role in that cohort now."""


class ClosedError(Exception):
    """Nobody comes into a cohort that is closed."""


@transaction.atomic
def make_cohort(cohort: Cohort, *, facilitator: User | None, by: User) -> Cohort:
    """Keep a new cohort under a key made of its name, with its first facilitator if it has one."""
    cohort.key = _free_key(cohort.name)
    kept = saved_once(cohort, Cohort.objects.all())
    if kept is not cohort:
        return kept
    telling.of_cohort(cohort, f"made the cohort {cohort.name}", by=by)
    if facilitator:
        add(facilitator, cohort, role=Membership.Role.FACILITATOR, by=by)
    return cohort


@transaction.atomic
def change_cohort(cohort: Cohort, *, by: User) -> Cohort:
    """Keep its new name, module and dates."""
    before = Cohort.objects.select_for_update().get(pk=cohort.pk)
    cohort.save(update_fields=["name", "module", "starts_on", "module_ends_on"])
    telling.changed(before, cohort, by=by)
    return cohort


def _free_key(name: str) -> str:
    wished = slugify(name)[:70] or "cohort"
    taken = set(Cohort.objects.filter(key__startswith=wished).values_list("key", flat=True))
    numbered = (f"{wished}-{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (wished, *numbered) if key not in taken)


@transaction.atomic
def invite(
    cohort: Cohort,
    *,
    email: str,
    role: str,
    by: User | None,
    name: str = "",
    at: datetime | None = None,
) -> Invitation:
    """Ask this address to join, by a mail that is sent later. Who is asked already stays so.

    An invitation that is open keeps its role: asking again must not make a facilitator a leader.
    """
    at = at or timezone.now()
    _hold_open(cohort)
    invitation = cohort.invitations.open().to(email).first()
    if invitation:
        send_again(invitation, by=by, at=at)
        return invitation
    invitation = Invitation(
        cohort=cohort, email=email.lower(), name=name, role=role, invited_by=by, invited_at=at
    )
    _send(invitation, at=at)
    telling.invited(invitation, by=by)
    return invitation


class Asked(NamedTuple):
    """Somebody to invite."""

    cohort: Cohort
    email: str
    name: str
    role: str


@transaction.atomic
def invite_all(people: Iterable[Asked], *, by: User, at: datetime | None = None) -> None:
    """Each of them, or nobody when something is wrong."""
    at = at or timezone.now()
    for cohort, email, name, role in people:
        invite(cohort, email=email, name=name, role=role, by=by, at=at)


@transaction.atomic
def ask_with_the_code(cohort: Cohort, *, email: str, at: datetime | None = None) -> None:
    """Somebody who has the code and no account: a link goes to the address that they gave."""
    at = at or timezone.now()
    _hold_open(cohort)
    invitation = cohort.invitations.open().to(email).first() or Invitation(
        cohort=cohort, email=email.lower(), role=Membership.Role.LEADER, invited_at=at
    )
    if _send(invitation, at=at):
        telling.asked_with_the_code(invitation)


@transaction.atomic
def send_again(
    invitation: Invitation, *, by: User | None = None, at: datetime | None = None
) -> bool:
    """Another fourteen days and another mail. False when one for today is there already."""
    _hold_open(invitation.cohort)
    goes_out = _send(invitation, at=at or timezone.now())
    if goes_out:
        telling.sent_again(invitation, by=by)
    return goes_out


@transaction.atomic
def send_all_again(
    invitations: Iterable[Invitation], *, by: User, at: datetime | None = None
) -> int:
    """The same for each; how many mails that is, since one for today may be there already."""
    at = at or timezone.now()
    return sum(send_again(invitation, by=by, at=at) for invitation in invitations)


def _send(invitation: Invitation, *, at: datetime) -> bool:
    """Keep it, open for fourteen days more, with a mail to go. False when today's is there."""
    invitation.expires_at = at + OPEN_FOR
    invitation.save()
    notice, is_new = Notice.objects.get_or_create(
        invitation=invitation,
        on_day=timezone.localdate(at),
        defaults={"kind": Notice.Kind.INVITATION, "written_at": at},
    )
    if notice.state not in GONE:
        return is_new
    notice.state, notice.tries = Notice.State.QUEUED, 0
    notice.save(update_fields=["state", "tries"])
    return True


@transaction.atomic
def take_back(
    invitation: Invitation, *, by: User | None = None, at: datetime | None = None
) -> None:
    """The link stops working, and a mail that waits is not sent."""
    invitation.withdrawn_at = at or timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    drop_mails(invitation)
    telling.taken_back(invitation, by=by)


@transaction.atomic
def accept(invitation: Invitation, person: User, *, at: datetime | None = None) -> bool:
    """Use the invitation up and let them in. False when it was used or taken back meanwhile."""
    at = at or timezone.now()
    mine = Invitation.objects.open().filter(pk=invitation.pk, expires_at__gt=at)
    if not mine.update(accepted_at=at):
        return False
    drop_mails(invitation)
    if not is_in(person, invitation.cohort):
        membership = _let_in(person, invitation.cohort, role=invitation.role, at=at)
        telling.came_in(membership, by=person, how=", by an invitation")
    return True


@transaction.atomic
def accept_as_new(
    invitation: Invitation, *, name: str, password: str, at: datetime | None = None
) -> User | None:
    """Make the account of somebody who has none, and let them in. None when it is used meanwhile.

    Of two tabs that press at once the second finds the invitation used, and makes no account.
    """
    at = at or timezone.now()
    _hold(invitation.cohort)
    mine = Invitation.objects.open().filter(pk=invitation.pk, expires_at__gt=at)
    if not mine.exists() or has_account(invitation.email):
        return None
    person = make_account(email=invitation.email, name=name, password=password)
    accept(invitation, person, at=at)
    return person


@transaction.atomic
def join(person: User, cohort: Cohort) -> None:
    """By code: as a leader. Pressing twice does no more."""
    _hold_open(cohort)
    if not is_in(person, cohort):
        membership = _let_in(person, cohort, role=Membership.Role.LEADER)
        telling.came_in(membership, by=person, how=", with the code")


def is_in(person: User, cohort: Cohort) -> bool:
    return cohort.memberships.current().filter(person=person).exists()


@transaction.atomic
def add(
    person: User,
    cohort: Cohort,
    *,
    role: str,
    by: User | None = None,
    at: datetime | None = None,
) -> Membership:
    """Raises AlreadyInError: nobody has two roles in one cohort."""
    _hold_open(cohort)
    membership = _let_in(person, cohort, role=role, at=at)
    telling.came_in(membership, by=by)
    return membership


def _let_in(person: User, cohort: Cohort, *, role: str, at: datetime | None = None) -> Membership:
    if is_in(person, cohort):
        raise AlreadyInError
    return Membership.objects.create(
        cohort=cohort, person=person, role=role, joined_at=at or timezone.now()
    )


@transaction.atomic
def end(membership: Membership, *, by: User, at: datetime | None = None) -> None:
    """Leaving or being removed: what they gave here is taken back, and their journal is theirs.

    Raises LastFacilitatorError when nobody would be left to facilitate it, unless an admin acts.
    """
    _let_go(membership, by=by, at=at)
    telling.went(membership, by=by)


def _let_go(membership: Membership, *, by: User, at: datetime | None) -> None:
    cohort, person = membership.cohort, membership.person
    _hold(cohort)
    if is_last_facilitator(membership) and not by.is_staff:
        raise LastFacilitatorError
    membership.left_at = at or timezone.now()
    write_down(Deed.MEMBERSHIP_ENDED, [membership.pk], at=membership.left_at)
    membership.save(update_fields=["left_at"])
    withdraw_all(person, cohort)
    stop_all(person, cohort)


@transaction.atomic
def move(membership: Membership, *, to: Cohort, by: User, at: datetime | None = None) -> Membership:
    """The same role in another cohort. What they gave stays with neither: it is taken back.

    Raises AlreadyInError or ClosedError, and LastFacilitatorError as `end` does; then nothing has
    changed.
    """
    _hold(membership.cohort, to)
    _hold_open(to)
    _let_go(membership, by=by, at=at)
    moved = _let_in(membership.person, to, role=membership.role, at=at)
    telling.moved(membership, to, by=by)
    return moved


def is_last_facilitator(membership: Membership) -> bool:
    facilitators = membership.cohort.memberships.current().facilitators()
    return (
        membership.role == Membership.Role.FACILITATOR
        and not facilitators.exclude(pk=membership.pk).exists()
    )


@transaction.atomic
def renew_code(cohort: Cohort, *, by: User | None = None) -> str:
    """Turn on joining by code, or change the code: the one before stops working."""
    _hold_open(cohort)
    done = "changed the code to join" if cohort.join_code else "turned on a code to join"
    cohort.join_code = new_code()
    cohort.save(update_fields=["join_code"])
    telling.of_cohort(cohort, f"{done} {cohort.name}", by=by)
    return cohort.join_code


@transaction.atomic
def turn_off_code(cohort: Cohort, *, by: User | None = None) -> None:
    if cohort.join_code is None:
        return
    cohort.join_code = None
    cohort.save(update_fields=["join_code"])
    telling.of_cohort(cohort, f"turned off the code to join {cohort.name}", by=by)


def drop_mails(*invitations: Invitation) -> None:
    """What still waits is about a link that lets nobody in any more."""
    waiting = Notice.objects.filter(invitation__in=invitations, state=Notice.State.QUEUED)
    waiting.update(state=Notice.State.DROPPED)


def _hold(*cohorts: Cohort) -> None:
    """Until the transaction ends, nobody else changes who is in them. Always in one order."""
    rows = Cohort.objects.select_for_update().filter(pk__in=[cohort.pk for cohort in cohorts])
    list(rows.order_by("pk"))


def _hold_open(cohort: Cohort) -> None:
    """The same for one that somebody is to come into. Raises ClosedError."""
    row = Cohort.objects.select_for_update().only("closed_at").get(pk=cohort.pk)
    if row.closed_at:
        raise ClosedError
