"""manage.py import_framework FILE: a framework from a file as a new edition (--check: only look).

All or nothing: a file with anything wrong in it changes nothing, and says all that is wrong. The
pages under /manage/frameworks/ make a draft instead, which somebody then looks at and publishes.
"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError
from django.utils import timezone

from frameworks.editing.drafts import DraftInProgressError
from frameworks.exchange.checking import Check, check
from frameworks.exchange.decoding import bytes_of
from frameworks.exchange.deeds import publish_at_once
from frameworks.exchange.formats import FORMATS, read
from frameworks.exchange.report import problem_lines
from frameworks.publishing.deeds import NotReadyError
from frameworks.strict_yaml import PackError
from partnership.people.models import User


class Command(BaseCommand):
    help = "Publish the framework in a file as a new edition. With --check, only say what would be."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--format", choices=FORMATS, default="", help="If its name is unclear.")
        parser.add_argument("--check", action="store_true", help="Read and report. Writes nothing.")
        parser.add_argument("--by", default="", metavar="EMAIL", help="The admin who publishes it.")

    def handle(self, *, file: Path, format: str, by: str = "", check: bool, **options: Any) -> None:
        admin = self.admin(by)
        try:
            checked = self.looked_at(file, format)
            if not check:
                self.take_in(checked, admin)
        except PackError as error:
            lines = ["Nothing was imported. To put right:", *problem_lines(error.problems)]
            raise CommandError("\n".join(lines)) from error
        reading = checked.reading
        lines = [f"{file.name}, read as {FORMATS[reading.format].name}:", *reading.lines(), ""]
        self.stdout.write("\n".join([*lines, *checked.lines(done=not check)]))

    def admin(self, email: str) -> User | None:
        """Who is named as having published it; nobody is, unless the command says who."""
        if not email:
            return None
        admin = User.objects.filter(email=email.lower(), is_staff=True, is_active=True).first()
        if admin is None:
            raise CommandError(f"Nothing was imported: {email} is not an admin here.")
        return admin

    def looked_at(self, file: Path, format: str) -> Check:
        return check(read(bytes_of(file), file.name, format), file.name)

    def take_in(self, checked: Check, admin: User | None) -> None:
        if checked.is_unchanged:
            return
        try:
            publish_at_once(checked.reading.pack, by=admin, at=timezone.now())
        except DraftInProgressError as error:
            message = f"Nothing was imported: {error} Publish or discard it first."
            raise CommandError(message) from error
        except NotReadyError as error:
            raise CommandError(f"Nothing was imported: {error}") from error
        except IntegrityError as error:
            message = "Nothing was imported: somebody published at the same moment. Try again."
            raise CommandError(message) from error
