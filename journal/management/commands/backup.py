"""Make an encrypted backup, and delete those that are old. Run it every night, after `nightly`."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import DatabaseError

from partnership.backups import delete_old_backups, keep_the_ledger_beside, make_backup
from partnership.copies import CopyError
from partnership.record.runs import NotedCommand


class Command(NotedCommand):
    help = "Writes an encrypted backup into BACKUP_FOLDER, and deletes those that are old."

    def handle(self, *args: Any, **options: Any) -> None:
        folder = settings.BACKUP_FOLDER
        if folder is None:
            raise CommandError("BACKUP_FOLDER names no folder, so this site makes no backups.")
        try:
            backup = make_backup(folder, settings.BACKUP_KEY)
        except (CopyError, OSError, DatabaseError) as error:
            raise CommandError(f"No backup was made. {error}") from error
        old = delete_old_backups(folder, days=settings.BACKUP_DAYS)
        try:
            keep_the_ledger_beside(folder)
        except OSError as error:
            raise CommandError(f"Wrote {backup}, but not the ledger beside it. {error}") from error
        size = backup.stat().st_size / 2**20
        self.stdout.write(f"Wrote {backup} ({size:.1f} MiB), and deleted {len(old)} old ones.")
