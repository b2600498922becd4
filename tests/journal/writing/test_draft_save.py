"""The save by script: each answer it can give, and what is stored after each."""

from __future__ import annotations

import json
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from journal.models import DraftSave, Entry, Revision
from partnership.people.models import User
from tests.factories import make_entry, make_partnership, make_question


def save(client: Client, entry_id: object, **changes: Any) -> HttpResponse:
    sent = {"body": "Words.", "title": "", "base_version": 0, "key": uuid.uuid4().hex, **changes}
    return send(client, entry_id, json.dumps(sent))


def send(client: Client, entry_id: object, body: str | bytes) -> HttpResponse:
    url = reverse("writing:draft-save", args=[entry_id])
    return client.post(url, body, content_type="application/json")


def revisions(entry: Entry) -> list[tuple[str, str]]:
    return [(revision.kind, revision.body) for revision in entry.revisions.order_by("number")]


def test_the_first_save_creates_the_entry(as_bryony: Client, bryony: User) -> None:
    entry_id = uuid.uuid4()

    answer = save(as_bryony, entry_id, body="Hollybank rang.")

    entry = Entry.objects.owned_by(bryony).get(pk=entry_id)
    assert answer.status_code == 200
    assert answer.json()["version"] == 1
    assert answer.json()["saved_at"] == entry.edited_at.isoformat()[:23] + "Z"
    assert (entry.body, entry.version, entry.done_at) == ("Hollybank rang.", 1, None)
    assert entry.search_text == " hollybank rang"


def test_the_first_save_of_an_answer_names_its_question_and_the_answer_before(
    as_bryony: Client, bryony: User
) -> None:
    question = make_question()
    before = make_entry(bryony, question=question)
    entry_id = uuid.uuid4()

    save(as_bryony, entry_id, question=question.key)

    entry = Entry.objects.owned_by(bryony).get(pk=entry_id)
    assert (entry.question, entry.revisits) == (question, before)


def test_each_save_raises_the_version_by_one(as_bryony: Client, bryony: User) -> None:
    entry = make_entry(bryony, "One.", version=4)

    answer = save(as_bryony, entry.pk, body="Two, naïvely.", title="A title", base_version=4)

    entry.refresh_from_db()
    assert answer.json()["version"] == entry.version == 5
    assert (entry.body, entry.title) == ("Two, naïvely.", "A title")
    assert entry.search_text == " a title two naively"
    assert revisions(entry) == []


def test_a_late_save_is_kept_beside_the_first(as_bryony: Client, bryony: User) -> None:
    entry = make_entry(bryony, "From the first window.", version=5)

    answer = save(as_bryony, entry.pk, body="From the second.", base_version=4)

    entry.refresh_from_db()
    assert answer.status_code == 409
    assert answer.json() == {
        "version": 5,
        "edited_at": entry.edited_at.isoformat()[:23] + "Z",
        "both_url": f"/entry/{entry.pk}/versions/1/",
    }
    assert (entry.body, entry.version) == ("From the first window.", 5)
    assert revisions(entry) == [("conflict", "From the second.")]


def test_a_version_from_the_future_is_a_conflict_too(as_bryony: Client, bryony: User) -> None:
    entry = make_entry(bryony, version=5)

    answer = save(as_bryony, entry.pk, body="After a restored backup.", base_version=9)

    assert answer.status_code == 409
    assert revisions(entry) == [("conflict", "After a restored backup.")]


def test_the_same_text_in_two_windows_is_no_conflict(as_bryony: Client, bryony: User) -> None:
    entry = make_entry(bryony, "The same.", version=5)

    answer = save(as_bryony, entry.pk, body="The same.", base_version=4)

    assert (answer.status_code, answer.json()["version"]) == (200, 5)
    assert revisions(entry) == []


@pytest.mark.parametrize("base_version", [0, 4, 5])
def test_the_same_key_is_answered_alike_and_written_once(
    as_bryony: Client, bryony: User, base_version: int
) -> None:
    entry = make_entry(bryony, "Before.", version=5)
    sent = {"body": "After.", "base_version": base_version, "key": "the-same-key"}

    first = save(as_bryony, entry.pk, **sent)
    again = save(as_bryony, entry.pk, **sent)

    assert (again.status_code, again.json()) == (first.status_code, first.json())
    entry.refresh_from_db()
    assert entry.version == (6 if base_version == 5 else 5)
    assert entry.revisions.count() == (0 if base_version == 5 else 1)
    assert entry.draft_saves.count() == 1


def test_other_words_under_a_key_that_was_used_are_words(as_bryony: Client, bryony: User) -> None:
    """An answer that they were saved, from the receipt of others, would be untrue."""
    entry = make_entry(bryony, version=5)
    save(as_bryony, entry.pk, body="Once.", base_version=5, key="the-same-key")

    again = save(as_bryony, entry.pk, body="Twice.", base_version=6, key="the-same-key")

    entry.refresh_from_db()
    assert again.json()["version"] == entry.version == 7
    assert entry.body == "Twice."


def test_a_save_after_half_an_hour_keeps_the_text_before_it(
    as_bryony: Client, bryony: User
) -> None:
    long_ago = timezone.now() - timedelta(minutes=31)
    entry = make_entry(bryony, "Before lunch.", edited_at=long_ago)

    save(as_bryony, entry.pk, body="After lunch.", base_version=1)
    save(as_bryony, entry.pk, body="After lunch, on.", base_version=2)

    assert revisions(entry) == [("gap", "Before lunch.")]


def test_an_empty_sheet_is_not_kept_after_a_gap(as_bryony: Client, bryony: User) -> None:
    long_ago = timezone.now() - timedelta(days=2)
    entry = make_entry(bryony, "", version=0, edited_at=long_ago)

    answer = save(as_bryony, entry.pk, body="At last.", base_version=0)

    assert answer.json()["version"] == 1
    assert revisions(entry) == []


def test_ticked_partnerships_are_saved_and_others_people_s_are_passed_over(
    as_bryony: Client, bryony: User, idris: User
) -> None:
    mine, before = make_partnership(bryony), make_partnership(bryony, "Before")
    theirs = make_partnership(idris)
    entry = make_entry(bryony)
    entry.partnerships.add(before)

    save(as_bryony, entry.pk, base_version=1, partnerships=[str(mine.pk), str(theirs.pk)])
    assert list(entry.partnerships.all()) == [mine]

    save(as_bryony, entry.pk, base_version=2)
    assert list(entry.partnerships.all()) == [mine]

    save(as_bryony, entry.pk, base_version=3, partnerships=[])
    assert list(entry.partnerships.all()) == []


@pytest.mark.parametrize("base_version", [0, 1])
def test_an_id_that_is_someone_else_s_is_not_there(
    as_idris: Client, bryony: User, base_version: int
) -> None:
    entry = make_entry(bryony, "Bryony’s own.")

    answer = save(as_idris, entry.pk, base_version=base_version)

    entry.refresh_from_db()
    assert answer.status_code == 404
    assert (entry.body, entry.version) == ("Bryony’s own.", 1)
    assert DraftSave.objects.owned_by(bryony).count() == 0


def test_an_id_that_never_was_cannot_be_at_a_later_version(as_bryony: Client) -> None:
    assert save(as_bryony, uuid.uuid4(), base_version=3).status_code == 404


def test_nothing_is_written_in_the_bin(as_bryony: Client, bryony: User) -> None:
    entry = make_entry(bryony, "Binned.", binned_at=timezone.now())

    answer = save(as_bryony, entry.pk, base_version=1)

    entry.refresh_from_db()
    assert answer.status_code == 410
    assert "bin" in answer.json()["error"]
    assert (entry.body, entry.version) == ("Binned.", 1)


def test_signed_out_is_401_in_json(client: Client, db: None) -> None:
    answer = save(client, uuid.uuid4())

    assert answer.status_code == 401
    assert answer.json() == {"error": "You’ve been signed out. Your words are still here."}


def test_someone_else_signed_in_is_401_and_saves_nothing(
    as_idris: Client, bryony: User, idris: User
) -> None:
    answer = save(as_idris, uuid.uuid4(), author=str(bryony.pk))

    assert answer.status_code == 401
    assert not Entry.objects.owned_by(idris).exists()


def test_a_stale_token_is_403_in_json(bryony: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(bryony, backend="allauth.account.auth_backends.AuthenticationBackend")

    answer = save(client, uuid.uuid4())

    assert answer.status_code == 403
    assert "Reload" in answer.json()["error"]


def test_too_much_to_read_is_413(as_bryony: Client, bryony: User) -> None:
    answer = save(as_bryony, uuid.uuid4(), body="a" * 1024 * 1024)

    assert answer.status_code == 413
    assert "too much" in answer.json()["error"]
    assert not Entry.objects.owned_by(bryony).exists()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"body": "a" * 100_001}, "100,001 characters long and the most is 100,000"),
        ({"title": "a" * 201}, "201 characters long and the most is 200"),
        ({"body": "a\x00b"}, "NUL"),
        ({"body": "a\ud83d"}, "half a character"),
        ({"body": None}, "words were not sent"),
        ({"body": ["a"]}, "words were not sent"),
        ({"title": 3}, "title was not sent"),
        ({"base_version": -1}, "which version"),
        ({"base_version": "x"}, "which version"),
        ({"base_version": None}, "which version"),
        ({"base_version": True}, "which version"),
        ({"base_version": 2**31}, "which version"),
        ({"base_version": 1e999}, "which version"),
        ({"key": ""}, "no proper key"),
        ({"key": "short"}, "no proper key"),
        ({"key": "k" * 65}, "no proper key"),
        ({"key": "no spaces in"}, "no proper key"),
        ({"key": "a-long-enough-key\n"}, "no proper key"),
        ({"question": "unheard_of"}, "not in the module"),
        ({"question": "a\x00b"}, ""),
        ({"partnerships": ["x"]}, "partnerships that are listed"),
        ({"partnerships": "x"}, "partnerships that are listed"),
        ({"partnerships": [{}]}, "partnerships that are listed"),
    ],
)
def test_what_cannot_be_kept_is_422_and_says_what_to_do(
    as_bryony: Client, bryony: User, changes: dict[str, Any], says: str
) -> None:
    answer = save(as_bryony, uuid.uuid4(), **changes)

    assert answer.status_code == 422
    assert says in answer.json()["error"]
    assert not Entry.objects.owned_by(bryony).exists()


@pytest.mark.parametrize("body", ["", "{", "[]", "3", b"\xff\xfe{", "[" * 100_000])
def test_what_cannot_be_read_is_422(as_bryony: Client, body: str | bytes) -> None:
    assert send(as_bryony, uuid.uuid4(), body).status_code == 422


def test_the_longest_text_fits_whatever_its_characters(as_bryony: Client, bryony: User) -> None:
    entry_id = uuid.uuid4()

    answer = save(as_bryony, entry_id, body="😀" * 20_000 + "é" * 60_000 + "字" * 20_000)

    assert answer.status_code == 200
    assert len(Entry.objects.owned_by(bryony).get(pk=entry_id).body) == 100_000


def test_a_form_is_read_as_well_as_json(as_bryony: Client, bryony: User) -> None:
    entry_id = uuid.uuid4()
    sent = {"body": "One\r\ntwo", "title": "", "base_version": "0", "key": "12345678"}

    answer = as_bryony.post(reverse("writing:draft-save", args=[entry_id]), sent)

    assert answer.status_code == 200
    assert Entry.objects.owned_by(bryony).get(pk=entry_id).body == "One\ntwo"


def test_only_post_saves(as_bryony: Client, bryony: User) -> None:
    url = reverse("writing:draft-save", args=[uuid.uuid4()])

    assert as_bryony.get(url).status_code == 405
    assert as_bryony.put(url).status_code == 405
    assert not Entry.objects.owned_by(bryony).exists()


def test_a_save_takes_six_statements(
    as_bryony: Client, bryony: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    entry = make_entry(bryony, version=1)

    with django_assert_num_queries(6):  # session, person, begin, text, receipt, commit
        save(as_bryony, entry.pk, base_version=1)


def test_the_first_save_of_an_answer_takes_nine(
    as_bryony: Client, bryony: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    question = make_question()

    with django_assert_num_queries(9):
        save(as_bryony, uuid.uuid4(), question=question.key)


def test_receipts_are_made_for_the_author_alone(as_bryony: Client, bryony: User) -> None:
    entry = make_entry(bryony, version=1)

    save(as_bryony, entry.pk, base_version=1, key="12345678")

    receipt = DraftSave.objects.owned_by(bryony).get()
    assert (receipt.entry_id, receipt.key, receipt.version) == (entry.pk, "12345678", 2)
    assert Revision.objects.owned_by(bryony).count() == 0
