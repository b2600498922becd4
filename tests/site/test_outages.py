"""A database that is gone, or a disk that is full: 503, with every word handed back."""

import errno
from typing import Any
from unittest import mock
from uuid import uuid4

import pytest
from django.db import InterfaceError, OperationalError
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from journal.models import Entry
from journal.writing import autosave
from partnership.carried import signed
from partnership.outages import NOT_SAVED
from partnership.people import sessions
from partnership.people.models import User
from tests.forms import form_on

WORDS = "What we <b>agreed</b>.\n\n  And what we left out."
SCRIPT = {"accept": "application/json"}


@pytest.fixture
def browser(as_bryony: Client) -> Client:
    as_bryony.raise_request_exception = False
    return as_bryony


def no_write(error: Exception) -> Any:
    return mock.patch.object(autosave, "_acknowledge", side_effect=error)


def sheet(**fields: str) -> dict[str, str]:
    return {"title": "", "body": WORDS, "base_version": "0", "key": "a-key-of-its-own", **fields}


@pytest.mark.parametrize(
    "error",
    [
        OperationalError("database or disk is full"),
        InterfaceError("the connection is closed"),
        OSError(errno.ENOSPC, "No space left on device"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_script_is_told_to_try_again(browser: Client, bryony: User, error: Exception) -> None:
    with no_write(error):
        response = browser.post(
            f"/entry/{uuid4()}/draft/", sheet(), "application/json", headers=SCRIPT
        )

    assert (response.status_code, response.json()) == (503, {"error": NOT_SAVED})
    assert response["Retry-After"] == "5"
    assert not Entry.objects.owned_by(bryony).exists()


def test_without_a_script_the_page_holds_all_that_was_sent_and_sends_it_again(
    browser: Client, bryony: User
) -> None:
    address = f"/entry/{uuid4()}/edit/"
    with no_write(OperationalError("database or disk is full")):
        page = browser.post(address, sheet(do="done", title="Ties", whose=signed(bryony.pk)))

    assert page.status_code == 503
    assert "<h1>Not saved yet</h1>" in page.text
    assert not Entry.objects.owned_by(bryony).exists()
    form = form_on(page, "body")
    assert form.action == address

    form.post(browser)

    entry = Entry.objects.owned_by(bryony).get()
    assert (entry.body, entry.title, entry.is_draft) == (WORDS, "Ties", False)


def test_the_page_is_there_when_the_database_is_not(
    browser: Client, bryony: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    gone = OperationalError("connection refused")
    with mock.patch.object(sessions, "has_lapsed", side_effect=gone):
        with django_assert_num_queries(2):  # the session and the person, before it went
            page = browser.get("/journal/")
        posted = browser.post(f"/entry/{uuid4()}/edit/", sheet(whose=signed(bryony.pk)))

    assert page.status_code == posted.status_code == 503
    assert "<h1>We can’t reach your journal</h1>" in page.text
    assert "What we &lt;b&gt;agreed&lt;/b&gt;." in posted.text


def test_words_from_a_page_that_is_not_ours_are_not_written_into_ours(bryony: User) -> None:
    stranger = Client(enforce_csrf_checks=True, raise_request_exception=False)
    stranger.force_login(bryony)
    gone = OperationalError("connection refused")

    with mock.patch.object(sessions, "has_lapsed", side_effect=gone):
        page = stranger.post(f"/entry/{uuid4()}/edit/", sheet())

    assert page.status_code == 503
    assert "agreed" not in page.text


def test_a_password_is_never_handed_back(client: Client, db: None) -> None:
    client.raise_request_exception = False
    gone = OperationalError("connection refused")

    with mock.patch("partnership.people.forms.SignInForm.clean", side_effect=gone):
        page = client.post("/sign-in/", {"login": "bryony@example.org", "password": "quincunx"})

    assert page.status_code == 503
    assert "quincunx" not in page.text


def test_a_fault_of_our_own_stays_one_and_hands_the_words_back(
    browser: Client, bryony: User
) -> None:
    address = f"/entry/{uuid4()}/edit/"
    with no_write(FileNotFoundError(errno.ENOENT, "No such file")):
        page = browser.post(address, sheet(whose=signed(bryony.pk)))

    assert page.status_code == 500
    form_on(page, "body").post(browser)
    assert Entry.objects.owned_by(bryony).get().body == WORDS
