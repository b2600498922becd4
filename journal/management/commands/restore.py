"""Bring a backup back into an empty database, without what was taken back or erased since."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from journal.replaying import replay
from partnership.backups import made_at, opened
from partnership.copies import CopyError, brought_back
from partnership.ledger import Ledger


class Command(BaseCommand):
    help = "Restores a backup into the empty database that DATABASE_URL names."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("backup", type=Path, help="such as journal-20261122T021500Z.age")
        parser.add_argument("--key", type=Path, required=True, help="file with the secret key")
        parser.add_argument(
            "--ledger",
            type=Path,
            action="append",
            help="instead of LEDGER; once for each machine that wrote one",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        ledger = self._ledger(options["ledger"] or [settings.LEDGER])
        self._warn_of_a_late_ledger(ledger, options["backup"])
        try:
            with opened(options["backup"], options["key"]) as copy, brought_back(copy):
                self._make_right(ledger)
        except (CopyError, OSError) as error:
            raise CommandError(f"Nothing was restored. {error}") from error
        self.stdout.write("Restored. Everyone has to sign in again.")

    def _ledger(self, files: list[Path]) -> Ledger:
        try:
            return Ledger.read(files)
        except OSError as error:
            raise CommandError(
                f"The ledger could not be read. {error}\nWithout it, what people took back or "
                "erased would come back. If there is none, name an empty file with --ledger."
            ) from error

    def _warn_of_a_late_ledger(self, ledger: Ledger, backup: Path) -> None:
        made = made_at(backup)
        if ledger.begins_at is None or made is None or ledger.begins_at > made:
            self.stderr.write("The ledger holds nothing from before this backup. Is it all there?")

    def _make_right(self, ledger: Ledger) -> None:
        """Today's tables, nobody signed in who has signed out since, and the ledger's deeds."""
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        cache.clear()
        Session.objects.all().delete()
        for what, rows in replay(ledger).items():
            self.stdout.write(f"{what}: {rows}")
