"""Words that are carried through signing in: what can happen to them on the way."""

from __future__ import annotations

import time
from datetime import timedelta
from random import Random
from unicodedata import normalize
from unittest import mock

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from journal.models import Cohort, Entry, Partnership, SharedCopy
from journal.writing import autosave
from partnership import carried
from partnership.people.models import User
from partnership.text import MOST_CHARACTERS
from tests.factories import PASSWORD, make_entry, share
from tests.forms import form_at, form_on, forms_on, sign_in_with

WORDS = "What we <b>agreed</b> & “why”, 🙂.\n\n  And what we left out, at some length."


@pytest.fixture
def carried_page(client: Client, as_bryony: Client) -> HttpResponse:
    """The sign-in page with what Bryony wrote."""
    return form_at(as_bryony, "/write/", "body").post(client, "done", body=WORDS)


def test_a_wrong_password_loses_nothing(
    client: Client, bryony: User, carried_page: HttpResponse
) -> None:
    page = carried_page
    for _ in range(2):
        page = sign_in_with(page, client, bryony, password="not hers")
        assert "<h1>Sign in to save your words</h1>" in page.text

    sign_in_with(page, client, bryony)

    assert Entry.objects.owned_by(bryony).get().body == WORDS


def test_the_longest_text_goes_through_however_badly_it_packs(
    client: Client, as_bryony: Client, bryony: User
) -> None:
    chance = Random(20)
    text = "".join(chr(chance.randint(0x1F300, 0x2FA1D)) for _ in range(MOST_CHARACTERS - 1)) + "."
    text = normalize("NFC", text)
    page = form_at(as_bryony, "/write/", "body").post(client, body=text)

    assert sign_in_with(page, client, bryony).status_code == 302

    assert Entry.objects.owned_by(bryony).get().body == text


def test_too_many_tries_lose_nothing(
    client: Client, bryony: User, carried_page: HttpResponse
) -> None:
    refused = HttpResponse(status=429)
    with mock.patch("allauth.account.views.LoginView.dispatch", return_value=refused):
        page = sign_in_with(carried_page, client, bryony)

    assert page.status_code == 429
    sign_in_with(page, client, bryony)
    assert Entry.objects.owned_by(bryony).get().body == WORDS


def test_who_signed_in_in_another_tab_presses_once(
    client: Client, bryony: User, carried_page: HttpResponse
) -> None:
    client.force_login(bryony, backend="allauth.account.auth_backends.AuthenticationBackend")
    every = forms_on(carried_page, "/sign-in/")
    form = next(form for form in every if "carried" in form.fields and "login" not in form.fields)

    answer = form.post(client)

    assert answer.url == Entry.objects.owned_by(bryony).get().get_absolute_url()


def test_what_needs_one_more_step_to_sign_in_keeps_the_words(
    client: Client, bryony: User, carried_page: HttpResponse
) -> None:
    """Such as a second factor, or an account that was ended."""
    User.objects.update(is_active=False)

    page = sign_in_with(carried_page, client, bryony)

    assert form_on(page, "carried", "/sign-in/").fields["carried"]
    assert not Entry.objects.owned_by(bryony).exists()


def test_what_cannot_be_done_any_more_is_handed_back_to_its_writer(
    client: Client, bryony: User, as_bryony: Client
) -> None:
    entry = make_entry(bryony, done_at=None)
    page = form_at(as_bryony, f"/entry/{entry.pk}/edit/", "body").post(client, body=WORDS)
    Entry.objects.owned_by(bryony).update(binned_at=timezone.now())

    answer = sign_in_with(page, client, bryony)

    assert answer.status_code == 409
    assert "<h1>Not saved yet</h1>" in answer.text
    assert form_on(answer, "body").fields["body"] == [WORDS]
    assert form_on(answer, "body").action == f"/entry/{entry.pk}/edit/"


def test_what_leads_on_with_word_of_an_error_is_handed_back_too(
    client: Client, bryony: User, rosalind: User, autumn: Cohort
) -> None:
    """Tags of her own, for a reading that is not open."""
    page = reverse("comparing:second-reading", args=[share(make_entry(bryony), autumn).pk])
    sent = {"reason": WORDS, "whose": carried.signed(rosalind.pk)}

    answer = sign_in_with(client.post(page, sent), client, rosalind)

    assert answer.status_code == 409
    assert form_on(answer, "reason").fields["reason"] == [WORDS]
    assert "this reading is not open" in answer.text


def test_without_a_database_it_stays_sealed_and_goes_on_afterwards(
    client: Client, bryony: User, carried_page: HttpResponse
) -> None:
    client.raise_request_exception = False
    full = OperationalError("database or disk is full")
    with mock.patch.object(autosave, "_acknowledge", side_effect=full):
        page = sign_in_with(carried_page, client, bryony)

    assert page.status_code == 503
    assert "agreed" not in page.text
    page = form_on(page, "carried").post(client)
    sign_in_with(page, client, bryony)
    assert Entry.objects.owned_by(bryony).get().body == WORDS


def test_pressed_twice_it_is_kept_once(
    client: Client, bryony: User, carried_page: HttpResponse
) -> None:
    for _ in range(2):
        sign_in_with(carried_page, client, bryony)

    entry = Entry.objects.owned_by(bryony).get()
    assert (entry.body, entry.version) == (WORDS, 1)


@pytest.mark.parametrize("days", [13, 15])
def test_it_is_good_for_a_fortnight(
    client: Client, bryony: User, carried_page: HttpResponse, days: int
) -> None:
    later = timezone.now().timestamp() + timedelta(days=days).total_seconds()
    with mock.patch("cryptography.fernet.time.time", return_value=later):
        sign_in_with(carried_page, client, bryony)

    assert Entry.objects.owned_by(bryony).exists() is (days == 13)


# What is not ours


@pytest.mark.parametrize("whose", ["", "made up", "a:b:c"])
def test_a_form_that_is_nobody_s_page_is_asked_to_sign_in_and_no_more(
    client: Client, db: None, whose: str
) -> None:
    answer = client.post("/partnerships/add/", {"description": WORDS, "whose": whose})

    assert answer.status_code == 302
    assert "agreed" not in answer.headers["Location"]


def test_another_s_name_on_a_page_cannot_be_made_up(
    client: Client, bryony: User, idris: User
) -> None:
    genuine = carried.signed(idris.pk)
    forged = genuine.replace(str(idris.pk), str(bryony.pk))

    assert client.post("/partnerships/add/", {"whose": forged}).status_code == 302


def test_what_was_sealed_cannot_be_changed(
    client: Client, bryony: User, carried_page: HttpResponse
) -> None:
    sealed = form_on(carried_page, "carried").fields["carried"][0]
    sent = {"login": bryony.email, "password": PASSWORD, "carried": f"{sealed[:-8]}AAAAAAA="}

    assert client.post("/sign-in/", sent).status_code == 302
    assert not Entry.objects.owned_by(bryony).exists()


def test_a_script_gets_401_and_no_page(client: Client, as_idris: Client, bryony: User) -> None:
    sent = {"whose": carried.signed(bryony.pk), "body": WORDS}

    for someone in (client, as_idris):
        answer = someone.post("/partnerships/add/", sent, headers={"accept": "application/json"})
        assert answer.status_code == 401
        assert "error" in answer.json()


def test_what_was_done_is_not_done_twice_when_the_sign_in_page_is_gone_back_to(
    client: Client, as_bryony: Client, bryony: User
) -> None:
    form = form_at(as_bryony, "/partnerships/add/", "description")
    page = form.post(client, name="Hollybank", description="Since March.")
    first = sign_in_with(page, client, bryony)

    again = form_on(page, "carried", "/sign-in/").post(client)

    assert Partnership.objects.owned_by(bryony).count() == 1
    assert (again.status_code, again["Location"]) == (302, first["Location"])


def test_what_is_sent_on_to_another_address_is_done_there(
    client: Client, as_bryony: Client, bryony: User, autumn: Cohort
) -> None:
    """“Stop sharing” first saves the words. The browser would have sent the password there."""
    copy = share(make_entry(bryony, "Given.", version=1), autumn)
    form = form_at(as_bryony, f"/entry/{copy.entry_id}/edit/", "body")

    answer = sign_in_with(form.post(client, "withdraw", body="Mine again."), client, bryony)

    assert answer.status_code == 302
    assert Entry.objects.owned_by(bryony).get().body == "Mine again."
    assert not SharedCopy.objects.exists()


def test_whose_page_it_is_is_said_for_a_fortnight(
    client: Client, as_bryony: Client, bryony: User
) -> None:
    form = form_at(as_bryony, "/write/", "body")
    later = time.time() + carried.GOOD_FOR

    with mock.patch("django.core.signing.time.time", return_value=later - 60):
        assert form.post(client, body=WORDS).status_code == 401
    with mock.patch("django.core.signing.time.time", return_value=later + 60):
        assert form.post(client, body=WORDS).status_code == 302
