"""Build a large, plausible, deterministic site for measuring: see journal.load."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from journal.load import DAYS_OF_A_COHORT, Sizes, make_load


class Command(BaseCommand):
    help = "Build a large site of made-up people and entries, the same each time, for measuring."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--cohorts", type=int, default=1, help="how many cohorts")
        parser.add_argument("--leaders", type=int, default=20, help="leaders in each cohort")
        parser.add_argument("--entries", type=int, default=50, help="entries of each leader")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.MAY_INVENT_PEOPLE:
            raise CommandError("This site has real people, and make_load would invent more.")
        sizes = Sizes(options["cohorts"], options["leaders"], options["entries"])
        if min(sizes.cohorts, sizes.leaders, sizes.entries) < 1:
            raise CommandError("Ask for at least one cohort, one leader and one entry.")
        begun = time.monotonic()
        starts_on = timezone.localdate() - timedelta(days=DAYS_OF_A_COHORT)
        try:
            rows = make_load(sizes, starts_on=starts_on)
        except LookupError as problem:
            raise CommandError(str(problem)) from problem
        seconds = time.monotonic() - begun
        entries = sizes.cohorts * sizes.leaders * sizes.entries
        self.stdout.write(f"{entries:,} entries, {rows:,} rows in all, in {seconds:.1f} s.")
