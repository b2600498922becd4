"""Backups that are worth nothing to whoever finds one: made, kept for some days, opened again.

Encrypted with a public key in the format of age (docs/decisions/0014): the site can make a backup
and cannot read it. The secret half is kept by a person, elsewhere.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyrage
from django.conf import settings

from partnership.copies import CopyError, write_copy

NAME = re.compile(r"journal-(\d{8}T\d{6}Z)\.age")
STAMP = "%Y%m%dT%H%M%SZ"
LONG_AGO = 12 * 60 * 60
ALWAYS_KEPT = 3  # however old, so that a clock that is wrong deletes nothing that matters


def make_backup(folder: Path, public_key: str, *, at: datetime | None = None) -> Path:
    """Copy, look at the copy, encrypt it, and only then give it its name."""
    at = at or datetime.now(UTC)
    recipient = recipient_of(public_key)
    _remove_what_was_interrupted(folder)
    backup = folder / f"journal-{at.astimezone(UTC):{STAMP}}.age"
    unfinished = backup.with_suffix(".unfinished")
    with _private_folder(folder) as inside:
        write_copy(inside / "copy")
        pyrage.encrypt_file(str(inside / "copy"), str(unfinished), [recipient])
    _onto_the_disk(unfinished)
    os.replace(unfinished, backup)
    _onto_the_disk(folder)
    _keep_the_ledger_beside(folder)
    return backup


def recipient_of(public_key: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(public_key)
    except pyrage.RecipientError:
        raise CopyError("BACKUP_KEY is not a public key of age: it begins with age1.") from None


@contextmanager
def opened(backup: Path, key_file: Path) -> Iterator[Path]:
    """The copy that is in the backup, plain, for as long as the block lasts."""
    with _private_folder(backup.parent) as inside:
        try:
            pyrage.decrypt_file(str(backup), str(inside / "copy"), _identities(key_file))
        except pyrage.DecryptError:
            raise CopyError("This key does not open that backup, or it is damaged.") from None
        yield inside / "copy"


def _identities(key_file: Path) -> list[pyrage.x25519.Identity]:
    """The secret keys in a file such as age-keygen writes."""
    lines = (line.strip() for line in key_file.read_text().splitlines())
    keys = [line for line in lines if line.startswith("AGE-SECRET-KEY-")]
    if not keys:
        raise CopyError(f"{key_file} holds no secret key: a line that begins with AGE-SECRET-KEY-.")
    return [pyrage.x25519.Identity.from_str(key) for key in keys]


def backups_in(folder: Path) -> list[Path]:
    """The newest first, by the time in their names."""
    return sorted((file for file in folder.iterdir() if NAME.fullmatch(file.name)), reverse=True)


def newest_backup(folder: Path) -> Path | None:
    return next(iter(backups_in(folder)), None)


def made_at(backup: Path) -> datetime | None:
    """As its name says; None for a file that was renamed."""
    named = NAME.fullmatch(backup.name)
    return datetime.strptime(named[1], STAMP).replace(tzinfo=UTC) if named else None


def delete_old_backups(folder: Path, *, days: int, at: datetime | None = None) -> list[Path]:
    """Those older than so many days, but never the newest three; which they were."""
    before = (at or datetime.now(UTC)) - timedelta(days=days)
    old = [file for file in backups_in(folder)[ALWAYS_KEPT:] if (made_at(file) or before) < before]
    for file in old:
        file.unlink()
    return old


def _keep_the_ledger_beside(folder: Path) -> None:
    """So that whatever carries backups away carries it too. It may not be begun yet."""
    ledger = Path(settings.LEDGER)
    if ledger.exists():
        shutil.copyfile(ledger, folder / "ledger.unfinished")
        os.replace(folder / "ledger.unfinished", folder / "ledger")


@contextmanager
def _private_folder(beside: Path) -> Iterator[Path]:
    """Read by nobody else, on the same disk, and gone at the end."""
    with tempfile.TemporaryDirectory(prefix=".plain-", dir=beside) as inside:
        yield Path(inside)


def _remove_what_was_interrupted(folder: Path) -> None:
    """A plain copy outlives its run only if the machine stopped in the middle of it."""
    for left in folder.glob(".plain-*"):
        if time.time() - left.stat().st_mtime > LONG_AGO:
            shutil.rmtree(left)


def _onto_the_disk(path: Path) -> None:
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
