"""Remind those whose day it is of what they have half written. Cron may run it daily or oftener."""

from __future__ import annotations

from typing import Any

from journal.mail.deeds import write_reminders
from journal.mail.reports import report
from journal.mail.sending import send_waiting
from partnership.record.runs import NotedCommand


class Command(NotedCommand):
    help = "Writes and sends the reminders of this day, and any mail that waits. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        report(self, "reminder", write_reminders(), send_waiting())
