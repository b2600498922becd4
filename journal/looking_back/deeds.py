"""What is said between two answers or of a moment, a commitment made or deleted: each whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from frameworks.models import Element
from journal.follow_ups import Opened
from journal.models import Commitment, Entry, LookBack, MomentChoice
from partnership.ledger import Deed, write_down
from partnership.once import saved_once
from partnership.people.models import User

from .hindsight import place_again


@transaction.atomic
def look_back(
    *,
    earlier: Entry,
    later: Entry,
    what_changed: str,
    see_now: str,
    placed: Sequence[tuple[UUID, Element | None]],
    at: datetime | None = None,
) -> None:
    """Keep what was said of the pair; the last said stands, and nothing said is nothing kept."""
    at = at or timezone.now()
    Entry.objects.owned_by(later.author_id).select_for_update().only("pk").get(pk=later.pk)
    mine = LookBack.objects.owned_by(later.author_id)
    said = {"what_changed": what_changed, "see_now": see_now}
    if any(said.values()):
        mine.update_or_create(earlier=earlier, later=later, defaults={**said, "said_at": at})
    else:
        mine.between(earlier, later).delete()
    place_again(
        later=later, about_on=earlier.written_on, placed=placed, today=timezone.localdate(at)
    )


def put_off(person: User, one: Opened, *, until: date | None) -> None:
    """Not before that day; with none, not at all. The last said stands."""
    said = {"put_off_until": until, "said_at": timezone.now()}
    MomentChoice.objects.owned_by(person).update_or_create(
        person=person, moment_id=one.moment.pk, cohort=one.cohort, defaults=said
    )


def ask_after_all(person: User, one: Opened) -> None:
    """What was said of the moment is forgotten."""
    MomentChoice.objects.owned_by(person).of_moment(one.moment.pk, one.cohort).delete()


@transaction.atomic
def plan(made: Commitment) -> Commitment:
    """Keep it, once. One commitment goes on as one other: the first stands, and is given."""
    if made.follows_id is not None:
        mine = Commitment.objects.owned_by(made.author_id)
        mine.select_for_update().only("pk").get(pk=made.follows_id)
        first = mine.filter(follows=made.follows_id).first()
        if first is not None:
            return first
    return saved_once(made, Commitment.objects.owned_by(made.author_id))


@transaction.atomic
def delete_commitment(commitment: Commitment) -> None:
    """For good, and no restored backup brings it back. What followed it stays."""
    write_down(Deed.COMMITMENT_DELETED, [commitment.pk])
    commitment.delete()
