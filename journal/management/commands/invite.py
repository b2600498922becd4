"""Invite somebody to a cohort: for the first facilitator of a site that has only its admin."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from journal.cohorts.deeds import invite
from journal.cohorts.links import invitation_link
from journal.models import Cohort, Membership


class Command(BaseCommand):
    help = "Invites an email address to a cohort, and prints the link that the mail will hold."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument(
            "--cohort", required=True, help="Its key. A wrong one is answered with those there are."
        )
        parser.add_argument("--role", choices=Membership.Role.values, default="leader")
        parser.add_argument("--name", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            validate_email(options["email"])
        except ValidationError as error:
            raise CommandError(f"{options['email']} is not an email address.") from error
        cohort = Cohort.objects.filter(key=options["cohort"]).first()
        if cohort is None:
            keys = ", ".join(Cohort.objects.values_list("key", flat=True)) or "none yet"
            raise CommandError(f"There is no cohort {options['cohort']}. There are: {keys}.")
        invitation = invite(
            cohort, email=options["email"], role=options["role"], name=options["name"], by=None
        )
        self.stdout.write(
            f"{invitation.email} is invited to {cohort.name} as a {invitation.get_role_display()}, "
            f"until {invitation.expires_at:%d %B %Y}. The mail goes with the next that are sent; "
            f"its link, which works once, is\n{invitation_link(invitation)}"
        )
