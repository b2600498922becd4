"""Every cohort, for admins: its dates, its module, who facilitates it and how many are in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count

from journal.cohorts.listing import between, in_numbers
from journal.models import Cohort, Invitation, Membership
from journal.names import in_a_row
from partnership.addresses import address_of

from .people import fits

COHORTS_A_PAGE = 50
WHICH = {"": "Open", "closed": "Closed", "all": "All"}


@dataclass(frozen=True)
class CohortLine:
    name: str
    href: str
    about: str
    facilitators: str
    numbers: str


def found(query: str, which: str) -> list[UUID]:
    """Their ids, the newest first; searched by name and module. One query."""
    cohorts = Cohort.objects.all()
    if which == "":
        cohorts = cohorts.not_closed()
    elif which == "closed":
        cohorts = cohorts.exclude(closed_at=None)
    rows = cohorts.values_list("pk", "name", "module__title")
    return [pk for pk, name, module in rows if fits(query, f"{name} {module}")]


def page_of(query: str, which: str, number: str | None) -> Page[Any]:
    """That page, or the nearest there is, of CohortLine. Four queries."""
    page: Page[Any] = Paginator(found(query, which), COHORTS_A_PAGE).get_page(number)
    rows = Cohort.objects.filter(pk__in=page.object_list).select_related("module").with_numbers()
    cohorts = list(rows)
    names, asked = _facilitators(cohorts), _asked(cohorts)
    page.object_list = [_line(one, names[one.pk], asked.get(one.pk, 0)) for one in cohorts]
    return page


def _facilitators(cohorts: Iterable[Cohort]) -> dict[UUID, list[str]]:
    rows = Membership.objects.current().facilitators().filter(cohort__in=cohorts).by_name()
    names: dict[UUID, list[str]] = defaultdict(list)
    for cohort, name in rows.values_list("cohort", "person__name"):
        names[cohort].append(name)
    return names


def _asked(cohorts: Iterable[Cohort]) -> dict[UUID, int]:
    """How many are invited to each and not there yet."""
    rows = Invitation.objects.open().filter(cohort__in=cohorts).values("cohort")
    return dict(rows.annotate(number=Count("pk")).values_list("cohort", "number"))


def _line(cohort: Cohort, facilitators: list[str], asked: int) -> CohortLine:
    dates = between(cohort.starts_on, cohort.module_ends_on)
    numbers = in_numbers(cohort.facilitators, cohort.leaders)
    return CohortLine(
        name=cohort.name,
        href=address_of("cohorts:people", cohort.pk),
        about=f"{cohort.module.title}, {dates}{'. Closed' if cohort.closed_at else ''}",
        facilitators=in_a_row(facilitators) or "Nobody facilitates it",
        numbers=f"{numbers}, {asked} invited" if asked else numbers,
    )
