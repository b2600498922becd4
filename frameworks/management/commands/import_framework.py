"""manage.py import_framework FILE: a framework from a file as a new edition (--check: only look).

All or nothing: a file with anything wrong in it changes nothing, and says all that is wrong.
"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError
from django.utils import timezone

from frameworks.exchange.decoding import bytes_of
from frameworks.exchange.formats import FORMATS, read
from frameworks.exchange.report import problem_lines
from frameworks.exchange.stored import bring_in
from frameworks.strict_yaml import PackError


class Command(BaseCommand):
    help = "Publish the framework in a file as a new edition. With --check, only say what would be."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--format", choices=FORMATS, default="", help="If its name is unclear.")
        parser.add_argument("--check", action="store_true", help="Read and report. Writes nothing.")

    def handle(self, *, file: Path, format: str, check: bool, **options: Any) -> None:
        try:
            reading = read(bytes_of(file), file.name, format)
            outcome = bring_in(reading.pack, file.name, at=timezone.now(), dry=check)
        except PackError as error:
            lines = ["Nothing was imported. To put right:", *problem_lines(error.problems)]
            raise CommandError("\n".join(lines)) from error
        except IntegrityError as error:
            message = "Nothing was imported: somebody published at the same moment. Try again."
            raise CommandError(message) from error
        lines = [f"{file.name}, read as {FORMATS[reading.format].name}:", *reading.lines(), ""]
        self.stdout.write("\n".join([*lines, *outcome.lines(done=not check)]))
