"""What an author's own deeds change of the levels that somebody else sees of theirs, at once.

Each of these is part of the deed that calls it, and in its transaction: placing a partnership,
taking a level off, the bin. Whoever places anew says so to `follow`; a level that goes is taken
back with it (the bin keeps the level for its author, so that is said here too).

The record of the author is held first and the agreement after it, here and in `deeds`, so that
placing and agreeing come one after the other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import groupby
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from journal.models import Entry, Observation, Partnership, SharedPlacing, TwoViews
from partnership.ledger import Deed, write_down
from partnership.people.models import User


@transaction.atomic
def follow(observation: Observation, *, by: User | UUID) -> None:
    """Let whoever this author compares it with see what it says now."""
    partnership = hold(observation.partnership_id, by)
    agreed = list(TwoViews.objects.about(partnership).select_for_update())
    if not agreed:
        return
    _take_back(SharedPlacing.objects.filter(of_observation=observation))
    of_that_day = observations_to_give(partnership).filter(about_on=observation.about_on)
    for number, one in enumerate(of_that_day.reverse()):
        if one == observation:
            _copy([(number, one)], agreed, by)
        else:
            SharedPlacing.objects.filter(of_observation=one).update(place_in_day=number)


@transaction.atomic
def follow_from_bin(entry: Entry) -> None:
    """What was taken out of the bin places again what it placed."""
    for observation in entry.observations.all():
        follow(observation, by=entry.author_id)


@transaction.atomic
def stop_following(observations: QuerySet[Observation]) -> None:
    """These are about to go, or to the bin: nobody else sees them from now on.

    Their records are held, so that nobody agrees meanwhile and is given what goes.
    """
    records = observations.select_related("partnership").only("partnership__author")
    list(records.order_by("partnership").select_for_update(of=("partnership",)))
    _take_back(SharedPlacing.objects.filter(of_observation__in=observations.values("pk")))


def give_all(partnership: Partnership, two_views: TwoViews) -> None:
    """Let the other see every level of this record that its author still has an entry for."""
    oldest_first = observations_to_give(partnership).reverse()
    days = groupby(oldest_first, key=lambda one: one.about_on)
    placed = [numbered for _, of_a_day in days for numbered in enumerate(of_a_day)]
    _copy(placed, [two_views], partnership.author_id)


def observations_to_give(partnership: Partnership) -> QuerySet[Observation]:
    """What of one's own record the other would see: the newest first."""
    return partnership.observations.in_journal().newest_first().select_related("level")


def hold(partnership_id: UUID, owner: User | UUID) -> Partnership:
    """The author's record, and nobody else's to change until the transaction ends."""
    return Partnership.objects.owned_by(owner).select_for_update().get(pk=partnership_id)


def _copy(
    placed: Collection[tuple[int, Observation]],
    agreed: Iterable[TwoViews],
    author: User | UUID,
) -> None:
    """Each with its place among those of its day; when it was said stays in the author's record."""
    author_id = author if isinstance(author, UUID) else author.pk
    SharedPlacing.objects.bulk_create(
        SharedPlacing(
            two_views=two_views,
            author_id=author_id,
            of_observation=one,
            level_id=one.level_id,
            about_on=one.about_on,
            is_hindsight=one.is_hindsight,
            place_in_day=number,
        )
        for two_views in agreed
        for number, one in placed
    )


def _take_back(placings: QuerySet[SharedPlacing]) -> None:
    keys = list(placings.values_list("pk", flat=True))
    write_down(Deed.PLACING_TAKEN_BACK, keys)
    if keys:
        SharedPlacing.objects.filter(pk__in=keys).delete()
