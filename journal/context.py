"""Which desks a person has, for the masthead of every page: one query, or none if nothing asks."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from journal.models import Membership


class Desks:
    """What this person does in their cohorts, taken together."""

    def __init__(self, roles: frozenset[str]) -> None:
        self.facilitates = Membership.Role.FACILITATOR in roles
        self.leads = Membership.Role.LEADER in roles


def desks(request: HttpRequest) -> dict[str, object]:
    return {"desks": SimpleLazyObject(lambda: _desks_of(request))}


def _desks_of(request: HttpRequest) -> Desks:
    if not request.user.is_authenticated:
        return Desks(frozenset())
    roles = Membership.objects.current().filter(person=request.user).values_list("role", flat=True)
    return Desks(frozenset(roles.distinct()))
