"""manage.py load_content: the content packs into the database, or with --check only read."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from frameworks.loading import load_frameworks
from frameworks.packs import CONTENT, read_packs
from frameworks.strict_yaml import PackError


class Command(BaseCommand):
    help = "Bring frameworks to what their packs say. Safe to repeat; all of it or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check",
            action="store_true",
            help="Read and check the packs. Writes nothing and needs no database.",
        )
        parser.add_argument(
            "--frameworks",
            type=Path,
            default=CONTENT,
            metavar="FOLDER",
            help="Where the framework packs are, if not where they are shipped.",
        )

    def handle(self, *, check: bool, frameworks: Path, **options: Any) -> None:
        try:
            lines = self.check_content(frameworks) if check else self.load_content(frameworks)
        except PackError as error:
            count = len(error.problems)
            problems = "1 problem" if count == 1 else f"{count} problems"
            raise CommandError(
                f"Nothing was loaded. The packs have {problems}:\n{error}"
            ) from error
        self.stdout.write("\n".join(lines))

    def check_content(self, frameworks: Path) -> list[str]:
        packs = read_packs(frameworks)
        elements = sum(len(pack.elements) for pack in packs)
        return [f"{len(packs)} frameworks with {elements} elements, and nothing wrong."]

    def load_content(self, frameworks: Path) -> list[str]:
        return load_frameworks(frameworks, at=timezone.now()).lines()
