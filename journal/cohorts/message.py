"""Writing to a cohort's leaders: by a mail of one's own, of which this site keeps nothing.

docs/decisions/0015 says why the site does not send it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from journal.models import Cohort
from partnership.people.models import User

LONGEST_LINK = 1_800  # some mail programs cut what a link says at 2,000 characters


@dataclass(frozen=True)
class Message:
    """Whom it goes to, and a link that begins it; no link where there are too many."""

    addresses: list[str]
    link: str

    @property
    def people(self) -> str:
        count = len(self.addresses)
        return "1 leader" if count == 1 else f"{count} leaders"


def message_to(cohort: Cohort, *, by: User) -> Message:
    """To everyone who leads in it now, none of whom sees who else is written to. One query."""
    memberships = cohort.memberships.current().leaders().by_name()
    addresses = [one.person.email for one in memberships if one.person.pk != by.pk]
    return Message(addresses, _link(by.email, addresses, cohort.name))


def _link(to: str, hidden: Sequence[str], subject: str) -> str:
    """A mail to oneself with hidden copies (RFC 6068); nothing if it would be too long."""
    copies = ",".join(quote(address, safe="@") for address in hidden)
    link = f"mailto:{quote(to, safe='@')}?bcc={copies}&subject={quote(subject, safe='')}"
    return link if hidden and len(link) <= LONGEST_LINK else ""
