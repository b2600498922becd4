"""Joining by a code: shown before it is done, limited, and telling strangers nothing."""

from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from journal.cohorts import deeds
from journal.models import Cohort, Invitation, Notice
from partnership.people.models import User
from tests.conftest import signed_in


@pytest.fixture
def code(autumn: Cohort) -> str:
    return deeds.renew_code(autumn)


@pytest.fixture
def as_saoirse(elsewhere: Cohort, saoirse: User) -> Client:
    return signed_in(saoirse)


def ask(client: Client, code: str, email: str = "new@example.org"):
    return client.post("/join/", {"code": code, "email": email})


def test_a_code_leads_to_the_cohort_and_who_reads_what(as_saoirse: Client, code: str) -> None:
    typed = as_saoirse.post("/join/", {"code": code.lower().replace("-", " ")}, follow=True)

    assertRedirects(typed, f"/join/{code}/")
    assertContains(typed, "<h1>Join Autumn</h1>")
    assertContains(typed, "Rosalind Amberley-Wick")
    assertContains(typed, "Rosalind can read a text once you share it")
    assertNotContains(typed, "Bryony")


def test_looking_does_not_join_and_pressing_does(
    as_saoirse: Client, saoirse: User, autumn: Cohort, code: str
) -> None:
    as_saoirse.get(f"/join/{code}/")
    assert not deeds.is_in(saoirse, autumn)

    response = as_saoirse.post(f"/join/{code}/")

    assertRedirects(response, "/", fetch_redirect_response=False)
    assert autumn.memberships.current().get(person=saoirse).role == "leader"


def test_pressing_twice_joins_once(
    as_saoirse: Client, saoirse: User, autumn: Cohort, code: str
) -> None:
    as_saoirse.post(f"/join/{code}/")
    as_saoirse.post(f"/join/{code}/")

    assert autumn.memberships.filter(person=saoirse).count() == 1


def test_a_facilitator_who_follows_the_code_stays_one(
    as_rosalind: Client, rosalind: User, autumn: Cohort, code: str
) -> None:
    as_rosalind.post(f"/join/{code}/")

    assert autumn.memberships.current().get(person=rosalind).role == "facilitator"


@pytest.mark.parametrize("typed", ["CCCC-CCCC", "", "x", "'; --"])
def test_a_wrong_code_says_so_to_whoever_is_signed_in(
    as_saoirse: Client, code: str, typed: str
) -> None:
    response = as_saoirse.post("/join/", {"code": typed})

    assertContains(response, "There is a problem")
    assertNotContains(response, "Autumn")


def test_a_code_that_was_changed_or_turned_off_lets_nobody_in(
    as_saoirse: Client, saoirse: User, autumn: Cohort, code: str
) -> None:
    deeds.renew_code(autumn)
    assertContains(as_saoirse.post(f"/join/{code}/"), "That code does not work.")

    deeds.turn_off_code(autumn)
    assertContains(as_saoirse.post(f"/join/{code}/"), "That code does not work.")
    assert not deeds.is_in(saoirse, autumn)


def test_a_stranger_with_the_code_is_sent_a_link(client: Client, autumn: Cohort, code: str) -> None:
    response = ask(client, code)

    assertRedirects(response, "/join/asked/")
    asked = Invitation.objects.get()
    assert (asked.cohort, asked.email, asked.role) == (autumn, "new@example.org", "leader")
    assert Notice.objects.get().invitation == asked


def test_the_answer_is_the_same_whatever_was_typed(client: Client, code: str, bryony: User) -> None:
    right = ask(client, code)
    wrong = ask(client, "CCCC-CCCC")
    known = ask(client, code, bryony.email)

    assert right.headers.items() == wrong.headers.items() == known.headers.items()
    assert right.content == wrong.content == known.content
    assert Invitation.objects.count() == 2


def test_asking_again_sends_no_second_mail_that_day(client: Client, code: str) -> None:
    ask(client, code)
    ask(client, code)

    assert Notice.objects.count() == 1


def test_the_code_as_a_link_is_filled_in(client: Client, code: str) -> None:
    response = client.get(f"/join/{code.lower()}/")

    assertContains(response, f'value="{code}"')
    assertContains(response, f"/sign-in/?next=/join/{code.lower()}/")
    assertNotContains(response, "Autumn")


def test_what_is_missing_is_said(client: Client, db: None) -> None:
    response = client.post("/join/", {"code": "", "email": "nobody"})

    assertContains(response, "Type the code.")
    assertContains(response, "There is a problem")


@pytest.mark.parametrize("signed_out", [True, False])
def test_guessing_is_slowed_down(
    client: Client, as_saoirse: Client, settings: LazySettings, code: str, signed_out: bool
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"join_code": "3/m/ip"}
    guesser = client if signed_out else as_saoirse

    answers = [guesser.get("/join/CCCC-CCCC/").status_code for _ in range(3)]
    answers.append(guesser.get(f"/join/{code}/").status_code)
    answers.append(guesser.post(f"/join/{code}/").status_code)

    assert answers == [200, 200, 200, 429, 429]


def test_codes_have_a_limit(settings: LazySettings) -> None:
    assert settings.ACCOUNT_RATE_LIMITS["join_code"].endswith("/m/ip")
