"""Who can read an entry now, and since when: the one home of those words, for every page.

Read at each request, so that it is never an old promise: whoever facilitates no more is not named,
and what was given to a cohort that its author has left is private again. Who opened it is said to
its author alone, and only of facilitators (docs/decisions/0009-what-is-logged-of-reading.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from journal.models import Entry, Membership, Reading, SharedCopy
from journal.names import in_a_row
from journal.templatetags.days import day

PRIVATE = "Private. Not shared with anyone."


@dataclass(frozen=True)
class Facilitator:
    """One who reads it, or has opened it: since when they can, and when they first and last did."""

    name: str
    is_there: bool
    since: datetime
    opened_at: datetime | None
    last_opened_at: datetime | None


@dataclass(frozen=True)
class Standing:
    """Who can read it, in words. `copy` is what they read, if anybody does."""

    words: str = PRIVATE
    copy: SharedCopy | None = None
    opened: str = ""
    behind: str = ""

    @property
    def is_wide(self) -> bool:
        return self.copy is not None and self.copy.audience == SharedCopy.Audience.COHORT


def is_read_by_others(author: Any) -> Exists:
    """Whether anybody can read an entry of a query now: for lists, what standing_of says of one.

    All of them are this author's. Were that not said again here, PostgreSQL would read every shared
    copy on the site for a journal of 1,000 entries: 60 ms for a page of twenty.
    """
    theirs = SharedCopy.objects.in_force().filter(author=author)
    return Exists(theirs.filter(entry=OuterRef("pk")))


def standing_of(entry: Entry, would_give: Callable[[], str] | None = None) -> Standing:
    """One query when it was given to anybody, besides the entry's shared copy.

    `would_give` says the digest of what would be given now (journal.sharing.giving), for a page
    that says whether it differs from what was.
    """
    copy = getattr(entry, "shared_copy", None)
    if copy is None:
        return Standing()
    concerned = list(_concerned(copy))
    if not any(one.role == Membership.Role.LEADER for one in concerned):
        return Standing()  # its author has left the cohort, as SharedCopy.objects.in_force() says
    facilitators = _facilitators(copy, concerned)
    return Standing(
        words=_who_since_when(copy, [one for one in facilitators if one.is_there]),
        copy=copy,
        opened=_opened(copy, facilitators),
        behind=_behind(copy, entry, would_give()) if would_give else "",
    )


def _concerned(copy: SharedCopy) -> QuerySet[Membership]:
    """Its author as a leader of its cohort now, and who facilitates that now or has opened it."""
    read = Reading.objects.filter(copy=copy, person=OuterRef("person"))
    is_author = Q(person=copy.author_id, role=Membership.Role.LEADER, left_at=None)
    facilitates = Q(role=Membership.Role.FACILITATOR) & (Q(left_at=None) | Exists(read))
    concerned = Membership.objects.filter(is_author | facilitates, cohort=copy.cohort_id)
    return (
        concerned.annotate(
            opened_at=Subquery(read.values("opened_at")[:1]),
            last_opened_at=Subquery(read.values("last_opened_at")[:1]),
        )
        .select_related("person")
        .order_by("person__name", F("left_at").asc(nulls_last=True))
    )


def _facilitators(copy: SharedCopy, concerned: Iterable[Membership]) -> list[Facilitator]:
    """By name, and each once, as they are now: the last of somebody's memberships decides."""
    facilitating = [one for one in concerned if one.role == Membership.Role.FACILITATOR]
    return list({one.person_id: _facilitator(copy, one) for one in facilitating}.values())


def _facilitator(copy: SharedCopy, membership: Membership) -> Facilitator:
    return Facilitator(
        name=membership.person.first_name,
        is_there=membership.left_at is None,
        since=max(copy.given_at, membership.joined_at),
        opened_at=membership.opened_at,  # type: ignore[attr-defined]
        last_opened_at=membership.last_opened_at,  # type: ignore[attr-defined]
    )


def _who_since_when(copy: SharedCopy, facilitators: list[Facilitator]) -> str:
    """ "Shared with Rosalind since 14 March." and the like: those of one day in one breath."""
    since: dict[str, list[str]] = {}
    if copy.cohort_since:
        since[day(copy.cohort_since)] = ["everyone in your cohort"]
    for one in facilitators:
        since.setdefault(day(one.since), []).append(one.name)
    if not since:
        return f"Shared with your facilitator since {day(copy.given_at)}; there is none just now."
    shared = "; ".join(f"with {in_a_row(who)} since {on}" for on, who in since.items())
    return f"Shared {shared}."


def _opened(copy: SharedCopy, facilitators: list[Facilitator]) -> str:
    opened = []
    for one in facilitators:
        if one.opened_at and one.last_opened_at:
            before = ", before your newest text" if one.last_opened_at < copy.text_given_at else ""
            opened.append(f"{one.name} on {day(one.opened_at)}{before}")
    return f"Opened by {in_a_row(opened)}." if opened else ""


def _behind(copy: SharedCopy, entry: Entry, would_give: str) -> str:
    """Said when what they see is not what the author reads here."""
    on = day(copy.text_given_at)
    if (copy.title, copy.body) != (entry.title, entry.body):
        return f"They see your text of {on}; you have changed it since."
    if copy.given_digest not in ("", would_give):
        return f"They see your tags and levels of {on}; you have changed them since."
    return ""
