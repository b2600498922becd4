"""When the last backup was made, as far as this machine knows. Never where it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings

from partnership.backups import newest_backup


@dataclass(frozen=True)
class Backup:
    """`at` is None when there is none; `is_made_here` False where others make them."""

    at: datetime | None
    is_made_here: bool
    size: int = 0


def last_backup() -> Backup:
    if settings.BACKUP_FOLDER is None:
        return Backup(None, is_made_here=False)
    try:
        newest = newest_backup(settings.BACKUP_FOLDER)
        found = newest.stat() if newest else None
    except OSError:  # a folder that is not there holds no backup
        found = None
    if found is None:
        return Backup(None, is_made_here=True)
    at = datetime.fromtimestamp(found.st_mtime, UTC)
    return Backup(at, is_made_here=True, size=found.st_size)
