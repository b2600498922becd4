"""An answer to a follow-up, shared: its readers see what was asked, as it was asked then."""

from __future__ import annotations

import importlib
from collections.abc import Callable

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from journal.models import Cohort, Entry, Moment, Prompt, Question, SharedCopy
from journal.sharing.deeds import give, update_copy
from partnership.people.models import User
from tests.factories import make_entry

ASKED = "What do you say to fu_why?"


@pytest.fixture
def entry(bryony: User, questions: dict[str, Question], moments: dict[str, Moment]) -> Entry:
    """Her answer to fu_why, which goes back to pr_why."""
    return make_entry(
        bryony,
        "I have seen it since.",
        title="End of module",
        question=questions["pr_why"],
        follow_up="fu_why",
    )


@pytest.fixture
def given(entry: Entry, autumn: Cohort) -> SharedCopy:
    return give(entry, cohort=autumn, audience="cohort")


def test_readers_see_what_was_asked_and_what_it_goes_back_to(
    as_rosalind: Client, as_idris: Client, given: SharedCopy
) -> None:
    for client in (as_rosalind, as_idris):
        page = client.get(given.get_absolute_url()).text

        assert ASKED in page
        assert "Asked when looking back on “Title of pr_why”." in page
        assert "pr_why?" not in page


def test_what_a_question_asks_is_shown_as_before(
    as_rosalind: Client, as_idris: Client, bryony: User, autumn: Cohort,
    questions: dict[str, Question],
) -> None:  # fmt: skip
    entry = make_entry(bryony, question=questions["pr_why"])
    copy = give(entry, cohort=autumn, audience="cohort")

    for client in (as_rosalind, as_idris):
        assert "pr_why?" in client.get(copy.get_absolute_url()).text


def test_a_follow_up_on_a_partnership_answers_no_question(
    as_rosalind: Client, bryony: User, autumn: Cohort, moments: dict[str, Moment]
) -> None:
    entry = make_entry(bryony, title="End of module: Hollybank", follow_up="fu_level")

    copy = give(entry, cohort=autumn, audience="facilitator")
    page = as_rosalind.get(copy.get_absolute_url()).text

    assert "What do you say to fu_level?" in page
    assert "Asked when looking back" not in page


def test_its_author_sees_beforehand_that_this_is_given_too(
    as_bryony: Client, entry: Entry, autumn: Cohort
) -> None:
    assert ASKED in as_bryony.get(reverse("sharing:entry-share", args=[entry.pk])).text

    give(entry, cohort=autumn, audience="facilitator")

    assert ASKED in as_bryony.get(reverse("sharing:copy-widen", args=[entry.pk])).text


def test_a_copy_keeps_what_was_asked_until_newer_words_are_given(
    as_rosalind: Client, given: SharedCopy
) -> None:
    Prompt.objects.filter(key="fu_why").update(wording="Asked otherwise?")
    assert ASKED in as_rosalind.get(given.get_absolute_url()).text

    update_copy(given.entry)

    page = as_rosalind.get(given.get_absolute_url()).text
    assert "Asked otherwise?" in page
    assert ASKED not in page


@pytest.mark.parametrize("follow_up", ["", "left_the_pack_long_ago"])
def test_copies_from_before_are_told_what_they_answer(
    bryony: User, autumn: Cohort, given: SharedCopy, follow_up: str
) -> None:
    """The migration fills those that answer a prompt, and leaves all others alone."""
    entry = make_entry(bryony, follow_up=follow_up)
    other = give(entry, cohort=autumn, audience="facilitator")
    SharedCopy.objects.update(asked="")
    fill: Callable[..., None] = importlib.import_module(
        "journal.migrations.0028_copies_say_what_was_asked"
    ).fill

    fill(apps, None)

    asked = dict(SharedCopy.objects.values_list("pk", "asked"))
    assert asked == {given.pk: ASKED, other.pk: ""}
