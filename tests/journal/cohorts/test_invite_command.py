"""manage.py invite: for the first facilitator of a site that has only its admin."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from journal.models import Cohort, Notice


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("invite", *arguments, stdout=out)
    return out.getvalue()


def test_it_invites_and_prints_a_link_that_works(client: Client, autumn: Cohort) -> None:
    said = run("--cohort", autumn.key, "--role", "facilitator", "New@example.org")

    assert "new@example.org is invited to Autumn as a facilitator" in said
    link = re.search(r"http://127.0.0.1:8000(/join/link/\S+)", said)
    assert link
    assert "<h1>Join Autumn</h1>" in client.get(link[1]).text
    assert Notice.objects.get().kind == "invitation"


def test_it_may_be_repeated(autumn: Cohort) -> None:
    run("--cohort", autumn.key, "new@example.org")
    run("--cohort", autumn.key, "new@example.org")

    assert autumn.invitations.count() == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--cohort", "no_such", "new@example.org"], "There is no cohort no_such. There are: "),
        (["--cohort", "no_such", "nobody"], "nobody is not an email address."),
    ],
)
def test_it_says_what_is_wrong(autumn: Cohort, arguments: list[str], says: str) -> None:
    with pytest.raises(CommandError, match=says):
        run(*arguments)
