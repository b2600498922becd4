"""Sending what is waiting: each mail once, whatever crashes, and by however many processes.

A row is claimed in a commit of its own, then its mail is handed over, then the row says so. A
process that dies in between leaves the row "sending", and a later one sends the same mail again
under the same Message-ID (journal.models.notice). A mail server that does not answer costs one try
a run, and nothing is lost.
"""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from journal.models import Notice
from partnership.people.models import User

from .hours import is_day
from .letters import letter_for, message_of

SOME = 100  # rows at a time, however many wait
State = Notice.State
logger = logging.getLogger(__name__)


@dataclass
class Outcome:
    """What a run came to: how many rows ended in each state, and whether mail could be sent."""

    ended: Counter[str] = field(default_factory=Counter)
    is_reachable: bool = True

    @property
    def is_fine(self) -> bool:
        return self.is_reachable and not self.ended[State.QUEUED] and not self.ended[State.FAILED]


def send_waiting(*, at: datetime | None = None) -> Outcome:
    """Send every mail whose turn it is. Before six in the morning only invitations go."""
    outcome = Outcome()
    outcome.ended[State.FAILED] += give_up(at=at or timezone.now())
    connection = get_connection()
    try:
        while some := _waiting(at or timezone.now()):
            for notice in some:
                if not _is_open(connection):
                    outcome.is_reachable = False
                    return outcome
                outcome.ended[_send(notice, connection, at or timezone.now())] += 1
    finally:
        connection.close()
    return outcome


def give_up(*, at: datetime) -> int:
    """Let go of what has waited three days; how many that were."""
    old = Notice.objects.too_old(at).update(state=State.FAILED)
    if old:
        logger.error("Mail was given up: it had waited three days")
    return old


def _waiting(at: datetime) -> list[Notice]:
    notices = Notice.objects.to_send(at)
    return list((notices if is_day(at) else notices.invitations())[:SOME])


def _is_open(connection: BaseEmailBackend) -> bool:
    """Whether the mail server answers; asked before a row is touched."""
    try:
        connection.open()
    except OSError:  # smtplib's own errors among them
        logger.exception("The mail server cannot be reached")
        return False
    return True


def _send(notice: Notice, connection: BaseEmailBackend, at: datetime) -> str:
    """What became of it; nothing ("") when another process was quicker."""
    was_left = notice.state == State.SENDING
    if not notice.claim(at):
        return ""
    letter = letter_for(notice, at)
    if letter is None:  # of one that was left nobody knows whether its mail had gone
        end = State.FAILED if was_left else State.DROPPED
        notice.settle(end)
        return end
    try:
        message_of(notice, letter, connection).send()
    except Exception:  # whatever is wrong with one mail, the others go
        logger.warning("A mail could not be sent, and will be tried again", exc_info=True)
        connection.close()
        notice.settle(State.QUEUED)
        return State.QUEUED
    _note_sent(notice, at)
    return State.SENT


@transaction.atomic
def _note_sent(notice: Notice, at: datetime) -> None:
    """The last reminder keeps its word: Settings then says "No reminders", until they ask."""
    notice.settle(State.SENT, at=at)
    if notice.kind == Notice.Kind.LAST_REMINDER:
        User.objects.filter(notices=notice).update(reminders=User.Reminders.OFF)
