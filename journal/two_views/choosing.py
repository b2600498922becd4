"""Whom a leader may ask, which of their own may be meant, and what the other would see of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from journal.models import Cohort, Membership, Observation, Partnership, TwoViews
from journal.templatetags.days import day
from partnership.people.models import User

FEW = 6
NOTHING_YET = "You have not placed it yet. They see each level as you say it, and its day."


def leaders_to_ask(person: User, partnership: Partnership) -> list[Membership]:
    """Everybody else who leads in a cohort of this person's, but for those asked or agreed.

    Each once. Whether they follow such a partnership is not looked at: the list tells nothing.
    """
    cohorts = Cohort.objects.taken_by(person).values("pk")
    leads = Membership.objects.current().leaders().filter(cohort__in=cohorts)
    compared = TwoViews.objects.about(partnership).agreed_or_asked_by(person)
    taken = {pk for pair in compared.values_list("asker", "asked") for pk in pair}
    others = leads.filter(person__is_active=True).exclude(person__in={person.pk, *taken})
    found = others.select_related("person", "cohort").order_by("person__name", "pk")
    return list({one.person_id: one for one in found}.values())


def mine_to_choose_from(two_views: TwoViews, *, as_of: date) -> list[tuple[Partnership, str]]:
    """The partnerships of whoever is asked that go on and are not compared with the asker yet.

    Each with what the asker would see of it. Three queries.
    """
    asked, asker = two_views.asked, two_views.asker
    agreed = TwoViews.objects.of(asked).of(asker).filter(agreed_at__isnull=False)
    taken = {pk for pair in agreed.values_list("of_asker", "of_asked") for pk in pair}
    mine = Partnership.objects.owned_by(asked).going_on(as_of).order_by("name")
    links = [link for link in mine if link.pk not in taken]
    placed = _placed(asked, links)
    return [(link, in_short(placed[link.pk])) for link in links]


def _placed(person: User, links: Iterable[Partnership]) -> dict[UUID, list[Observation]]:
    given = Observation.objects.owned_by(person).filter(partnership__in=links).in_journal()
    found: dict[UUID, list[Observation]] = defaultdict(list)
    for one in given.newest_first().select_related("level"):
        found[one.partnership_id].append(one)
    return found


def in_short(placed: list[Observation]) -> str:
    """What they would see of it, the newest days first."""
    if not placed:
        return NOTHING_YET
    said = "; ".join(in_words(one) for one in placed[:FEW])
    more = len(placed) - FEW
    return f"They see: {said}{f'; and {more} more' if more > 0 else ''}."


def in_words(one: Observation) -> str:
    """ "Coordination, 3 October"."""
    later = ", looking back" if one.is_hindsight else ""
    return f"{one.level.name}, {day(one.about_on)}{later}"
