"""Texts are kept in order, once each, and restoring an old one loses nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connection

from journal.models import Entry, Revision
from journal.revisions import keep_conflict, keep_revision, restore
from partnership.people.models import User
from tests.factories import make_entry

Kind = Revision.Kind
MAY = datetime(2026, 5, 3, 9, 0, tzinfo=UTC)


def write(entry: Entry, body: str) -> None:
    """As autosave would: overwrite the working text."""
    Entry.objects.owned_by(entry.author_id).filter(pk=entry.pk).update(
        body=body, version=entry.version + 1
    )
    entry.refresh_from_db()


def texts(entry: Entry) -> list[tuple[int, str, str]]:
    return list(entry.revisions.order_by("number").values_list("number", "kind", "body"))


def test_the_working_text_is_kept_with_its_version_and_when(bryony: User) -> None:
    entry = make_entry(bryony, "We meet on Fridays.", title="Fridays", version=7)

    revision = keep_revision(entry, Kind.DONE, at=MAY)

    assert (revision.number, revision.kind, revision.made_at) == (1, "done", MAY)
    assert (revision.title, revision.body) == ("Fridays", "We meet on Fridays.")
    assert revision.entry_version == 7


def test_what_is_kept_is_the_row_and_not_a_stale_copy_of_it(bryony: User) -> None:
    entry = make_entry(bryony, "Before.")
    stale = Entry.objects.owned_by(bryony).get()
    write(entry, "After.")

    assert keep_revision(stale, Kind.DONE).body == "After."


def test_the_same_text_is_kept_once(bryony: User) -> None:
    entry = make_entry(bryony, "One text.")

    first = keep_revision(entry, Kind.DONE)

    assert keep_revision(entry, Kind.SHARED) == first
    assert texts(entry) == [(1, "done", "One text.")]


def test_numbers_rise_by_one_with_each_new_text(bryony: User) -> None:
    entry = make_entry(bryony, "One.")
    keep_revision(entry, Kind.DONE)
    write(entry, "Two.")
    keep_revision(entry, Kind.SHARED)
    write(entry, "One.")
    keep_revision(entry, Kind.GAP)

    assert texts(entry) == [(1, "done", "One."), (2, "shared", "Two."), (3, "gap", "One.")]


def test_another_persons_entry_is_out_of_reach(bryony: User, idris: User) -> None:
    entry = make_entry(bryony)
    entry.author = idris

    with pytest.raises(Entry.DoesNotExist):
        keep_revision(entry, Kind.DONE)


def test_a_text_that_came_too_late_is_kept_and_the_working_text_stands(bryony: User) -> None:
    entry = make_entry(bryony, "What the first window wrote.", version=4)

    conflict = keep_conflict(entry, title="", body="What the second wrote.", base_version=3)

    entry.refresh_from_db()
    assert (conflict.number, conflict.kind, conflict.entry_version) == (1, "conflict", 3)
    assert (entry.body, entry.version) == ("What the first window wrote.", 4)


def test_a_conflict_in_between_does_not_make_the_text_new(bryony: User) -> None:
    entry = make_entry(bryony, "Kept already.")
    kept = keep_revision(entry, Kind.DONE)
    keep_conflict(entry, title="", body="From elsewhere.", base_version=0)

    assert keep_revision(entry, Kind.SHARED) == kept


def test_restoring_makes_a_new_version_and_keeps_what_was_there(bryony: User) -> None:
    entry = make_entry(bryony, "Old words.", title="Old", version=1)
    old = keep_revision(entry, Kind.DONE)
    write(entry, "New words.")

    restored = restore(entry, old, at=MAY)

    entry.refresh_from_db()
    assert texts(entry) == [
        (1, "done", "Old words."),
        (2, "replaced", "New words."),
        (3, "restored", "Old words."),
    ]
    assert (entry.title, entry.body, entry.version, entry.edited_at) == (
        "Old",
        "Old words.",
        3,
        MAY,
    )
    assert (restored.number, restored.entry_version) == (3, 3)
    assert list(Entry.objects.owned_by(bryony).matching("old wor")) == [entry]
    assert not Entry.objects.owned_by(bryony).matching("new wor").exists()


def test_restoring_does_not_keep_twice_what_was_kept(bryony: User) -> None:
    entry = make_entry(bryony, "Old words.")
    old = keep_revision(entry, Kind.DONE)
    write(entry, "New words.")
    keep_revision(entry, Kind.DONE)

    restore(entry, old)

    assert [number for number, _, _ in texts(entry)] == [1, 2, 3]


def test_restoring_the_text_one_already_has_changes_nothing(bryony: User) -> None:
    entry = make_entry(bryony, "Words.", version=2)
    kept = keep_revision(entry, Kind.DONE)

    assert restore(entry, kept) == kept

    entry.refresh_from_db()
    assert entry.version == 2


def test_a_conflict_can_be_restored_too(bryony: User) -> None:
    entry = make_entry(bryony, "This window.")
    conflict = keep_conflict(entry, title="", body="That window.", base_version=0)

    restore(entry, conflict)

    entry.refresh_from_db()
    assert entry.body == "That window."
    assert [kind for _, kind, _ in texts(entry)] == ["conflict", "replaced", "restored"]


def test_a_number_that_was_not_written_down_is_not_given_again(bryony: User) -> None:
    entry = make_entry(bryony, body="First.")
    entry.revisions.create(number=1, kind="done", body="By the code before this.", entry_version=1)

    assert keep_revision(entry, Revision.Kind.DONE).number == 2
    assert Entry.objects.owned_by(bryony).get().last_number == 2


@pytest.mark.django_db(transaction=True)
def test_two_requests_at_once_take_two_numbers(bryony: User) -> None:
    entry = make_entry(bryony, "Working text.")

    def lose(window: int) -> None:
        keep_conflict(entry, title="", body=f"Window {window}.", base_version=0)
        connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lose, range(12)))

    assert [number for number, _, _ in texts(entry)] == list(range(1, 13))
