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
CLOCKS_DIFFER = timedelta(minutes=10)
CHUNK = 64 * 1024  # of the format of age
ALWAYS_KEPT = 3  # however old, so that a clock that is wrong deletes nothing that matters


def make_backup(folder: Path, public_key: str, *, at: datetime | None = None) -> Path:
    """Copy, look at the copy, encrypt it, look whether all of it is there, and only then give it
    its name. Where any of that fails nothing is left."""
    at = at or datetime.now(UTC)
    recipient = recipient_of(public_key)
    _remove_what_was_interrupted(folder)
    backup = folder / f"journal-{at.astimezone(UTC):{STAMP}}.age"
    unfinished = backup.with_suffix(".unfinished")
    try:
        with _private_folder(folder) as inside:
            write_copy(inside / "copy")
            _encrypt(inside / "copy", unfinished, recipient)
        _onto_the_disk(unfinished)
        os.replace(unfinished, backup)
    finally:
        unfinished.unlink(missing_ok=True)
    _onto_the_disk(folder)
    return backup


def _encrypt(copy: Path, to: Path, recipient: pyrage.x25519.Recipient) -> None:
    try:
        pyrage.encrypt_file(str(copy), str(to), [recipient])
    except pyrage.EncryptError as error:
        raise CopyError(f"It could not be encrypted: {error}.") from error
    if _sealed_bytes(to) != _bytes_when_sealed(copy.stat().st_size):
        raise CopyError("It was cut short: the disk may be full.")


def _sealed_bytes(encrypted: Path) -> int:
    """How many follow the header, which ends with the line of its own seal."""
    with encrypted.open("rb") as file:
        while (line := file.readline()) and not line.startswith(b"--- "):
            pass
        return encrypted.stat().st_size - file.tell()


def _bytes_when_sealed(plain: int) -> int:
    """A nonce, and a tag for each 64 KiB. pyrage says nothing when a disk is full at the last of
    them, and such a file cannot be opened."""
    return 16 + plain + 16 * max(1, -(-plain // CHUNK))


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


def newest_backup(folder: Path, *, at: datetime | None = None) -> Path | None:
    """Of those from before now. One that a wrong clock named after a day to come would be the
    newest until then, whatever became of the ones after it.
    """
    by = (at or datetime.now(UTC)) + CLOCKS_DIFFER
    return next((file for file in backups_in(folder) if (made_at(file) or by) < by), None)


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


def keep_the_ledger_beside(folder: Path) -> None:
    """So that whatever carries backups away carries it too. It may not be begun yet."""
    ledger = Path(settings.LEDGER)
    if ledger.exists():
        shutil.copyfile(ledger, folder / "ledger.unfinished")
        _onto_the_disk(folder / "ledger.unfinished")
        os.replace(folder / "ledger.unfinished", folder / "ledger")


@contextmanager
def _private_folder(beside: Path) -> Iterator[Path]:
    """Read by nobody else, on the same disk, and gone at the end."""
    with tempfile.TemporaryDirectory(prefix=".plain-", dir=beside) as inside:
        yield Path(inside)


def _remove_what_was_interrupted(folder: Path) -> None:
    """Plain copies and halves of backups, of runs in the middle of which the machine stopped."""
    for left in [*folder.glob(".plain-*"), *folder.glob("journal-*.unfinished")]:
        if time.time() - left.stat().st_mtime <= LONG_AGO:
            continue
        if left.is_dir():
            shutil.rmtree(left)
        else:
            left.unlink()


def _onto_the_disk(path: Path) -> None:
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
