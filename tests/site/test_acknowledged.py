"""A form that a device keeps is said to be done once it was, and not a moment before."""

from __future__ import annotations

import re

import pytest
from django.http import HttpResponse
from django.test import Client

from journal.models import Cohort, Partnership
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import make_entry, make_reply, share
from tests.forms import form_at, sign_in_with
from tests.ours import files, name

RECORD = "0d2f9f0e-6c0f-4f0e-9d5b-3f2f8a6f7c11"
ADD = "/partnerships/add/"


def names(response: HttpResponse) -> set[str]:
    """Of what it says is done."""
    return {cookie for cookie in response.cookies if cookie.startswith("kept")}


@pytest.mark.django_db
def test_a_post_that_was_done_names_what_need_not_be_kept(as_bryony: Client) -> None:
    done = form_at(as_bryony, ADD, "name").post(as_bryony, name="Hollybank", kept=RECORD)

    assert (done.status_code, names(done)) == (302, {f"kept_{RECORD}"})
    cookie = done.cookies[f"kept_{RECORD}"]
    assert (cookie.value, cookie["path"], cookie["samesite"]) == ("1", "/", "Lax")
    assert not cookie["httponly"]  # a script reads it, and deletes it


@pytest.mark.django_db
def test_a_form_that_is_shown_again_is_still_kept(as_bryony: Client) -> None:
    again = form_at(as_bryony, ADD, "name").post(as_bryony, name="", kept=RECORD)

    assert "There is a problem" in again.text
    assert names(again) == set()


@pytest.mark.django_db
def test_an_answer_that_leads_on_with_word_of_an_error_was_not_done(
    as_bryony: Client, bryony: User, rosalind: User, autumn: Cohort
) -> None:
    copy = share(make_entry(bryony), autumn)
    make_reply(copy, rosalind)
    form = form_at(as_bryony, copy.entry.get_absolute_url(), "body")

    refused = form.post(as_bryony, body=" ", kept=RECORD)
    done = form.post(as_bryony, body="Thank you.", kept=RECORD)

    assert (refused.status_code, names(refused)) == (302, set())
    assert (done.status_code, names(done)) == (302, {f"kept_{RECORD}"})


@pytest.mark.django_db
@pytest.mark.parametrize("odd", ["", "x", f"{RECORD}; Domain=elsewhere", RECORD.upper()])
def test_only_the_name_of_a_record_is_said_back(as_bryony: Client, odd: str) -> None:
    done = form_at(as_bryony, ADD, "name").post(as_bryony, name="Hollybank", kept=odd)

    assert (done.status_code, names(done)) == (302, set())


@pytest.mark.django_db
def test_nothing_is_done_for_who_is_not_signed_in(client: Client, bryony: User) -> None:
    sent_on = client.post("/settings/", {"kept": RECORD})

    assert (sent_on.status_code, names(sent_on)) == (302, set())


@pytest.mark.django_db
def test_what_was_carried_through_signing_in_is_done_when_it_is_saved(
    client: Client, bryony: User
) -> None:
    form = form_at(signed_in(bryony), ADD, "name")
    page = form.post(client, name="Hollybank", kept=RECORD)
    assert (page.status_code, names(page)) == (401, set())

    done = sign_in_with(page, client, bryony)

    assert Partnership.objects.owned_by(bryony).get().name == "Hollybank"
    assert names(done) == {f"kept_{RECORD}"}


SAVES_AS_ONE_WRITES = re.compile(r"data-autosave\b")
NOT_KEPT = {
    "frameworks/editing/new.html": "a name",
    "frameworks/exchange/from_a_file.html": "a file, or what was copied from one",
    "journal/cohorts/edit.html": "a name and days",
    "journal/comparing/_own_tags.html": "a line",
    "journal/comparing/copy_comparison.html": "a line",
    "journal/comparing/second_reading.html": "a line",
    "journal/cohorts/invite.html": "addresses, copied from somewhere",
    "manage/list.html": "addresses, copied from somewhere",
}


def test_each_form_with_long_text_is_kept_on_the_device() -> None:
    every = files("*.html", rooms=["templates"])
    texts = {name(path).removeprefix("templates/"): path.read_text() for path in every}
    lost = {
        template
        for template, text in texts.items()
        if "{% whose %}" in text and "data-keep" not in text
        if not SAVES_AS_ONE_WRITES.search(text)
    }

    assert lost == NOT_KEPT.keys(), "give its form data-keep, or say here why not"
