"""Changing one's password, and choosing a new one by mail."""

import re

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from pytest_django.asserts import assertContains, assertRedirects

from partnership.people.models import User

from ..conftest import signed_in
from ..factories import PASSWORD, make_person

NEW = "three plain words together"


def change(client: Client, old: str = PASSWORD, new: str = NEW, again: str = NEW):
    data = {"oldpassword": old, "password1": new, "password2": again}
    return client.post("/settings/password/", data)


def test_a_changed_password_ends_every_other_sign_in(bryony: User) -> None:
    here, elsewhere = signed_in(bryony), signed_in(bryony)

    response = change(here)

    assertRedirects(response, "/settings/")
    assert here.get("/settings/").status_code == 200
    assert elsewhere.get("/settings/").status_code == 302
    bryony.refresh_from_db()
    assert bryony.check_password(NEW)


@pytest.mark.parametrize(
    ("old", "new", "again"),
    [
        ("not her password", NEW, NEW),
        (PASSWORD, NEW, "something else entirely"),
        (PASSWORD, "short", "short"),
        (PASSWORD, "qwerty123456", "qwerty123456"),
        (PASSWORD, "bryony@example.org", "bryony@example.org"),
    ],
)
def test_a_password_is_not_changed_for_a_bad_reason(
    bryony: User, as_bryony: Client, old: str, new: str, again: str
) -> None:
    response = change(as_bryony, old, new, again)

    assertContains(response, "There is a problem")
    bryony.refresh_from_db()
    assert bryony.check_password(PASSWORD)


def test_the_mailed_link_sets_a_new_password_once(
    client: Client, bryony: User, mailoutbox: list[EmailMessage]
) -> None:
    asked = client.post("/reset-password/", {"email": bryony.email}, follow=True)
    assertContains(asked, "Look in your email")
    (mail,) = mailoutbox
    link = re.search(r"https?://[^/]+(/reset-password/\S+)", mail.body)
    assert link

    form = client.get(link[1], follow=True)
    saved = client.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW})

    assertRedirects(saved, "/reset-password/done/")
    bryony.refresh_from_db()
    assert bryony.check_password(NEW)
    assertContains(Client().get(link[1], follow=True), "This link no longer works")


def test_the_mail_holds_no_name_and_nothing_of_the_journal(
    client: Client, bryony: User, mailoutbox: list[EmailMessage]
) -> None:
    client.post("/reset-password/", {"email": bryony.email})

    (mail,) = mailoutbox
    assert mail.to == [bryony.email]
    assert "Bryony" not in mail.subject + mail.body
    assert "example.com" not in mail.subject + mail.body
    assert mail.alternatives == []


def test_an_unknown_address_gets_the_same_answer(
    client: Client, bryony: User, mailoutbox: list[EmailMessage]
) -> None:
    known = client.post("/reset-password/", {"email": bryony.email}, follow=True)
    unknown = client.post("/reset-password/", {"email": "nobody@example.org"}, follow=True)

    assert known.redirect_chain == unknown.redirect_chain
    assert known.content == unknown.content
    assert [mail.subject for mail in mailoutbox] == [mailoutbox[0].subject] * 2
    assert "/reset-password/" not in mailoutbox[1].body


def test_a_closed_account_gets_no_link(
    client: Client, db: None, mailoutbox: list[EmailMessage]
) -> None:
    closed = make_person(is_active=False)

    client.post("/reset-password/", {"email": closed.email})

    assert all("/reset-password/" not in mail.body for mail in mailoutbox)
