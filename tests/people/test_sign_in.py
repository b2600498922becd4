"""Getting in: the page, what it says when it does not work, and what it never gives away."""

import pytest
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from partnership.people.demo import ACCOUNTS
from partnership.people.models import User

from ..factories import PASSWORD, make_person

MISMATCH = "That email address and password do not go together."


def sign_in(client: Client, email: str, password: str = PASSWORD, **data: str) -> HttpResponse:
    return client.post("/sign-in/", {"login": email, "password": password, **data})


def test_email_and_password_let_a_person_in(client: Client, bryony: User) -> None:
    response = sign_in(client, "Bryony@Example.org")

    assertRedirects(response, "/", fetch_redirect_response=False)
    assert client.session["_auth_user_id"] == str(bryony.pk)


def test_signing_in_leads_to_the_page_that_was_asked_for(client: Client, bryony: User) -> None:
    asked = client.get("/partnerships/")
    assertRedirects(asked, "/sign-in/?next=/partnerships/", fetch_redirect_response=False)

    response = sign_in(client, bryony.email, next="/partnerships/")

    assertRedirects(response, "/partnerships/", fetch_redirect_response=False)


def test_signing_in_never_leads_to_another_site(client: Client, bryony: User) -> None:
    response = sign_in(client, bryony.email, next="https://elsewhere.example/")

    assertRedirects(response, "/", fetch_redirect_response=False)


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("bryony@example.org", "not her password"),
        ("nobody@example.org", PASSWORD),
        ("left@example.org", "not their password"),
    ],
)
def test_every_mismatch_gets_the_same_answer(
    client: Client, bryony: User, email: str, password: str
) -> None:
    make_person(email="left@example.org", is_active=False)

    response = sign_in(client, email, password)

    assert response.status_code == 200
    assertContains(response, MISMATCH, count=1)
    assertContains(response, f'value="{email}"')
    assert "_auth_user_id" not in client.session


def test_a_closed_account_does_not_get_in(client: Client, db: None) -> None:
    closed = make_person(is_active=False)

    response = sign_in(client, closed.email)

    assert "_auth_user_id" not in client.session
    assertRedirects(response, "/sign-in/closed/")


def test_an_empty_form_says_what_is_missing_beside_each_field(client: Client, db: None) -> None:
    response = sign_in(client, "", "")

    assertContains(response, "There is a problem")
    assertContains(response, '<a href="#id_login">')
    assertContains(response, '<a href="#id_password">')
    assertContains(response, "<title>Error: Sign in – Partnership journal</title>")


def test_many_wrong_passwords_are_slowed_down(client: Client, bryony: User) -> None:
    answers = [sign_in(client, bryony.email, "a guess").content.decode() for _ in range(6)]

    assert MISMATCH in answers[0]
    assert "Too many tries" in answers[-1]


def test_a_password_can_be_filled_in_by_a_manager_and_shown(client: Client, db: None) -> None:
    page = client.get("/sign-in/").content.decode()

    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page
    assert "data-show-password" in page
    assert "placeholder" not in page


@pytest.mark.parametrize(
    "name", ["account_signup", "account_email", "socialaccount_connections", "mfa_index"]
)
def test_what_the_site_does_not_use_has_no_address(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_demo_accounts_show_only_in_the_demo(
    client: Client, db: None, settings: LazySettings
) -> None:
    settings.DEMO = False
    outside = client.get("/sign-in/?as=bryony")
    settings.DEMO = True
    inside = client.get("/sign-in/")

    assertNotContains(outside, "demo.example")
    assertNotContains(outside, settings.DEMO_PASSWORD)
    assertContains(inside, settings.DEMO_PASSWORD, count=1)
    for account in ACCOUNTS:
        assertContains(inside, account.email, count=1)


def test_a_demo_account_is_filled_in_without_a_script(
    client: Client, db: None, settings: LazySettings
) -> None:
    settings.DEMO = True

    page = client.get("/sign-in/?as=rosalind").content.decode()

    assert 'value="rosalind@demo.example"' in page
    assert f'value="{settings.DEMO_PASSWORD}"' in page


def test_there_are_no_accounts_until_someone_makes_one(db: None) -> None:
    assert not User.objects.exists()


def test_signing_out_asks_first_and_then_ends_the_session(as_bryony: Client) -> None:
    asked = as_bryony.get("/sign-out/")
    assertContains(asked, "Sign out?")
    assert "_auth_user_id" in as_bryony.session

    response = as_bryony.post("/sign-out/", follow=True)

    assertContains(response, "You are signed out.")
    assert "_auth_user_id" not in as_bryony.session
