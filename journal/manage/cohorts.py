"""Every cohort, for admins: its dates, its module, who facilitates it and how many are in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
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
COLUMNS = (
    "pk", "name", "module__title", "starts_on", "module_ends_on", "closed_at",
    "facilitators", "leaders",
)  # fmt: skip
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
    ids = list(page.object_list)
    names, asked = _facilitators(ids), _asked(ids)
    rows = Cohort.objects.filter(pk__in=ids).with_numbers().values_list(*COLUMNS)
    page.object_list = [_line(row, names[row[0]], asked.get(row[0], 0)) for row in rows]
    return page


def _facilitators(cohorts: Iterable[UUID]) -> dict[UUID, list[str]]:
    rows = Membership.objects.current().facilitators().filter(cohort__in=cohorts).by_name()
    names: dict[UUID, list[str]] = defaultdict(list)
    for cohort, name in rows.values_list("cohort", "person__name"):
        names[cohort].append(name)
    return names


def _asked(cohorts: Iterable[UUID]) -> dict[UUID, int]:
    """How many are invited to each and not there yet."""
    rows = Invitation.objects.open().filter(cohort__in=cohorts).values("cohort")
    return dict(rows.annotate(number=Count("pk")).values_list("cohort", "number"))


def _line(row: Sequence[Any], names: list[str], asked: int) -> CohortLine:
    pk, name, module, first, last, closed_at, facilitators, leaders = row
    numbers = in_numbers(facilitators, leaders)
    return CohortLine(
        name=name,
        href=address_of("cohorts:people", pk),
        about=f"{module}, {between(first, last)}{'. Closed' if closed_at else ''}",
        facilitators=in_a_row(names) or "Nobody facilitates it",
        numbers=f"{numbers}, {asked} invited" if asked else numbers,
    )
