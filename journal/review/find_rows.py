"""One page of what was found: only what a row prints is fetched, since texts can be long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import F
from django.db.models.functions import Left

from journal.models import SharedCopy
from journal.review.find import Filters
from journal.snippets import Excerpt, Wanted, excerpt, opening, wanted_in
from journal.templatetags.days import day
from partnership.addresses import address_of
from partnership.people.models import User

COPIES_A_PAGE = 20
OPENING_CHARACTERS = 240
FREE = "a free entry"


@dataclass(frozen=True)
class Row:
    """One copy as the page prints it: its opening, or the words around what was searched for."""

    href: str
    heading: str
    opening: str
    found: Excerpt | None
    shared: str


def page_of(filters: Filters, person: User, number: str | None, *, says_cohort: bool) -> Page[Any]:
    """That page's rows; the nearest page there is when there is no such one. Two queries.

    A search reads every text, so its matches are counted in memory, not by reading them again.
    """
    keys = list(filters.copies_for(person).values_list("pk", flat=True))
    page: Page[Any] = Paginator(keys, COPIES_A_PAGE).get_page(number)
    text = F("body") if filters.query else Left("body", OPENING_CHARACTERS)
    copies = SharedCopy.objects.for_facilitator(person).filter(pk__in=page.object_list)
    columns = ("pk", "author__name", "title", "question__title", "cohort__name", "given_at")
    wanted = wanted_in(filters.query)
    page.object_list = [
        _row(wanted, says_cohort, *row) for row in copies.newest_first().values_list(*columns, text)
    ]
    return page


def _row(
    wanted: Wanted | None,
    says_cohort: bool,
    pk: UUID,
    name: str,
    title: str,
    question: str | None,
    cohort: str,
    given_at: datetime,
    text: str,
) -> Row:
    return Row(
        href=address_of("review:copy", pk),
        heading=f"{name}: {title or question or FREE}",
        opening=opening(text),
        found=excerpt(text, wanted) if wanted else None,
        shared=f"{cohort}, {day(given_at)}" if says_cohort else day(given_at),
    )
