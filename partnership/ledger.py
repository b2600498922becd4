"""What was taken back or erased, written down outside the database, so that no restore undoes it.

A line holds when, which deed and a hash of the row's id: no name, no word, nothing that leads back
to anybody without the database. Lines are only ever added. Each is on the disk before its deed is
done, so a deed that then fails leaves a line too many and never one too few; and a deed whose line
cannot be written is not done (partnership.outages answers).

`manage.py restore` gives what is read here to journal.replaying.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.utils import timezone


class Deed(StrEnum):
    """Each says which rows its ids are of."""

    COPY_WITHDRAWN = "copy-withdrawn"
    COPY_NARROWED = "copy-narrowed"
    COPY_REPLACED = "copy-replaced"  # by a newer text: what was left out must not come back
    LINE_REFUSED = "line-refused"
    MEMBERSHIP_ENDED = "membership-ended"
    ENTRY_ERASED = "entry-erased"
    VERSION_ERASED = "version-erased"
    COMMITMENT_DELETED = "commitment-deleted"
    TWO_VIEWS_STOPPED = "two-views-stopped"
    TWO_VIEWS_DECLINED = "two-views-declined"
    PLACING_TAKEN_BACK = "placing-taken-back"
    ACCESS_ENDED = "access-ended"
    ACCESS_GIVEN = "access-given"  # back: whichever of the two came last counts
    ADMIN_ENDED = "admin-ended"
    ADMIN_MADE = "admin-made"


class LedgerError(Exception):
    """The line could not be written, so the deed must not be done."""


def write_down(deed: Deed, ids: Iterable[object], *, at: datetime | None = None) -> None:
    """Add a line for each id, and wait until they are on the disk."""
    when = (at or timezone.now()).isoformat(timespec="microseconds")
    lines = "".join(f"{when} {deed} {hashed(deed, one)}\n" for one in ids)
    if not lines:
        return
    try:
        _append(Path(settings.LEDGER), lines.encode())
    except OSError as error:
        raise LedgerError from error


def _append(file: Path, lines: bytes) -> None:
    with file.open("ab+", buffering=0) as ledger:
        fcntl.flock(ledger, fcntl.LOCK_EX)
        if not _ends_a_line(ledger.fileno()):
            lines = b"\n" + lines
        ledger.write(lines)
        os.fsync(ledger.fileno())


def _ends_a_line(ledger: int) -> bool:
    """False after a power cut in the middle of one, which is then left as it is."""
    size = os.fstat(ledger).st_size
    return size == 0 or os.pread(ledger, 1, size - 1) == b"\n"


def hashed(deed: Deed, row_id: object) -> str:
    return hashlib.sha256(f"{deed}:{row_id}".encode()).hexdigest()


class Ledger:
    """What the files say: when each deed was last done to a row."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._last: dict[str, datetime] = {}
        self._deeds: dict[str, str] = {}
        self.begins_at: datetime | None = None
        for when, deed, key in _parsed(lines):
            self._last[key] = max(when, self._last.get(key, when))
            self._deeds[key] = deed
            self.begins_at = min(when, self.begins_at or when)

    @classmethod
    def read(cls, files: Iterable[Path]) -> Ledger:
        return cls(line for file in files for line in file.read_text().splitlines())

    def __len__(self) -> int:
        return len(self._last)

    def done_to(self, deed: Deed, row_id: object) -> datetime | None:
        """When this deed was last done to this row; None if it never was."""
        return self._last.get(hashed(deed, row_id))

    def last_was(self, deed: Deed, other: Deed, row_id: object) -> bool:
        """Whether the last of these two that was done to this row is the first one."""
        done, undone = self.done_to(deed, row_id), self.done_to(other, row_id)
        return done is not None and (undone is None or undone < done)

    def hashes_of(self, deed: Deed) -> dict[str, datetime]:
        """Every row that this deed was done to, there or not, and when it was done last."""
        return {key: when for key, when in self._last.items() if self._deeds[key] == deed}


def _parsed(lines: Iterable[str]) -> Iterator[tuple[datetime, str, str]]:
    """When, which deed, and the hash. A line that a power cut broke off belongs to a deed that was
    not done."""
    for line in lines:
        parts = line.split(" ")
        if len(parts) == 3 and len(parts[2]) == 64:
            yield datetime.fromisoformat(parts[0]), parts[1], parts[2]
