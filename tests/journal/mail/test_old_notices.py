"""What became of mails is kept for half a year, and then no more of it than is still needed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from journal.mail.deeds import NOTICES_KEPT, delete_old_notices
from journal.models import Notice
from partnership.people.models import User

from .conftest import DAY, NINE

LONG_AGO = NINE - NOTICES_KEPT - 10 * DAY


def notice(person: User, days: int, kind: str = "shares", state: str = "sent") -> Notice:
    """So many days after long ago."""
    at = LONG_AGO + timedelta(days=days)
    return Notice.objects.create(
        person=person,
        kind=kind,
        on_day=at.date(),
        state=state,
        written_at=at,
        tried_at=at,
        tries=1,
        sent_at=at if state == "sent" else None,
    )


def test_all_but_the_newest_of_a_kind_go(rosalind: User, bryony: User) -> None:
    for days in range(3):
        notice(rosalind, days)
    kept = {notice(rosalind, 3), notice(rosalind, 0, kind="replies"), notice(bryony, 0)}

    assert delete_old_notices(at=NINE) == 3

    assert set(Notice.objects.all()) == kept
    assert delete_old_notices(at=NINE) == 0


@pytest.mark.parametrize("state", ["dropped", "failed"])
def test_one_that_was_never_sent_goes_and_is_not_taken_for_the_newest(
    rosalind: User, state: str
) -> None:
    sent = notice(rosalind, 1)
    notice(rosalind, 0, state=state)
    later = notice(rosalind, 2, state=state)

    assert delete_old_notices(at=NINE) == 1

    assert set(Notice.objects.all()) == {sent, later}


def test_what_is_not_old_stays(rosalind: User) -> None:
    notice(rosalind, 10)
    notice(rosalind, 11)

    assert delete_old_notices(at=NINE) == 0


@pytest.mark.parametrize("has_signed_in", [True, False])
def test_reminders_are_counted_until_somebody_signs_in(bryony: User, has_signed_in: bool) -> None:
    for days in range(2):
        notice(bryony, days, kind="reminder")
    bryony.last_login = NINE if has_signed_in else None
    bryony.save()

    assert delete_old_notices(at=NINE) == (1 if has_signed_in else 0)


def test_what_is_still_to_be_sent_stays(rosalind: User) -> None:
    notice(rosalind, 0, state="queued")
    notice(rosalind, 1)

    assert delete_old_notices(at=NINE) == 0
