"""Is the site well? `/healthz` for what restarts it, `/readyz` for who is woken when it is not.

Both answer anyone, so they say in one word each what is wrong, and never where or with what. No
page depends on either: with a full disk or a late backup people can still read what they wrote.
"""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable
from datetime import timedelta
from functools import cache as made_once

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.backups import made_at, newest_backup
from partnership.databases import file_of

logger = logging.getLogger(__name__)

OK = "ok"
LEAST_FREE = 256 * 1024 * 1024  # bytes; a journal of a hundred people grows by less in a year
OLDEST_BACKUP = timedelta(hours=26)  # one a night, and two hours to be late
CACHED = "partnership.health"


@require_safe
@login_not_required  # a probe has no account
def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers. Nothing else is asked, so a database that is gone restarts nobody."""
    return JsonResponse({"healthy": True})


@require_safe
@login_not_required  # a probe has no account
def readyz(request: HttpRequest) -> JsonResponse:
    """All that the site needs is there and in order; 503 when anything is not."""
    found = {name: asked(check) for name, check in CHECKS.items()}
    ready = all(word == OK for word in found.values())
    return JsonResponse({"ready": ready, **found}, status=200 if ready else 503)


def asked(check: Callable[[], str]) -> str:
    """What the check says; "fault" when it could not be made."""
    try:
        return check()
    except Exception:
        logger.exception("A check of the site's health failed")
        return "fault"


def database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return OK


def migrations() -> str:
    applied = MigrationRecorder(connection).applied_migrations()
    return OK if shipped_migrations() <= applied.keys() else "waiting"


@made_once
def shipped_migrations() -> frozenset[tuple[str, str]]:
    """Those that came with the code: the same for as long as a process lives."""
    return frozenset(MigrationLoader(None).disk_migrations or ())


def disk() -> str:
    return OK if free_space() >= LEAST_FREE else "low"


def free_space() -> int:
    """Bytes, in whichever folder that this machine writes to has least. A database server has its
    own disk.
    """
    files = [file_of(connection.settings_dict), settings.LEDGER]
    folders = [*(file.parent for file in files if file), settings.BACKUP_FOLDER]
    return min(shutil.disk_usage(folder).free for folder in folders if folder)


def ledger() -> str:
    """Without it nothing can be taken back, since a restored backup would bring it again."""
    file = settings.LEDGER
    return OK if os.access(file if file.exists() else file.parent, os.W_OK) else "closed"


def shared_cache() -> str:
    """Written once a minute at most, however often somebody asks."""
    if cache.get(CACHED):
        return OK
    cache.set(CACHED, 1, timeout=60)
    return OK if cache.get(CACHED) else "forgets"


def backup() -> str:
    """How old the newest is, by its name: a file that was carried here is no younger for it. Where
    others keep them none is missed."""
    if settings.BACKUP_FOLDER is None:
        return OK
    newest = newest_backup(settings.BACKUP_FOLDER)
    at = made_at(newest) if newest else None
    if at is None:
        return "none"
    return OK if timezone.now() - at <= OLDEST_BACKUP else "late"


CHECKS: dict[str, Callable[[], str]] = {
    "database": database,
    "migrations": migrations,
    "disk": disk,
    "ledger": ledger,
    "cache": shared_cache,
    "backup": backup,
}
