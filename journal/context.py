"""Which desks a person has, for the masthead of every page: one query, or none if nothing asks."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from journal.models import Cohort, Membership


class Desks:
    """What this person does in their cohorts, the newest cohort first."""

    def __init__(self, memberships: list[Membership]) -> None:
        self.led = [m.cohort for m in memberships if m.role == Membership.Role.LEADER]
        self.facilitated = [m.cohort for m in memberships if m.role == Membership.Role.FACILITATOR]

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


def desks(request: HttpRequest) -> dict[str, object]:
    return {"desks": SimpleLazyObject(lambda: desks_of(request))}


def desks_of(request: HttpRequest) -> Desks:
    """Read once a request, and never kept longer: whoever leaves a cohort has left at once."""
    if not hasattr(request, "_desks"):
        person = request.user
        memberships = Membership.objects.current().for_desks(person) if person.pk else []
        request._desks = Desks(list(memberships))  # type: ignore[attr-defined]
    return request._desks  # type: ignore[attr-defined]
