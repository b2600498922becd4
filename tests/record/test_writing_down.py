"""The record of changes: a line tells who did what, and stays as it was written."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from partnership.people.models import User
from partnership.record.deeds import let_go_of_old_lines, write_down
from partnership.record.models import AppendOnlyError, Change

pytestmark = pytest.mark.django_db


def test_a_line_says_who_did_what(sam: User) -> None:
    write_down(sam, "published edition 2 of Linkage", about="framework", key="linkage")

    assert [line.sentence for line in Change.objects.newest_first()] == [
        "Sam Admin published edition 2 of Linkage"
    ]


def test_the_name_stays_when_the_account_has_gone(sam: User) -> None:
    line = write_down(sam, "made the cohort Autumn", about="cohort")
    sam.delete()

    line.refresh_from_db()
    assert line.by is None
    assert line.sentence == "Sam Admin made the cohort Autumn"


def test_what_a_command_did_names_nobody() -> None:
    assert write_down(None, "loaded the content", about="site").by_name == "A command"


def test_a_line_too_long_to_keep_ends_in_an_ellipsis(sam: User) -> None:
    line = write_down(sam, "renamed " + "x" * 600, about="framework")

    line.refresh_from_db()
    assert len(line.words) == 500
    assert line.words.endswith("x…")


def test_a_line_is_let_go_after_24_months_and_not_a_day_sooner(sam: User) -> None:
    for days in (732, 730, 1):
        line = Change(by=sam, by_name=str(days), about="site", words="did something")
        line.at = timezone.now() - timedelta(days=days)
        line.save()

    assert let_go_of_old_lines() == 1
    assert Change.objects.names() == ["1", "730"]


def test_lines_to_let_go_cannot_be_chosen(sam: User) -> None:
    for words in ("did this", "did that"):
        write_down(sam, words, about="site")

    assert Change.objects.filter(words="did this").let_go(before=timezone.now()) == 2


def test_no_line_is_changed_or_taken_out(sam: User) -> None:
    line = write_down(sam, "made the cohort Autumn", about="cohort")
    line.words = "did nothing"

    for attempt in (
        line.save,
        line.delete,
        Change.objects.all().delete,
        lambda: Change.objects.update(words="did nothing"),
    ):
        with pytest.raises(AppendOnlyError):
            attempt()
    assert Change.objects.get().words == "made the cohort Autumn"
