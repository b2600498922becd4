"""The mailed link: who gets in by it, once, and what it tells to whom."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from journal.cohorts import deeds
from journal.cohorts.links import invitation_link, invitation_path
from journal.models import Cohort, Invitation, Membership
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import make_person

NEW = {"name": "Ann New", "password": "three plain words together"}


@pytest.fixture
def asked(autumn: Cohort, rosalind: User) -> Invitation:
    """Somebody who has no account."""
    return deeds.invite(autumn, email="new@example.org", name="Ann", role="leader", by=rosalind)


def to(person: User, cohort: Cohort, role: str = "leader") -> Invitation:
    return deeds.invite(cohort, email=person.email, role=role, by=None)


def test_the_link_in_the_mail_is_a_whole_address(asked: Invitation, settings: LazySettings) -> None:
    settings.SITE_URL = "https://journal.example.org"

    link = invitation_link(asked)

    assert link == f"https://journal.example.org{invitation_path(asked)}"
    assert "new@example.org" not in link


def test_the_page_says_who_asks_and_who_will_read_what(client: Client, asked: Invitation) -> None:
    response = client.get(invitation_path(asked))

    assertContains(response, "<h1>Join Autumn</h1>")
    assertContains(response, "<dt>Asked by</dt><dd>Rosalind Amberley-Wick</dd>", html=False)
    assertContains(response, "Your journal is private. Rosalind can read a text once you share it")
    assertContains(response, 'value="Ann"')
    assertNotContains(response, "Bryony")
    asked.refresh_from_db()
    assert asked.accepted_at is None


def test_a_name_and_a_password_make_an_account_that_is_in(
    client: Client, asked: Invitation, autumn: Cohort
) -> None:
    response = client.post(invitation_path(asked), NEW)

    assertRedirects(response, "/welcome/")
    person = User.objects.get(email="new@example.org")
    assert (person.name, person.check_password(NEW["password"])) == ("Ann New", True)
    assert client.session["_auth_user_id"] == str(person.pk)
    assert not client.session.get_expire_at_browser_close()
    assert EmailAddress.objects.get(user=person).verified
    assert autumn.memberships.current().get(person=person).role == "leader"
    asked.refresh_from_db()
    assert asked.accepted_at


def test_on_a_shared_computer_the_sign_in_is_short(client: Client, asked: Invitation) -> None:
    client.post(invitation_path(asked), {**NEW, "shared_computer": "on"})

    assert client.session.get_expire_at_browser_close()


def test_the_address_is_the_one_that_was_asked_whatever_is_sent(
    client: Client, asked: Invitation
) -> None:
    client.post(invitation_path(asked), {**NEW, "email": "another@example.org"})

    assert not User.objects.filter(email="another@example.org").exists()
    assert User.objects.filter(email="new@example.org").exists()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"name": ""}, "Give your name."),
        ({"password": ""}, "Choose a password."),
        ({"password": "short"}, "at least 12 characters"),
        ({"password": "qwerty123456"}, "too common"),
        ({"password": "new@example.org"}, "too similar"),
        ({"name": "Wilhelmina Sandys", "password": "wilhelmina sandys"}, "too similar"),
    ],
)
def test_a_bad_password_or_no_name_makes_no_account(
    client: Client, asked: Invitation, typed: dict[str, str], says: str
) -> None:
    response = client.post(invitation_path(asked), {**NEW, **typed})

    assertContains(response, says)
    assert not User.objects.filter(email="new@example.org").exists()
    asked.refresh_from_db()
    assert asked.accepted_at is None


def test_one_who_has_an_account_signs_in_first_and_comes_back(
    client: Client, autumn: Cohort, elsewhere: Cohort, saoirse: User
) -> None:
    path = invitation_path(to(saoirse, autumn))

    before = client.get(path)
    posted = client.post(path, {**NEW, "password": "another password altogether"})

    assertContains(before, "You have an account already.")
    assertContains(before, f"/sign-in/?next={path.replace(':', '%3A')}")
    assertContains(posted, "You have an account already.")
    assert not deeds.is_in(saoirse, autumn)
    assert User.objects.filter(email=saoirse.email).count() == 1


def test_one_who_is_signed_in_joins_with_a_button(
    autumn: Cohort, elsewhere: Cohort, saoirse: User
) -> None:
    client, path = signed_in(saoirse), invitation_path(to(saoirse, autumn, "facilitator"))

    asks = client.get(path)
    joined = client.post(path)

    assertContains(asks, "you read what its leaders share with you, and nothing else")
    assertNotContains(asks, "Choose a password")
    assertRedirects(joined, "/", fetch_redirect_response=False)
    assert autumn.memberships.current().get(person=saoirse).role == "facilitator"


def test_somebody_else_is_told_plainly_and_let_nowhere(
    asked: Invitation, autumn: Cohort, elsewhere: Cohort, saoirse: User
) -> None:
    client = signed_in(saoirse)

    answers = [client.get(invitation_path(asked)), client.post(invitation_path(asked), NEW)]

    for answer in answers:
        assertContains(answer, "<h1>This invitation is for somebody else</h1>")
        assertContains(answer, "you are signed in as saoirse@example.org")
    assert not deeds.is_in(saoirse, autumn)
    assert not User.objects.filter(email="new@example.org").exists()


def test_signing_out_there_comes_back_to_the_link(
    asked: Invitation, elsewhere: Cohort, saoirse: User
) -> None:
    path = invitation_path(asked)

    response = signed_in(saoirse).post("/sign-out/", {"next": path})

    assertRedirects(response, path)


@pytest.mark.parametrize("act", ["used", "taken back", "ran out"])
def test_a_link_that_is_over_says_why_and_lets_nobody_in(
    client: Client, asked: Invitation, act: str
) -> None:
    now = timezone.now()
    over = {
        "used": {"accepted_at": now},
        "taken back": {"withdrawn_at": now},
        "ran out": {"expires_at": now - timedelta(seconds=1)},
    }
    Invitation.objects.update(**over[act])

    answers = [client.get(invitation_path(asked)), client.post(invitation_path(asked), NEW)]

    for answer in answers:
        assertContains(answer, "<h1>This link no longer works</h1>")
        assertContains(answer, f"It {'was ' * (act != 'ran out')}{act} on")
        assertContains(answer, "Ask Rosalind Amberley-Wick for another")
    assert not User.objects.filter(email="new@example.org").exists()


def test_a_link_that_one_has_used_leads_home(client: Client, asked: Invitation) -> None:
    client.post(invitation_path(asked), NEW)

    assertRedirects(client.get(invitation_path(asked)), "/", fetch_redirect_response=False)


def test_a_link_that_we_did_not_make_is_no_page(client: Client, asked: Invitation) -> None:
    path = invitation_path(asked)
    somebodys_own = f"/join/link/{asked.pk.hex}:{'A' * 43}/"

    for tampered in (f"{path[:-2]}x/", somebodys_own, "/join/link/x/", f"/join/link/{asked.pk}/"):
        assert client.get(tampered).status_code == 404
        assert client.post(tampered, NEW).status_code == 404
    assert not User.objects.filter(email="new@example.org").exists()


def test_two_tabs_that_press_one_after_the_other_make_one_account(
    asked: Invitation, client: Client
) -> None:
    other = Client()
    assert client.get(invitation_path(asked)).status_code == 200
    assert other.get(invitation_path(asked)).status_code == 200

    client.post(invitation_path(asked), NEW)
    late = other.post(invitation_path(asked), {**NEW, "password": "other plain words together"})

    assertContains(late, "This link no longer works")
    assert User.objects.get(email="new@example.org").check_password(NEW["password"])
    assert "_auth_user_id" not in other.session


@pytest.mark.django_db(transaction=True)
def test_tabs_that_press_in_the_same_moment_make_one_account(autumn: Cohort) -> None:
    asked = deeds.invite(autumn, email="new@example.org", role="leader", by=None)
    made: list[User | None] = []
    together = threading.Barrier(4)

    def press() -> None:
        together.wait()
        try:
            made.append(deeds.accept_as_new(asked, name="Ann", password=NEW["password"]))
        finally:
            connection.close()

    tabs = [threading.Thread(target=press) for _ in range(4)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()

    assert len(made) == 4
    assert len([person for person in made if person]) == 1
    assert User.objects.filter(email="new@example.org").count() == 1
    assert Membership.objects.filter(person__email="new@example.org").count() == 1


def test_an_account_made_meanwhile_is_not_made_again(asked: Invitation) -> None:
    make_person("Ann", email="new@example.org")

    assert deeds.accept_as_new(asked, name="Ann", password=NEW["password"]) is None


@pytest.mark.parametrize("over", ["accepted_at", "withdrawn_at", "expires_at"])
def test_what_is_over_by_the_time_one_presses_makes_no_account(
    asked: Invitation, over: str
) -> None:
    Invitation.objects.update(**{over: timezone.now()})

    assert deeds.accept_as_new(asked, name="Ann", password=NEW["password"]) is None
    assert not User.objects.filter(email="new@example.org").exists()
