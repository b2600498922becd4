"""manage.py load_content: the content packs into the database, or with --check only read.

The shipped module and follow-ups speak of the shipped frameworks, so they are read together and
loaded together. Somebody else's folder of frameworks is loaded by itself.
"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from frameworks.loading import publish_packs
from frameworks.packs import CONTENT, FrameworkPack, read_packs
from frameworks.strict_yaml import PackError
from journal.loading import load_module
from journal.loading_follow_ups import load_follow_ups
from journal.packs import (
    MODULE_FILE,
    FollowUpsPack,
    ModulePack,
    elements_of,
    read_follow_ups,
    read_module,
)

Both = tuple[ModulePack, FollowUpsPack]


class Command(BaseCommand):
    help = "Bring frameworks and module to what their packs say. Safe to repeat; all or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check",
            action="store_true",
            help="Read and check the packs. Writes nothing and needs no database.",
        )
        parser.add_argument(
            "--frameworks",
            type=Path,
            metavar="FOLDER",
            help="Load the frameworks in this folder in place of the shipped ones, and no module.",
        )
        parser.add_argument(
            "--module",
            type=Path,
            default=MODULE_FILE,
            metavar="FILE",
            help="The module pack, if not the shipped one.",
        )

    def handle(self, *, check: bool, frameworks: Path | None, module: Path, **options: Any) -> None:
        try:
            packs = read_packs(frameworks or CONTENT)
            both = None if frameworks else read_module_and_follow_ups(packs, module)
        except PackError as error:
            count = len(error.problems)
            problems = "1 problem" if count == 1 else f"{count} problems"
            raise CommandError(
                f"Nothing was loaded. The packs have {problems}:\n{error}"
            ) from error
        lines = found(packs, both) if check else load(packs, both)
        self.stdout.write("\n".join(lines))


def read_module_and_follow_ups(packs: list[FrameworkPack], module: Path) -> Both:
    """The module, and the follow-ups that fit it. Raises PackError."""
    known = elements_of(packs)
    module_pack = read_module(known, module)
    return module_pack, read_follow_ups(module_pack, known)


def found(packs: list[FrameworkPack], both: Both | None) -> list[str]:
    elements = sum(len(pack.elements) for pack in packs)
    lines = [f"{len(packs)} frameworks with {elements} elements, and nothing wrong."]
    if both:
        module, follow_ups = both
        lines.append(f"A module with {len(module.questions)} questions, and nothing wrong.")
        lines.append(f"{len(follow_ups.prompts)} follow-ups, and nothing wrong.")
    return lines


@transaction.atomic
def load(packs: list[FrameworkPack], both: Both | None) -> list[str]:
    lines = publish_packs(packs, at=timezone.now()).lines()
    if both:
        module, follow_ups = both
        loaded = load_module(module)
        load_follow_ups(follow_ups, loaded)
        if loaded.is_made_here:
            lines.append(f"Module: “{loaded.title}” left alone, since it was published here.")
        else:
            lines.append(f"Module: “{module.title}”, {len(module.questions)} questions.")
        moments, prompts = len(follow_ups.moments), len(follow_ups.prompts)
        lines.append(f"Follow-ups: {prompts} questions, asked at {moments} moments.")
    return lines
