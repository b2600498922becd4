"""Which desks a person has, for the masthead of every page: one query, or none if nothing asks."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from journal.models import Cohort, Membership, Module
from partnership.addresses import address_of


class Desks:
    """What this person does in their cohorts, the newest cohort first."""

    def __init__(self, memberships: list[tuple[str, Cohort]], at: object = None) -> None:
        """`at` is the id of the cohort whose page this is, if it is one's."""
        self.at = at
        self.led = [cohort for role, cohort in memberships if role == Membership.Role.LEADER]
        self.facilitated = [
            cohort for role, cohort in memberships if role == Membership.Role.FACILITATOR
        ]

    @property
    def leads(self) -> bool:
        return bool(self.led)

    @property
    def facilitates(self) -> bool:
        return bool(self.facilitated)

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
        person = request.user
        rows = _current().filter(person=person.pk) if person.pk else []
        at = request.resolver_match.kwargs.get("cohort_id") if request.resolver_match else None
        request._desks = Desks([_desk(*row) for row in rows], at)  # type: ignore[attr-defined]
    return request._desks  # type: ignore[attr-defined]


@cache
def _current() -> QuerySet[Membership, Any]:
    """Everybody's and never run: what of the query is the same for all is made once."""
    return Membership.objects.current().for_desks()


def _desk(role: str, cohort_id: Any, name: str, *module: Any) -> tuple[str, Cohort]:
    """The role with its cohort. What else is asked of cohort or module is fetched when it is."""
    cohort = Cohort.from_db(
        DEFAULT_DB_ALIAS, ["id", "name", "module_id"], [cohort_id, name, module[0]]
    )
    in_brief = ["id", "key", "title", "pack_digest"]
    cohort.module = Module.from_db(DEFAULT_DB_ALIAS, in_brief, module)
    return role, cohort
