"""How the site is, for admins: mail, backups, storage, versions and what ran last. No secrets."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from platform import python_version

import django
from django.conf import settings
from django.db.models import Count, Max, Min, Q
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.formats import date_format

from journal.models import Notice
from partnership.databases import size_and_version
from partnership.health import LEAST_FREE, free_space
from partnership.record.models import Run

from .attention import LATE, LOOKS_BACK, TOO_LONG_IN_HAND
from .backups import last_backup

# What a timer should run, how it is called on the page, and when it is late.
COMMANDS = {
    "nightly": ("Nightly tidying", LATE),
    "backup": ("Backup", LATE),
    "send_digests": ("Sending mail", LATE),
    "send_reminders": ("Reminders", LATE),
}


@dataclass(frozen=True)
class Fact:
    """`advice` says what to do when it is not as it should be."""

    name: str
    value: str
    advice: str = ""


def mail(at: datetime) -> list[Fact]:
    """What waits, what went and what was given up. One query."""
    waiting = Q(state__in=[Notice.State.QUEUED, Notice.State.SENDING])
    since = Q(written_at__gte=at - LOOKS_BACK)
    found = Notice.objects.aggregate(
        waiting=Count("pk", filter=waiting),
        oldest=Min("written_at", filter=waiting),
        failed=Count("pk", filter=since & Q(state=Notice.State.FAILED)),
        sent_at=Max("sent_at"),
    )
    is_stuck = found["oldest"] and at - found["oldest"] > TOO_LONG_IN_HAND
    return [
        Fact("Last sent", moment(found["sent_at"]) or "Nothing yet"),
        Fact("Waiting", str(found["waiting"]), STUCK if is_stuck else ""),
        Fact("Given up in seven days", str(found["failed"]), GIVEN_UP if found["failed"] else ""),
    ]


STUCK = (
    "Some of it has waited for more than six hours. Ask whoever runs the server whether "
    "send_digests runs every few minutes, and whether the mail server answers. Nothing is lost."
)
GIVEN_UP = (
    "What was tried for three days is given up. Look under Invitations for addresses that do not "
    "work; for the rest the log says why."
)


def backups(at: datetime) -> list[Fact]:
    """From the folder that they are in. No query."""
    backup = last_backup()
    if not backup.is_made_here:
        return [Fact("Last backup", "Kept elsewhere, by whoever runs the server")]
    if backup.at is None:
        return [Fact("Last backup", "None yet", NO_BACKUP)]
    advice = NO_BACKUP if at - backup.at > LATE else ""
    size = filesizeformat(backup.size)
    return [Fact("Last backup", f"{moment(backup.at)}, {size}", advice)]


NO_BACKUP = (
    "One is due every night. Ask whoever runs the server whether manage.py backup runs, and what "
    "it says."
)


def storage_and_versions() -> tuple[list[Fact], list[Fact]]:
    """One query."""
    size, database = size_and_version()
    storage = [Fact("Database", filesizeformat(size)), _free()]
    versions = [
        Fact("Partnership Journal", site_version()),
        Fact("Django", django.get_version()),
        Fact("Python", python_version()),
        Fact("Database", database),
    ]
    return storage, versions


def _free() -> Fact:
    name = "Free on the disk"
    try:
        free = free_space()
    except OSError:
        return Fact(name, "Not known", NO_FOLDER)
    return Fact(name, filesizeformat(free), LOW if free < LEAST_FREE else "")


LOW = "There is little room left. Ask whoever runs the server for more."
NO_FOLDER = "A folder that the site writes to is missing. Tell whoever runs the server."


@cache
def site_version() -> str:
    """As the release says it."""
    with (settings.BASE_DIR / "pyproject.toml").open("rb") as file:
        version: str = tomllib.load(file)["project"]["version"]
    return version


def runs(at: datetime) -> list[Fact]:
    """Each command that a timer should run here. One query."""
    last = {run.command: run for run in Run.objects.all()}
    elsewhere = () if last_backup().is_made_here else ("backup",)
    return [
        _run(words, last.get(name), late, at)
        for name, (words, late) in COMMANDS.items()
        if name not in elsewhere
    ]


def _run(words: str, run: Run | None, late: timedelta, at: datetime) -> Fact:
    if run is None:
        return Fact(words, "Never, as far as is known", NOT_RUN)
    if not run.went_well:
        well = f", and last well {moment(run.well_at)}" if run.well_at else ""
        return Fact(words, f"Failed {moment(run.ended_at)}{well}", FAILED)
    return Fact(words, moment(run.ended_at), NOT_RUN if at - run.ended_at > late else "")


NOT_RUN = "Ask whoever runs the server to put it on a timer: the guide for operators says how."
FAILED = "The log of the server says why."


def moment(at: datetime | None) -> str:
    """ "22 November 2026 at 14:02"; nothing for never."""
    return date_format(timezone.localtime(at), r"j F Y \a\t H:i") if at else ""
