"""Which desks a person has, for the masthead of every page: one query, or none if nothing asks.

Most people facilitate nowhere, and of them the masthead needs to know no more. A page may learn
that with a query of its own (`facilitating`), and say so to `facilitates_nowhere`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property, partial
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest
from django.utils.functional import SimpleLazyObject

from journal.models import Cohort, Membership, Module
from partnership.addresses import address_of
from partnership.people.models import User
from partnership.prepared import given, prepared


class Desks:
    """What this person does in their cohorts, the newest cohort first."""

    def __init__(self, fetch: Callable[[], Iterable[Any]], at: object = None) -> None:
        """`at` is the id of the cohort whose page this is, if it is one's."""
        self.at = at
        self._fetch = fetch

    @cached_property
    def _rows(self) -> list[Any]:
        """Role, cohort, module; the newest cohort first, and by name where two start together."""
        rows = sorted(self._fetch(), key=lambda row: row[3])
        return [row[1:] for row in sorted(rows, key=lambda row: row[0], reverse=True)]

    @cached_property
    def led(self) -> list[Cohort]:
        return [_cohort(*row) for role, *row in self._rows if role == Membership.Role.LEADER]

    @cached_property
    def facilitated(self) -> list[Cohort]:
        return [_cohort(*row) for role, *row in self._rows if role == Membership.Role.FACILITATOR]

    @property
    def cohorts(self) -> list[Cohort]:
        """All that they are in, as one or the other."""
        return [*self.led, *self.facilitated]

    @property
    def leads(self) -> bool:
        return bool(self.led)

    @cached_property
    def facilitates(self) -> bool:
        return any(role == Membership.Role.FACILITATOR for role, *_ in self._rows)

    def facilitated_or_404(self, cohort_id: UUID | str) -> Cohort:
        """The one with this id; to anyone who does not facilitate it now, it is not there."""
        for cohort in self.facilitated:
            if str(cohort.pk) == str(cohort_id):
                return cohort
        raise Http404

    @property
    def cohort(self) -> Cohort | None:
        """The one whose module they are taking now."""
        return self.led[0] if self.led else None

    @property
    def cohort_address(self) -> str:
        """The cohort's page: of the one at hand, or of the newest they facilitate."""
        return address_of("review:cohort", self._facilitated_now.pk)

    @property
    def gaps_address(self) -> str:
        return address_of("review:gaps", self._facilitated_now.pk)

    @property
    def _facilitated_now(self) -> Cohort:
        at_hand = (cohort for cohort in self.facilitated if str(cohort.pk) == str(self.at))
        return next(at_hand, self.facilitated[0])


def desks(request: HttpRequest) -> dict[str, object]:
    return {"desks": SimpleLazyObject(lambda: desks_of(request))}


def desks_of(request: HttpRequest) -> Desks:
    """Read once a request, and never kept longer: whoever leaves a cohort has left at once."""
    if not hasattr(request, "_desks"):
        person = request.user.pk
        at = request.resolver_match.kwargs.get("cohort_id") if request.resolver_match else None
        fetch = partial(_current().rows, person=person) if person else list
        request._desks = Desks(fetch, at)  # type: ignore[attr-defined]
    return request._desks  # type: ignore[attr-defined]


def facilitating(person: OuterRef) -> Exists:
    """Whether this person of an outer query facilitates any cohort now."""
    return Exists(Membership.objects.current().facilitators().filter(person=person))


def facilitates(person: User) -> bool:
    """Whether this person facilitates any cohort now."""
    return Membership.objects.current().facilitators().filter(person=person).exists()


def facilitates_nowhere(request: HttpRequest) -> None:
    """Said by a page that has just asked, so that the masthead need not ask again."""
    desks_of(request).facilitates = False


@prepared
def _current() -> QuerySet[Membership, Any]:
    return Membership.objects.current().filter(person=given("person")).for_desks()


def _cohort(cohort_id: Any, name: str, openings: Any, ends_on: Any, *module: Any) -> Cohort:
    """With its module. What else is asked of cohort or module is fetched when it is."""
    columns = ["id", "name", "module_id", "module_ends_on", "openings"]  # as the model has them
    values = [cohort_id, name, module[0], ends_on, openings]
    cohort = Cohort.from_db(DEFAULT_DB_ALIAS, columns, values)
    cohort.module = Module.from_db(DEFAULT_DB_ALIAS, ["id", *Module.IN_BRIEF], module)
    return cohort
