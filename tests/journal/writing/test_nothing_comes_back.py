"""A save that is repeated, or is somebody else's, or comes after its entry has gone."""

from __future__ import annotations

import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from journal.models import Cohort, DraftSave, Entry, ErasedEntry, SharedCopy
from journal.purging import purge
from journal.replaying import replay
from journal.sharing.deeds import withdraw
from journal.writing.autosave import finish
from journal.writing.deeds import bin_entry, empty_bin, forget_erased
from partnership.ledger import Ledger
from partnership.people.models import User
from tests.factories import make_entry, share
from tests.journal.writing.test_draft_save import save

A_MONTH = timedelta(days=31)


@pytest.mark.parametrize("base_version", [0, 4, 5])
def test_a_save_repeated_fifty_times_is_kept_once(
    as_bryony: Client, bryony: User, base_version: int
) -> None:
    entry = make_entry(bryony, "Before.", version=5, edited_at=timezone.now() - timedelta(hours=1))
    sent = {"body": "After.", "base_version": base_version, "key": "the-same-key"}

    answers = [save(as_bryony, entry.pk, **sent) for _ in range(50)]

    assert len({(answer.status_code, answer.content) for answer in answers}) == 1
    entry.refresh_from_db()
    [revision] = entry.revisions.all()
    assert {entry.body, revision.body} == {"Before.", "After."}
    assert entry.version == (6 if base_version == 5 else 5)


def test_a_first_save_repeated_fifty_times_makes_one_entry(as_bryony: Client, bryony: User) -> None:
    entry_id = uuid.uuid4()

    answers = {save(as_bryony, entry_id, key="the-same-key").content for _ in range(50)}

    assert len(answers) == 1
    assert Entry.objects.owned_by(bryony).get().version == 1


def test_by_another_person_it_is_not_there(
    as_bryony: Client, as_idris: Client, bryony: User, idris: User
) -> None:
    entry = make_entry(bryony, "Mine.", version=1)
    sent = {"body": "After.", "base_version": 1, "key": "the-same-key"}
    save(as_bryony, entry.pk, **sent)

    for base_version in (0, 1, 2):
        assert save(as_idris, entry.pk, **{**sent, "base_version": base_version}).status_code == 404

    entry.refresh_from_db()
    assert (entry.body, entry.version) == ("After.", 2)
    assert not Entry.objects.owned_by(idris).exists()


def test_after_it_was_withdrawn_nobody_can_read_it_again(
    as_bryony: Client, bryony: User, autumn: Cohort
) -> None:
    entry = make_entry(bryony, version=1)
    sent = {"body": "Given.", "base_version": 1, "key": "the-same-key"}
    save(as_bryony, entry.pk, **sent)
    share(entry, autumn)
    withdraw(entry)

    assert save(as_bryony, entry.pk, **sent).status_code == 200

    assert not SharedCopy.objects.exists()


@pytest.fixture
def erased(as_bryony: Client, bryony: User, tmp_path: Path, settings: LazySettings) -> uuid.UUID:
    """The id of an entry whose first save was kept, and which has been through the bin."""
    settings.LEDGER = tmp_path / "ledger"
    entry_id = uuid.uuid4()
    save(as_bryony, entry_id, key="the-first-save")
    entry = Entry.objects.owned_by(bryony).get(pk=entry_id)
    bin_entry(entry, at=timezone.now() - A_MONTH)
    assert save(as_bryony, entry_id, key="in-the-bin").status_code == 410
    assert empty_bin() == 1
    return entry_id


@pytest.mark.parametrize("key", ["the-first-save", "another-edit"])
@pytest.mark.parametrize("base_version", [0, 1])
def test_after_it_was_erased_nothing_comes_back(
    as_bryony: Client, bryony: User, erased: uuid.UUID, key: str, base_version: int
) -> None:
    answer = save(as_bryony, erased, key=key, base_version=base_version)

    assert answer.status_code == 404
    assert "not in your journal any more" in answer.json()["error"]
    assert not Entry.objects.owned_by(bryony).exists()


def test_what_is_remembered_of_it_says_nothing_and_goes(erased: uuid.UUID) -> None:
    [left] = ErasedEntry.objects.values_list()
    assert str(erased) not in str(left)

    assert forget_erased() == 0
    assert forget_erased(at=timezone.now() + A_MONTH + timedelta(hours=1)) == 1


def test_a_restored_backup_knows_it_too(
    as_bryony: Client, bryony: User, erased: uuid.UUID, settings: LazySettings
) -> None:
    ErasedEntry.objects.all().delete()  # as in a backup from before

    for _ in range(2):
        replay(Ledger.read([settings.LEDGER]))

    assert save(as_bryony, erased).status_code == 404


def test_a_version_that_was_deleted_for_good_is_not_sent_again_after_done(
    as_bryony: Client, bryony: User
) -> None:
    """Its receipt is what knows it, so Done leaves that where it is."""
    entry = make_entry(bryony, "Before.", version=1)
    sent = {"body": "To be forgotten.", "base_version": 1, "key": "whose-answer-was-lost"}
    save(as_bryony, entry.pk, **sent)
    DraftSave.objects.owned_by(bryony).update(saved_at=timezone.now() - timedelta(days=29))
    save(as_bryony, entry.pk, body="Other words.", base_version=2)
    entry.refresh_from_db()
    finish(entry)
    purge(entry)

    assert save(as_bryony, entry.pk, **sent).status_code == 200

    assert {one.body for one in entry.revisions.all()} == {"Other words."}
