"""What a mail command prints when it is done: one line, and numbers only."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError

from journal.models import Notice

from .sending import Outcome

State = Notice.State


def report(command: BaseCommand, what: str, written: int, outcome: Outcome) -> None:
    """Print it. Raises CommandError, for an exit status of 1, if some mail could not be sent."""
    ended = outcome.ended
    line = f"{_number(written, what)} due, {_number(ended[State.SENT], 'mail')} sent"
    for state, words in SELDOM.items():
        line += f", {ended[state]} {words}" if ended[state] else ""
    if not outcome.is_reachable:
        line += "; the mail server cannot be reached, and the rest waits"
    if not outcome.is_fine:
        raise CommandError(f"{line}.")
    command.stdout.write(f"{line}.")


def _number(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


SELDOM = {
    State.DROPPED: "no longer right to send",
    State.QUEUED: "to be tried again",
    State.FAILED: "given up",
}
