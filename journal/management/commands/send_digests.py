"""Tell facilitators and leaders that there is something new. Cron may run it every few minutes."""

from __future__ import annotations

from typing import Any

from journal.mail.deeds import write_digests
from journal.mail.reports import report
from journal.mail.sending import send_waiting
from partnership.record.runs import NotedCommand


class Command(NotedCommand):
    help = "Writes and sends the day's digests, and any other mail that waits. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        report(self, "digest", write_digests(), send_waiting())
