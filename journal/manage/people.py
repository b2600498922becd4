"""Everybody with an account, for admins: whom a search finds, and what a row says of each.

Names, addresses, cohorts and access. Never whether or how much anybody writes or shares, nor when
they last signed in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from journal.models import Membership
from journal.text import fold
from partnership.addresses import address_of
from partnership.people.models import User

PEOPLE_A_PAGE = 50
MOST_QUERY_CHARACTERS = 200
WHO = {
    "": "Everyone",
    "facilitators": "Facilitators",
    "leaders": "Leaders",
    "nowhere": "In no cohort",
    "admins": "Admins",
    "ended": "Without access",
}
CSV_HEADER = ["Name", "Email", "Organisation", "Cohort", "Role", "Admin", "Access"]


@dataclass(frozen=True)
class PersonLine:
    name: str
    email: str
    href: str
    cohorts: str
    notes: str


def found(query: str, who: str) -> list[UUID]:
    """Their ids by name. Searched in memory, so that accents and case count for nothing in either
    database: a few thousand names take some hundredths of a second. One query.
    """
    people = _kind(who).order_by("name", "email")
    if not query.strip():
        return list(people.values_list("pk", flat=True))
    words = fold(query).split()
    rows = people.values_list("pk", "name", "email", "organisation")
    return [pk for pk, *told in rows if _fits(words, " ".join(told))]


def fits(query: str, text: str) -> bool:
    """Whether each word of the query begins a word of the text."""
    return _fits(fold(query).split(), text)


def _fits(words: Iterable[str], text: str) -> bool:
    folded = fold(text)
    return all(f" {word}" in folded for word in words)


def _kind(who: str) -> QuerySet[User]:
    people = User.objects.all()
    now = Membership.objects.current()
    if who == "facilitators":
        return people.filter(pk__in=now.facilitators().values("person"))
    if who == "leaders":
        return people.filter(pk__in=now.leaders().values("person"))
    if who == "nowhere":
        return people.exclude(pk__in=now.values("person"))
    if who == "admins":
        return User.objects.admins()
    return people.filter(is_active=False) if who == "ended" else people


def page_of(query: str, who: str, number: str | None) -> Page[Any]:
    """That page, or the nearest there is, of PersonLine. Three queries."""
    page: Page[Any] = Paginator(found(query, who), PEOPLE_A_PAGE).get_page(number)
    ids = list(page.object_list)
    roles = roles_of(ids)
    columns = ("pk", "name", "email", "is_staff", "is_active")
    rows = User.objects.filter(pk__in=ids).values_list(*columns)
    people = {pk: _line(pk, *row, roles=roles[pk]) for pk, *row in rows}
    page.object_list = [people[pk] for pk in ids if pk in people]
    return page


def roles_of(people: Iterable[UUID]) -> dict[UUID, list[tuple[str, str]]]:
    """Each one's cohorts now and their role in it, by name of the cohort. One query."""
    rows = Membership.objects.current().filter(person__in=people).order_by("cohort__name", "pk")
    roles: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    for person, cohort, role in rows.values_list("person", "cohort__name", "role"):
        roles[person].append((cohort, role))
    return roles


def _line(
    pk: UUID,
    name: str,
    email: str,
    is_admin: bool,
    has_access: bool,
    *,
    roles: list[tuple[str, str]],
) -> PersonLine:
    notes = ["Admin"] * is_admin + ["No access"] * (not has_access)
    return PersonLine(
        name=name or email,
        email=email,
        href=address_of("manage:person", pk),
        cohorts="; ".join(f"{cohort}, {role}" for cohort, role in roles) or "In no cohort",
        notes=", ".join(notes),
    )


def csv_rows(query: str, who: str) -> Iterator[list[str]]:
    """A row for each person and cohort, in the order of the page."""
    ids = found(query, who)
    people, roles = User.objects.in_bulk(), roles_of(ids)
    for pk in ids:
        person = people[pk]
        end = ["yes" if person.is_staff else "", "" if person.is_active else "ended"]
        for cohort, role in roles[pk] or [("", "")]:
            yield [person.name, person.email, person.organisation, cohort, role, *end]
