"""Delete for good what has been in somebody's bin for thirty days. Run it every night."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from journal.writing.deeds import DAYS_IN_THE_BIN, empty_bin


class Command(BaseCommand):
    help = "Deletes for good what has been in a bin for 30 days. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        emptied = empty_bin()
        entries = "1 entry" if emptied == 1 else f"{emptied} entries"
        self.stdout.write(f"Deleted {entries} that had {DAYS_IN_THE_BIN} days in the bin.")
