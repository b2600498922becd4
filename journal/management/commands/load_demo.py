"""manage.py load_demo [--if-empty]: invented people with a term's writing behind them."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from frameworks.packs import read_packs
from frameworks.strict_yaml import PackError
from journal.demo import load_demo
from journal.demo_extras import read_extras
from journal.demo_pack import read_demo
from journal.models import Module
from journal.packs import elements_of, read_follow_ups, read_module
from partnership.people.models import User


class Command(BaseCommand):
    help = "Make the demo: invented people, their cohort and what they wrote. Never for real use."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="Do nothing if anybody has an account here."
        )

    def handle(self, *, if_empty: bool, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "This site is not a demo, and demo people have a password that everybody knows. "
                "Nothing was loaded."
            )
        if User.objects.exists():
            if if_empty:
                return
            raise CommandError(
                "Somebody has an account here already. Load the demo into an empty database."
            )
        if not Module.objects.exists():
            raise CommandError("There is no module yet. Run load_content, then this again.")
        try:
            known = elements_of(read_packs())
            module = read_module(known)
            demo = read_demo(module, read_follow_ups(module, known), known)
            extras = read_extras(demo, module, known)
        except PackError as error:
            raise CommandError(f"Nothing was loaded. The demo has problems:\n{error}") from error
        load_demo(demo, extras, today=timezone.localdate())
        self.stdout.write(f"Demo: “{demo.cohort.name}”, {len(demo.entries)} entries.")
