"""All that has to go by itself, once a night: bins, versions, receipts, mails, sign-ins, lines."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.contrib.sessions.models import Session
from django.core.management.base import CommandError
from django.utils import timezone

from journal.mail.deeds import delete_old_notices
from journal.thinning import delete_old_receipts, thin_versions
from journal.writing.deeds import empty_bin, forget_erased
from partnership.record.deeds import let_go_of_old_lines
from partnership.record.runs import NotedCommand

logger = logging.getLogger(__name__)


def delete_ended_sessions() -> int:
    return Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]


TASKS: dict[str, Callable[[], int]] = {
    "entries that had 30 days in the bin": empty_bin,
    "notes of entries that were erased": forget_erased,
    "versions that were thinned": thin_versions,
    "receipts of old saves": delete_old_receipts,
    "rows about old mails": delete_old_notices,
    "sign-ins that had ended": delete_ended_sessions,
    "lines of the record that had 24 months": let_go_of_old_lines,
}


class Command(NotedCommand):
    help = "Deletes what has had its time. Safe to repeat; run it every night, before the backup."

    def handle(self, *args: Any, **options: Any) -> None:
        failed = [what for what, task in TASKS.items() if not self._done(what, task)]
        if failed:
            raise CommandError(f"Not done: {', '.join(failed)}. The log says where it failed.")

    def _done(self, what: str, task: Callable[[], int]) -> bool:
        """One that fails keeps none of the others from being done."""
        try:
            self.stdout.write(f"Deleted {task()} {what}.")
        except Exception:
            logger.exception("A nightly task failed")
            return False
        return True
