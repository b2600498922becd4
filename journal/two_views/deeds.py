"""Asking another leader to compare, agreeing, declining, stopping: whole, in one transaction each.

Nobody sees anything before both have agreed. Each side is copied by its own author: the asker's
when they ask, the other's when they agree (journal.two_views.following keeps both as they are).
Stopping deletes all of it, for both, and says nothing of who stopped.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from journal.models import Cohort, Membership, Partnership, TwoViews
from journal.models.two_views import TwoViewsQuerySet
from partnership.ledger import Deed, write_down
from partnership.people.models import User

from .following import give_all, hold


class CannotCompareError(Exception):
    """Nothing was asked or agreed. The message is for whoever pressed, in a sentence."""


@transaction.atomic
def ask(
    partnership: Partnership,
    asked: User,
    cohort: Cohort,
    *,
    called: str,
    pk: UUID | None = None,
    at: datetime | None = None,
) -> TwoViews:
    """Ask a leader of the same cohort. Whether they follow such a partnership is not looked at."""
    partnership = hold(partnership.pk, partnership.author_id)
    _hold_both(cohort, partnership.author_id, asked.pk)
    if TwoViews.objects.filter(of_asker=partnership, asked=asked).exists() or _are_agreed(
        partnership, asked
    ):
        raise CannotCompareError(f"You have asked {asked.first_name} about this already.")
    two_views = TwoViews.objects.create(
        pk=pk or uuid4(),
        cohort=cohort,
        asker_id=partnership.author_id,
        asked=asked,
        called=called,
        of_asker=partnership,
        asked_at=at or timezone.now(),
    )
    give_all(partnership, two_views)
    return two_views


@transaction.atomic
def agree(two_views: TwoViews, partnership: Partnership, *, at: datetime | None = None) -> TwoViews:
    """Say which of one's own partnerships it is. From now on each sees the other's levels."""
    partnership = hold(partnership.pk, two_views.asked_id)
    _hold_both(two_views.cohort, two_views.asker_id, two_views.asked_id)
    waiting = TwoViews.objects.unanswered().filter(pk=two_views.pk).select_for_update(of=("self",))
    taken = waiting.select_related("asker").first()
    if taken is None:
        raise CannotCompareError("This is not asked any more.")
    if _are_agreed(partnership, taken.asker):
        raise CannotCompareError(
            f"You compare that one with {taken.asker.first_name} already. Choose another."
        )
    taken.of_asked, taken.agreed_at = partnership, at or timezone.now()
    taken.save(update_fields=["of_asked", "agreed_at"])
    give_all(partnership, taken)
    return taken


@transaction.atomic
def decline(two_views: TwoViews, *, at: datetime | None = None) -> None:
    """It is asked no more, and the asker is not told: to them it waits."""
    write_down(Deed.TWO_VIEWS_DECLINED, [two_views.pk])
    waiting = TwoViews.objects.unanswered().filter(pk=two_views.pk)
    waiting.update(declined_at=at or timezone.now())


@transaction.atomic
def stop(two_views: TwoViews) -> None:
    """By either, agreed or only asked. Nothing of it is left."""
    _stop(TwoViews.objects.filter(pk=two_views.pk))


@transaction.atomic
def stop_about(partnership: Partnership) -> None:
    """A partnership that has ended is put away, and is compared with nobody's."""
    _stop(TwoViews.objects.about(partnership))


@transaction.atomic
def stop_all(person: User, cohort: Cohort) -> None:
    """Whoever leaves a cohort compares with nobody there, and is asked nothing."""
    _stop(TwoViews.objects.of(person).filter(cohort=cohort))


def _stop(these: TwoViewsQuerySet) -> None:
    keys = list(these.select_for_update().values_list("pk", flat=True))
    write_down(Deed.TWO_VIEWS_STOPPED, keys)
    if keys:
        TwoViews.objects.filter(pk__in=keys).delete()


def _hold_both(cohort: Cohort, *people: UUID) -> None:
    """Both lead in the cohort, and leaving it comes before this or after."""
    leads = Membership.objects.current().leaders().filter(cohort=cohort, person__in=people)
    held = leads.filter(person__is_active=True).order_by("pk").select_for_update(of=("self",))
    if len(held) < len(people):
        raise CannotCompareError("You are not both in this cohort any more.")


def _are_agreed(partnership: Partnership, other: User) -> bool:
    """Whether this record is compared with that person already, whoever asked."""
    return TwoViews.objects.about(partnership).of(other).filter(agreed_at__isnull=False).exists()
