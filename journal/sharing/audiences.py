"""The audiences a leader may give a text to, in words with people's names in them."""

from __future__ import annotations

from dataclasses import dataclass

from journal.models import Cohort
from journal.names import in_a_row
from partnership.people.models import User

NOBODY_YET = "Your facilitator (nobody yet)"


@dataclass(frozen=True)
class Audiences:
    """The two audiences of one cohort: `narrow` its facilitators, `wide` everyone in it."""

    cohort: Cohort
    facilitators: list[User]
    members: int

    @property
    def names(self) -> str:
        return in_a_row([person.name for person in self.facilitators]) or "your facilitator"

    @property
    def first_names(self) -> str:
        return in_a_row([person.first_name for person in self.facilitators]) or "your facilitator"

    @property
    def narrow(self) -> str:
        role = "facilitators" if len(self.facilitators) > 1 else "facilitator"
        return f"{self.names}, your {role}" if self.facilitators else NOBODY_YET

    @property
    def wide(self) -> str:
        return f"Everyone in your cohort ({people(self.members)}) and {self.first_names}"

    @property
    def newly(self) -> str:
        """Who else would be able to read it, were the whole cohort allowed: not the author."""
        others = self.members - 1
        return f"{people(others)} will newly be able to read it" if others > 0 else ""


def people(count: int) -> str:
    """ "1 person", "12 people"."""
    return "1 person" if count == 1 else f"{count} people"


def audiences_of(cohort: Cohort) -> Audiences:
    """Who would read it: two queries."""
    return Audiences(
        cohort=cohort,
        facilitators=list(cohort.current_facilitators()),
        members=cohort.memberships.current().leaders().count(),
    )
