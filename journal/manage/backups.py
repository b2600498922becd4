"""When the last backup was made, as far as this machine knows. Never where it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from partnership.backups import made_at, newest_backup


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
        size = newest.stat().st_size if newest else 0
    except OSError:  # a folder that is not there holds no backup
        newest, size = None, 0
    return Backup(made_at(newest) if newest else None, is_made_here=True, size=size)
