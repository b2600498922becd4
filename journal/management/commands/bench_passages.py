"""Prints the table of docs/passages.md. What is measured is in tests/bench, as are the texts."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    help = "How well passages are carried over edits, beside raw offsets and fuzzy search."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--passages", type=int, default=300, help="how many a row")

    def handle(self, *args: Any, **options: Any) -> None:
        from tests.bench.passages import main  # not there where only the site is installed

        main(options["passages"])
