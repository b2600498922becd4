"""The mail in which someone is asked to join: sent at any hour, while the invitation is open."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import LazySettings
from django.core import mail

from journal.cohorts.deeds import invite, send_again, take_back
from journal.cohorts.links import invitation_link
from journal.mail.sending import send_waiting
from journal.models import Cohort, Invitation, Notice
from partnership.people.models import User

from .conftest import DAY, HOUR, NINE, states

AT_NIGHT = NINE.replace(hour=2)


@pytest.fixture
def invitation(autumn: Cohort, rosalind: User) -> Invitation:
    return invite(autumn, email="noor@example.org", role="leader", by=rosalind, at=AT_NIGHT)


def test_it_goes_at_once_to_the_address_that_was_given(
    invitation: Invitation, settings: LazySettings
) -> None:
    settings.OPERATOR = "Anil’s & Ruth's team"

    send_waiting(at=AT_NIGHT)

    [message] = mail.outbox
    assert message.to == ["noor@example.org"]
    assert message.subject == "An invitation to Partnership journal"
    assert invitation_link(invitation) in message.body
    assert "open this link by 29 October 2026:" in message.body
    assert "Who runs the site: Anil’s & Ruth's team." in message.body
    assert "List-Unsubscribe" not in message.extra_headers


@pytest.mark.parametrize(
    ("change", "is_sent"),
    [
        (lambda invitation: None, True),
        (lambda invitation: take_back(invitation, at=AT_NIGHT), False),
        (lambda invitation: Invitation.objects.update(accepted_at=AT_NIGHT), False),
        (lambda invitation: Invitation.objects.update(withdrawn_at=AT_NIGHT), False),
        (lambda invitation: Invitation.objects.update(expires_at=AT_NIGHT), False),
    ],
    ids=["open", "taken back", "accepted", "taken back since", "run out"],
)
def test_only_an_open_one_is_sent(
    invitation: Invitation, change: Callable[[Invitation], object], is_sent: bool
) -> None:
    change(invitation)

    send_waiting(at=AT_NIGHT)

    assert states() == ["sent" if is_sent else "dropped"]
    assert len(mail.outbox) == is_sent


def test_asking_again_on_another_day_sends_another(invitation: Invitation) -> None:
    send_waiting(at=AT_NIGHT)
    send_again(invitation, at=AT_NIGHT + HOUR)
    send_waiting(at=AT_NIGHT + HOUR)
    assert states() == ["sent"]

    send_again(invitation, at=AT_NIGHT + DAY)
    send_waiting(at=AT_NIGHT + DAY)

    assert states() == ["sent", "sent"]
    assert Notice.objects.values("invitation").distinct().count() == 1
