"""Opening a copy, and what becomes of it: claimed, dealt with, put off.

Opening takes a claim of ten minutes, unless a co-facilitator holds one, so that two people do not
answer the same text unknowingly. It is soft: nobody is kept from reading or replying. What makes
sure is `known`: a reply goes only if the thread is as its writer saw it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from journal.models import Reading, Reply, SharedCopy
from partnership.people.models import User
from partnership.prepared import given, prepared

CLAIM = timedelta(minutes=10)


@dataclass(frozen=True)
class Opened:
    """What this person and others did with a copy, as of now."""

    mine: Reading | None
    others: list[Reading]
    at: datetime

    @property
    def claimed_by(self) -> Reading | None:
        """Another's claim that still runs."""
        return next((one for one in self.others if _runs(one, self.at)), None)

    @property
    def claim_in_words(self) -> str:
        """ "Maya opened this 3 minutes ago"."""
        one = self.claimed_by
        if one is None:
            return ""
        minutes = int((self.at - one.last_opened_at).total_seconds() // 60)
        ago = (
            "just now"
            if minutes < 1
            else "1 minute ago"
            if minutes == 1
            else f"{minutes} minutes ago"
        )
        return f"{one.person.first_name} opened this {ago}."


def _runs(reading: Reading, at: datetime) -> bool:
    return reading.claimed_until is not None and reading.claimed_until > at


def readings_of(copy: SharedCopy, *, person: User, at: datetime) -> Opened:
    """One query."""
    found = _readings().rows(copy=copy.pk)
    mine = next((one for one in found if one.person_id == person.pk), None)
    return Opened(mine, [one for one in found if one.person_id != person.pk], at)


@prepared
def _readings() -> QuerySet[Reading]:
    return Reading.objects.filter(copy=given("copy")).select_related("person").order_by("pk")


def open_copy(copy: SharedCopy, *, person: User, at: datetime) -> Opened:
    """Note that it was opened, and claim it if nobody else has.

    Needs the copy locked (`SharedCopy.objects.select_for_update`): two at once get one claim.
    """
    opened = readings_of(copy, person=person, at=at)
    reading = opened.mine or Reading(copy=copy, person=person, opened_at=at)
    reading.last_opened_at = at
    reading.claimed_until = None if opened.claimed_by else at + CLAIM
    reading.save()
    return Opened(reading, opened.others, at)


def known(replies: Iterable[Reply], opened: Opened, person: User) -> str:
    """What others have done, in short: a page carries it, and it differs once they do more."""
    said = [str(reply.pk) for reply in replies if reply.author_id != person.pk]
    done = [f"{one.person_id} {one.dealt_at}" for one in opened.others if one.dealt_at]
    return hashlib.sha256(" ".join(sorted(said + done)).encode()).hexdigest()[:16]


def dealt(copy: SharedCopy, *, person: User, at: datetime) -> None:
    """Answered, or read with no reply needed."""
    Reading.objects.update_or_create(
        copy=copy,
        person=person,
        defaults={"dealt_at": at, "later_at": None, "claimed_until": None},
        create_defaults={"dealt_at": at, "opened_at": at, "last_opened_at": at},
    )


def put_off(copy: SharedCopy, *, person: User, at: datetime) -> None:
    Reading.objects.update_or_create(
        copy=copy,
        person=person,
        defaults={"later_at": at, "claimed_until": None},
        create_defaults={"later_at": at, "opened_at": at, "last_opened_at": at},
    )
