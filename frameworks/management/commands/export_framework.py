"""manage.py export_framework KEY --format FORMAT: a published framework as a file.

The file goes to --out or to the console; what the format cannot carry goes to the error output, so
that the file stays clean.
"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from frameworks.exchange.formats import FORMATS, export
from frameworks.exchange.stored import published_pack, retired_keys


class Command(BaseCommand):
    help = "Write a published framework to a file, and list what the format cannot carry."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("key", help="The framework's key, such as himmelman_linkage.")
        parser.add_argument("--format", choices=FORMATS, default="yaml")
        parser.add_argument("--out", type=Path, metavar="FILE", help="Not there yet, or left out.")

    def handle(self, *, key: str, format: str, out: Path | None, **options: Any) -> None:
        pack = published_pack(key)
        if pack is None:
            raise CommandError(f"No framework “{key}” is published on this site.")
        made = export(pack, format)
        if out:
            self.keep(out, made.text)
        else:
            self.stdout.write(made.text, ending="")
        if made.losses:
            self.stderr.write(f"What {FORMATS[format].name} cannot carry:")
        for loss in made.losses:
            self.stderr.write(f"  {loss}")
        if retired := retired_keys(key):
            self.stderr.write(f"Left out, since they are retired: {', '.join(retired)}.")

    def keep(self, out: Path, text: str) -> None:
        try:
            with out.open("x", encoding="utf-8", newline="") as file:
                file.write(text)
        except FileExistsError as error:
            raise CommandError(f"{out} is there already: choose another name.") from error
        except OSError as error:
            raise CommandError(f"{out} cannot be written: {error.strerror}.") from error
        self.stderr.write(f"Written to {out}.")
