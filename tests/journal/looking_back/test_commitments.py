"""Commitments: made, changed, told of and deleted, each by its author alone."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any
from unittest import mock

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from journal.looking_back.deeds import delete_commitment
from journal.models import Commitment, Entry
from journal.models.commitment import in_one_sentence
from journal.replaying import replay
from partnership.ledger import Deed, Ledger
from partnership.people.models import User
from tests.factories import make_commitment, make_entry, make_question
from tests.journal.writing.pressing import press

LIST = "/looking-back/commitments/"
ADD = f"{LIST}add/"


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def sent(**fields: Any) -> dict[str, Any]:
    words = {"when_text": "the form goes out", "will_text": "fill in my own first"}
    return {**words, "due_on": in_days(28).isoformat(), **fields}


def address(commitment: Commitment, page: str = "commitment") -> str:
    return reverse(f"looking_back:{page}", args=[commitment.pk])


@pytest.mark.parametrize(
    ("when_text", "will_text", "sentence"),
    [
        ("it rains", "walk", "When it rains, I will walk."),
        ("it rains,", "walk.", "When it rains, I will walk."),
        ("it rains.", "ask: why?", "When it rains, I will ask: why?"),
    ],
)
def test_it_reads_as_one_sentence(when_text: str, will_text: str, sentence: str) -> None:
    assert in_one_sentence(when_text, will_text) == sentence


def test_made_by_itself_it_comes_back_on_its_day(as_bryony: Client, bryony: User) -> None:
    response = as_bryony.post(ADD, sent())

    made = Commitment.objects.owned_by(bryony).get()
    assertRedirects(response, made.get_absolute_url())
    assert made.sentence == "When the form goes out, I will fill in my own first."
    assert (made.due_on, made.outcome, made.entry) == (in_days(28), "", None)


def test_words_that_the_page_says_already_are_not_said_twice(
    as_bryony: Client, bryony: User
) -> None:
    as_bryony.post(ADD, sent(when_text=" When the form\r\ngoes out, ", will_text="I'll go first."))

    made = Commitment.objects.owned_by(bryony).get()
    assert (made.when_text, made.will_text) == ("the form goes out", "go first.")


@pytest.mark.parametrize(
    "wrong",
    [
        {"when_text": "  "},
        {"when_text": "When "},
        {"will_text": ""},
        {"will_text": "x" * 501},
        {"will_text": "a NUL \x00"},
        {"due_on": ""},
        {"due_on": "soon"},
        {"due_on": in_days(-1).isoformat()},
        {"due_on": in_days(800).isoformat()},
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_is_kept(
    as_bryony: Client, bryony: User, wrong: dict[str, str]
) -> None:
    response = as_bryony.post(ADD, sent(**wrong))

    assertContains(response, "There is a problem", status_code=422)
    assert not Commitment.objects.owned_by(bryony).exists()


def test_made_from_an_entry_it_leads_back_there(as_bryony: Client, bryony: User) -> None:
    entry = make_entry(bryony, title="Two boxes")

    page = as_bryony.get(f"{ADD}?entry={entry.pk}")
    response = as_bryony.post(f"{ADD}?entry={entry.pk}", sent())

    assertContains(page, "From “Two boxes”.")
    assertRedirects(response, entry.get_absolute_url())
    assert entry.commitments.get().author == bryony


@pytest.mark.parametrize("asked", ["entry", "follows"])
def test_nothing_is_made_from_what_is_somebody_elses(
    as_bryony: Client, bryony: User, idris: User, asked: str
) -> None:
    theirs = {"entry": make_entry(idris), "follows": make_commitment(idris, outcome="changed")}

    for value in (theirs[asked].pk, uuid.uuid4(), "no-id"):
        assert as_bryony.get(f"{ADD}?{asked}={value}").status_code == 404
        assert as_bryony.post(f"{ADD}?{asked}={value}", sent()).status_code == 404
    assert not Commitment.objects.owned_by(bryony).exists()


@pytest.mark.parametrize("outcome", ["kept", "let_go"])
def test_kept_and_let_go_are_told_in_the_same_words(
    as_bryony: Client, bryony: User, outcome: str
) -> None:
    one = make_commitment(bryony)
    said = {"outcome": outcome, "helped": "Time.\r\nAnd cover.", "got_in_the_way": ""}

    response = as_bryony.post(address(one), said, follow=True)

    assertRedirects(response, LIST)
    assertContains(response, "Kept as you said it.")
    one.refresh_from_db()
    assert (one.outcome, one.helped, one.said_on) == (outcome, "Time.\nAnd cover.", in_days(0))


@pytest.mark.parametrize("outcome", ["changed", "to_come"])
def test_what_goes_on_is_offered_another_day_and_need_not_take_it(
    as_bryony: Client, bryony: User, outcome: str
) -> None:
    one = make_commitment(bryony, entry=make_entry(bryony))

    response = as_bryony.post(address(one), {"outcome": outcome})

    assertRedirects(response, f"{ADD}?follows={one.pk}")
    assertContains(as_bryony.get(response.url), "Leave it there")
    one.refresh_from_db()
    assert one.outcome == outcome
    as_bryony.post(response.url, sent(will_text="ask for four mornings"))
    one.refresh_from_db()
    assert one.followed_by.will_text == "ask for four mornings"
    assert one.followed_by.entry == one.entry
    assert one.will_text == "fill in my own first"  # the first is kept as it was


def test_only_one_follows_it(as_bryony: Client, bryony: User) -> None:
    one = make_commitment(bryony, outcome="changed")
    first = as_bryony.post(f"{ADD}?follows={one.pk}", sent())

    assertRedirects(as_bryony.post(f"{ADD}?follows={one.pk}", sent()), first.url)
    assertRedirects(as_bryony.post(address(one), {"outcome": "to_come"}), LIST)
    assert Commitment.objects.owned_by(bryony).count() == 2


def test_sent_twice_at_the_same_moment_it_is_one(as_bryony: Client, bryony: User) -> None:
    """The second had looked for a follower before the first was kept."""
    one = make_commitment(bryony, outcome="changed")
    seen = Commitment.objects.owned_by(bryony).select_related("followed_by").get()
    first = make_commitment(bryony, follows=one, **sent())

    with mock.patch("journal.looking_back.views.commitments._earlier", return_value=seen):
        assertRedirects(as_bryony.post(f"{ADD}?follows={one.pk}", sent()), address(first))

    assert Commitment.objects.owned_by(bryony).count() == 2


def test_other_words_for_one_that_goes_on_already_are_not_dropped_unsaid(
    as_bryony: Client, bryony: User
) -> None:
    one = make_commitment(bryony, outcome="changed")
    first = make_commitment(bryony, follows=one)

    answer = as_bryony.post(f"{ADD}?follows={one.pk}", sent(will_text="ask for four mornings"))

    assertContains(answer, "It goes on already, in other words.", status_code=422)
    assertContains(answer, first.sentence, status_code=422)
    assertContains(answer, "ask for four mornings</textarea>", status_code=422)


def test_nothing_became_of_it_until_one_is_chosen(as_bryony: Client, bryony: User) -> None:
    one = make_commitment(bryony)

    for outcome in ("", "failed"):
        response = as_bryony.post(address(one), {"outcome": outcome, "helped": "Nothing yet."})
        assertContains(response, "There is a problem", status_code=422)
        assertContains(response, "Nothing yet.", status_code=422)
    one.refresh_from_db()
    assert (one.outcome, one.helped, one.said_on) == ("", "", None)


def test_told_again_it_keeps_the_day_on_which_it_was_first_told(
    as_bryony: Client, bryony: User
) -> None:
    one = make_commitment(bryony, outcome="let_go", said_on=date(2026, 11, 3))

    as_bryony.post(address(one), {"outcome": "kept"})

    one.refresh_from_db()
    assert (one.outcome, one.said_on) == ("kept", date(2026, 11, 3))


def test_a_day_that_has_passed_may_stay_while_its_words_change(
    as_bryony: Client, bryony: User
) -> None:
    one = make_commitment(bryony, due_on=in_days(-9))

    assertContains(as_bryony.get(address(one, "commitment-edit")), in_days(-9).isoformat())
    gone = sent(will_text="go second", due_on=in_days(-9).isoformat())
    assertRedirects(as_bryony.post(address(one, "commitment-edit"), gone), address(one))
    one.refresh_from_db()
    assert (one.will_text, one.due_on) == ("go second", in_days(-9))


def test_one_that_was_told_of_has_no_day_to_come_back_on(as_bryony: Client, bryony: User) -> None:
    one = make_commitment(bryony, outcome="kept")
    page = as_bryony.get(address(one, "commitment-edit"))

    as_bryony.post(
        address(one, "commitment-edit"), {"when_text": "it rains", "will_text": "stay in"}
    )

    assertNotContains(page, "On which day shall it come back?")
    assert Commitment.objects.owned_by(bryony).get().sentence == "When it rains, I will stay in."


def test_the_list_parts_what_came_back_from_what_is_to_come_and_counts_nothing(
    as_bryony: Client, bryony: User, idris: User
) -> None:
    make_commitment(bryony, will_text="come back", due_on=in_days(0))
    make_commitment(bryony, will_text="wait", due_on=in_days(1))
    make_commitment(bryony, will_text="stay", outcome="kept", helped="A friend.")
    make_commitment(bryony, will_text="drop", outcome="let_go")
    make_commitment(idris, will_text="be another's")

    response = as_bryony.get(LIST)

    waiting = response.context_data["waiting"]
    assert ["come back" in row.sentence for row in waiting.back] == [True]
    assert ["wait" in row.sentence for row in waiting.to_come] == [True]
    assert {row.outcome for row in response.context_data["told"]} == {"Kept", "Let go"}
    assertContains(response, "What helped: A friend.")
    assertNotContains(response, "another")
    text = response.content.decode()
    assert text.count("<strong>Kept</strong>") == text.count("<strong>Let go</strong>") == 1
    for mark in ("✓", "✔", "✗", "✘", "%", "said-trouble"):
        assert mark not in text


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_for_one_as_for_many(
    as_bryony: Client, bryony: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        make_commitment(bryony, due_on=in_days(number))
        told = make_commitment(bryony, outcome="changed")
        make_commitment(bryony, follows=told)

    with django_assert_num_queries(6):
        as_bryony.get(LIST)


def test_deleted_it_is_gone_and_the_ledger_knows(
    as_bryony: Client, bryony: User, settings: Any
) -> None:
    one = make_commitment(bryony, outcome="changed")
    after = make_commitment(bryony, follows=one)

    assertContains(as_bryony.get(address(one, "commitment-delete")), one.sentence)
    assertRedirects(as_bryony.post(address(one, "commitment-delete")), LIST)

    assert Commitment.objects.owned_by(bryony).get() == after
    assert Ledger.read([settings.LEDGER]).done_to(Deed.COMMITMENT_DELETED, one.pk)


def test_an_erased_entry_leaves_what_was_planned_there(bryony: User) -> None:
    entry = make_entry(bryony)
    one = make_commitment(bryony, entry=entry)

    Entry.objects.owned_by(bryony).filter(pk=entry.pk).delete()

    one.refresh_from_db()
    assert one.entry is None


@pytest.mark.parametrize("page", ["commitment", "commitment-edit", "commitment-delete"])
def test_nobody_else_comes_to_it(
    as_idris: Client, as_rosalind: Client, as_sam: Client, bryony: User, page: str
) -> None:
    one = make_commitment(bryony, entry=make_entry(bryony))

    for client in (as_idris, as_rosalind, as_sam):
        assert client.get(address(one, page)).status_code == 404
        assert client.post(address(one, page), sent(outcome="kept")).status_code == 404
    one.refresh_from_db()
    assert (one.outcome, one.will_text) == ("", "fill in my own first")


@pytest.mark.parametrize("wrong", [{"outcome": "kept", "said_on": None}, {"will_text": ""}])
def test_the_database_refuses_what_cannot_be(bryony: User, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        make_commitment(bryony, **wrong)


@pytest.mark.parametrize("invites", [True, False])
def test_done_on_an_answer_that_invites_one_offers_it_and_forces_nothing(
    as_bryony: Client, bryony: User, invites: bool
) -> None:
    entry = make_entry(bryony, question=make_question(invites_commitment=invites), done_at=None)

    response = press(as_bryony, entry.pk, "done", base_version=1)

    page = as_bryony.get(response.url)
    assertContains(page, "Saved.")
    assert f"{ADD}?entry={entry.pk}" in page.content.decode() or not invites
    assert ("“When …, I will …”" in page.content.decode()) is invites


def test_what_was_planned_in_an_entry_stands_under_it(as_bryony: Client, bryony: User) -> None:
    entry = make_entry(bryony, question=make_question(invites_commitment=True))
    make_commitment(bryony, entry=entry, outcome="let_go", follows=None)
    make_commitment(bryony, entry=entry, due_on=in_days(9))

    page = as_bryony.get(entry.get_absolute_url())

    leads = [one.lead for one in page.context_data["planned"]]
    assert leads[0] == "Let go"
    assert leads[1].startswith("For ")
    done = press(as_bryony, entry.pk, "done", base_version=1)
    assertNotContains(as_bryony.get(done.url), "or <a href")


def test_a_restored_backup_does_not_bring_a_deleted_one_back(bryony: User, settings: Any) -> None:
    one, kept = make_commitment(bryony), make_commitment(bryony)
    key = one.pk
    delete_commitment(one)
    make_commitment(bryony, pk=key)  # as the backup has it

    counted = [replay(Ledger.read([settings.LEDGER]))["commitments deleted"] for _ in range(2)]

    assert counted == [1, 0]
    assert Commitment.objects.owned_by(bryony).get() == kept
