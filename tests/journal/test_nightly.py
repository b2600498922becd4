"""The nightly command: all that has had its time goes, and what fails is said."""

from datetime import timedelta
from io import StringIO
from unittest import mock

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.utils import timezone

from journal.management.commands import nightly
from partnership.people.models import User
from tests.factories import make_entry


def said() -> list[str]:
    words = StringIO()
    call_command("nightly", stdout=words)
    return words.getvalue().splitlines()


def test_each_night_what_has_had_its_time_goes_and_once_is_enough(bryony: User) -> None:
    make_entry(bryony, binned_at=timezone.now() - timedelta(days=31))
    for days in (-1, 1):
        Session.objects.create(
            session_key=f"ends{days}", expire_date=timezone.now() + timedelta(days=days)
        )

    assert said() == [
        "Deleted 1 entries that had 30 days in the bin.",
        "Deleted 0 notes of entries that were erased.",
        "Deleted 0 versions that were thinned.",
        "Deleted 0 receipts of old saves.",
        "Deleted 0 rows about old mails.",
        "Deleted 1 sign-ins that had ended.",
        "Deleted 0 lines of the record that had 24 months.",
    ]
    assert {line.split()[1] for line in said()} == {"0"}
    assert Session.objects.get().session_key == "ends1"


def test_one_that_fails_stops_no_other_and_is_said(bryony: User) -> None:
    make_entry(bryony, binned_at=timezone.now() - timedelta(days=31))
    words = StringIO()
    broken = {"first things": mock.Mock(side_effect=RuntimeError), **nightly.TASKS}

    with mock.patch.object(nightly, "TASKS", broken), pytest.raises(CommandError) as error:
        call_command("nightly", stdout=words)

    assert str(error.value).startswith("Not done: first things.")
    assert "Deleted 1 entries" in words.getvalue()
