"""What was taken back or erased since a backup was made is done again to what was restored.

The ledger (partnership.ledger) knows which deed was done to which row, and when. Where it leaves a
doubt, the more private side is taken: a shared text that was changed since is taken back whole, for
what its author left out must not be read again.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from journal.models import (
    Commitment,
    Entry,
    ErasedEntry,
    Membership,
    Passage,
    Revision,
    SharedCopy,
    SharedPlacing,
    SheetLine,
    TwoViews,
)
from partnership.ledger import Deed, Ledger
from partnership.people.models import User

EVERYBODYS = "what was erased is erased again in what was restored"


@transaction.atomic
def replay(ledger: Ledger) -> dict[str, int]:
    """Do it all again; how many rows each deed met. Replaying twice does nothing more."""
    return {
        "memberships ended": _end_memberships(ledger),
        "shared texts taken back": _take_back_copies(ledger),
        "shared texts kept from the cohort": _narrow_copies(ledger),
        "lines refused": _refuse_lines(ledger),
        "entries erased": _erase_entries(ledger),
        "versions erased": _erase_versions(ledger),
        "commitments deleted": _delete_commitments(ledger),
        "views of a partnership parted": _part_views(ledger),
        "levels taken back": _take_back_levels(ledger),
        "people who may not sign in": _end_access(ledger),
        "rights of an admin ended": _end_admins(ledger),
    }


def _end_memberships(ledger: Ledger) -> int:
    ended = 0
    for membership in Membership.objects.current().select_related("person"):
        left_at = ledger.done_to(Deed.MEMBERSHIP_ENDED, membership.pk)
        if left_at:
            Membership.objects.filter(pk=membership.pk).update(left_at=left_at)
            given = SharedCopy.objects.filter(author=membership.person_id)
            given.filter(cohort=membership.cohort_id).delete()
            compared = TwoViews.objects.of(membership.person)
            compared.filter(cohort=membership.cohort_id).delete()
            ended += 1
    return ended


def _take_back_copies(ledger: Ledger) -> int:
    known = SharedCopy.objects.values_list("pk", "text_given_at")
    gone = {pk for pk, _ in known if ledger.done_to(Deed.COPY_WITHDRAWN, pk)}
    for pk, text_given_at in known:
        replaced_at = ledger.done_to(Deed.COPY_REPLACED, pk)
        if replaced_at and text_given_at < replaced_at:
            gone.add(pk)
    return _delete(SharedCopy.objects.filter(pk__in=gone))


def _narrow_copies(ledger: Ledger) -> int:
    wide = SharedCopy.objects.filter(audience=SharedCopy.Audience.COHORT)
    narrowed = set()
    for pk, since in wide.values_list("pk", "cohort_since"):
        narrowed_at = ledger.done_to(Deed.COPY_NARROWED, pk)
        if narrowed_at and since and since < narrowed_at:
            narrowed.add(pk)
    facilitator = SharedCopy.Audience.FACILITATOR
    return wide.filter(pk__in=narrowed).update(audience=facilitator, cohort_since=None)


def _refuse_lines(ledger: Ledger) -> int:
    refused = 0
    for line in SheetLine.objects.exclude(consent=SheetLine.Consent.NO):
        refused_at = ledger.done_to(Deed.LINE_REFUSED, line.pk)
        if refused_at and (line.answered_at is None or line.answered_at < refused_at):
            line.consent, line.answered_at = SheetLine.Consent.NO, refused_at
            line.save(update_fields=["consent", "answered_at"])
            refused += 1
    return refused


def _erase_entries(ledger: Ledger) -> int:
    entries = Entry.objects.across_owners(reason=EVERYBODYS)
    keys = entries.values_list("pk", flat=True)
    erased = [pk for pk in keys if ledger.done_to(Deed.ENTRY_ERASED, pk)]
    SharedCopy.objects.filter(entry__in=erased).delete()
    ErasedEntry.objects.remember_hashes(ledger.hashes_of(Deed.ENTRY_ERASED))
    SharedPlacing.objects.filter(of_observation__entry__in=erased).delete()
    return _delete(entries.filter(pk__in=erased))


def _delete_commitments(ledger: Ledger) -> int:
    commitments = Commitment.objects.across_owners(reason=EVERYBODYS)
    keys = commitments.values_list("pk", flat=True)
    deleted = [pk for pk in keys if ledger.done_to(Deed.COMMITMENT_DELETED, pk)]
    return _delete(commitments.filter(pk__in=deleted))


def _part_views(ledger: Ledger) -> int:
    """Stopped by either, or declined: whoever was asked is not asked again."""
    keys = TwoViews.objects.values_list("pk", flat=True)
    stopped = [pk for pk in keys if ledger.done_to(Deed.TWO_VIEWS_STOPPED, pk)]
    parted = _delete(TwoViews.objects.filter(pk__in=stopped))
    for two_views in TwoViews.objects.unanswered():
        declined_at = ledger.done_to(Deed.TWO_VIEWS_DECLINED, two_views.pk)
        if declined_at:
            TwoViews.objects.filter(pk=two_views.pk).update(declined_at=declined_at)
            parted += 1
    return parted


def _end_access(ledger: Ledger) -> int:
    keys = User.objects.filter(is_active=True).values_list("pk", flat=True)
    out = [pk for pk in keys if ledger.last_was(Deed.ACCESS_ENDED, Deed.ACCESS_GIVEN, pk)]
    return User.objects.filter(pk__in=out).update(is_active=False)


def _end_admins(ledger: Ledger) -> int:
    """Nobody is made one: who runs the server can do that."""
    keys = User.objects.filter(is_staff=True).values_list("pk", flat=True)
    ended = [pk for pk in keys if ledger.last_was(Deed.ADMIN_ENDED, Deed.ADMIN_MADE, pk)]
    return User.objects.filter(pk__in=ended).update(is_staff=False, is_superuser=False)


def _take_back_levels(ledger: Ledger) -> int:
    """Changed or taken off since, or put in the bin with their entry."""
    keys = SharedPlacing.objects.values_list("pk", flat=True)
    gone = [pk for pk in keys if ledger.done_to(Deed.PLACING_TAKEN_BACK, pk)]
    return _delete(SharedPlacing.objects.filter(pk__in=gone))


def _erase_versions(ledger: Ledger) -> int:
    """With the tags that stood in them then: they had been taken off before."""
    revisions = Revision.objects.across_owners(reason=EVERYBODYS)
    keys = revisions.values_list("pk", flat=True)
    erased = [pk for pk in keys if ledger.done_to(Deed.VERSION_ERASED, pk)]
    SharedCopy.objects.filter(revision__in=erased).delete()
    Passage.objects.across_owners(reason=EVERYBODYS).filter(revision__in=erased).delete()
    return _delete(revisions.filter(pk__in=erased))


def _delete(rows: QuerySet[Any]) -> int:
    """How many of these rows there were, without those that hang on them."""
    _, counted = rows.delete()
    return counted.get(rows.model._meta.label, 0)
