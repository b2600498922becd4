"""The links in a mail: each does its one thing for one person without sign-in, and nothing else."""

from __future__ import annotations

from datetime import timedelta
from unittest import mock

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from journal.mail.links import WORKS_FOR, pause_link, stop_link
from partnership.people.models import User

KINDS = ["shares", "replies", "reminder"]
MAILED = ("has_share_mail", "has_reply_mail", "reminders")
PREFERENCES = {
    "shares": (False, True, "fortnightly"),
    "replies": (True, False, "fortnightly"),
    "reminder": (True, True, "off"),
}
EVERYTHING = (True, True, "fortnightly")


def path(link: str) -> str:
    return link.removeprefix("http://127.0.0.1:8000")


def mailed(person: User) -> tuple[object, ...]:
    return User.objects.values_list(*MAILED).get(pk=person.pk)


@pytest.fixture
def strict() -> Client:
    """Nobody's, and asked for a CSRF token as a browser is."""
    return Client(enforce_csrf_checks=True)


@pytest.mark.parametrize("kind", KINDS)
def test_a_mail_program_stops_one_kind_with_one_press(
    bryony: User, idris: User, strict: Client, kind: str
) -> None:
    response = strict.post(path(stop_link(bryony.pk, kind)), {"List-Unsubscribe": "One-Click"})

    assert (response.status_code, response.content) == (200, b"Stopped.\n")
    assert mailed(bryony) == PREFERENCES[kind]
    assert mailed(idris) == EVERYTHING
    assert "sessionid" not in response.cookies


@pytest.mark.parametrize("kind", KINDS)
def test_a_person_is_asked_first_and_told_after(bryony: User, client: Client, kind: str) -> None:
    address = path(stop_link(bryony.pk, kind))
    assertContains(client.get(address), "Stop these mails?</h1>", count=1)
    assert mailed(bryony) == EVERYTHING

    response = client.post(address, follow=True)

    assertRedirects(response, address)
    assertContains(response, "These mails have stopped</h1>", count=1)
    assertContains(response, 'href="/settings/"')
    assert mailed(bryony) == PREFERENCES[kind]


def test_pressing_twice_stops_once(bryony: User, client: Client) -> None:
    for _ in range(2):
        client.post(path(stop_link(bryony.pk, "replies")))

    assert mailed(bryony) == PREFERENCES["replies"]


@pytest.mark.parametrize("link", ["stop", "pause"])
def test_the_pages_say_nothing_of_whose_mail_it_is(bryony: User, client: Client, link: str) -> None:
    address = path(stop_link(bryony.pk, "replies") if link == "stop" else pause_link(bryony.pk))

    page = client.get(address)

    for word in (bryony.name, bryony.first_name, bryony.email):
        assertNotContains(page, escape(word))
    assert page["Cache-Control"] == "no-store"


def broken(person: User) -> dict[str, str]:
    good = path(stop_link(person.pk, "replies"))
    other = signing.dumps([str(person.pk), "replies"], salt="another purpose")
    unsigned, _, signature = good.removeprefix("/mail/stop/").partition(":")
    with mock.patch("time.time", return_value=timezone.now().timestamp() - 400 * 86400):
        old = path(stop_link(person.pk, "replies"))
    return {
        "cut short": good[:-4] + "/",
        "made up": "/mail/stop/nothing/",
        "words changed": f"/mail/stop/{unsigned[:-2]}xx:{signature}",
        "signed for another purpose": f"/mail/stop/{other}/",
        "of putting off": path(pause_link(person.pk)).replace("/pause/", "/stop/"),
        "of stopping": good.replace("/stop/", "/pause/"),
        "too old": old,
    }


@pytest.mark.parametrize("how", ["cut short", "made up", "words changed", "too old", "of stopping",
                                 "signed for another purpose", "of putting off"])  # fmt: skip
def test_a_link_that_is_not_ours_does_nothing(bryony: User, client: Client, how: str) -> None:
    address = broken(bryony)[how]

    assertContains(client.get(address), "This link does not work", status_code=404)
    answer = client.post(address, {"wait": "2", "List-Unsubscribe": "One-Click"})

    assert answer.status_code == 404
    assert mailed(bryony) == EVERYTHING
    bryony.refresh_from_db()
    assert bryony.reminders_paused_until is None


def test_a_link_works_for_a_year(bryony: User, client: Client) -> None:
    made = timezone.now() - WORKS_FOR + timedelta(hours=1)
    with mock.patch("time.time", return_value=made.timestamp()):
        address = path(stop_link(bryony.pk, "replies"))

    assert client.get(address).status_code == 200


@pytest.mark.parametrize("link", ["stop", "pause"])
def test_the_link_of_someone_who_has_gone_does_not_work(
    bryony: User, client: Client, link: str
) -> None:
    address = path(stop_link(bryony.pk, "replies") if link == "stop" else pause_link(bryony.pk))
    bryony.delete()

    assert client.get(address).status_code == 404


@pytest.mark.parametrize(("wait", "days"), [("2", 14), ("6", 42)])
def test_reminders_are_put_off_for_some_weeks(
    bryony: User, idris: User, client: Client, wait: str, days: int
) -> None:
    address, until = path(pause_link(bryony.pk)), timezone.localdate() + timedelta(days=days)

    response = client.post(address, {"wait": wait}, follow=True)

    assertContains(response, f"No reminders until {date_format(until, 'j F')}")
    bryony.refresh_from_db()
    assert bryony.reminders_paused_until == until
    assert bryony.reminders_chosen_at is not None
    idris.refresh_from_db()
    assert idris.reminders_paused_until is None


@pytest.mark.parametrize(("days", "is_kept"), [(1, True), (366, True), (0, False), (-3, False),
                                               (367, False), (None, False)])  # fmt: skip
def test_reminders_are_put_off_until_a_day_within_a_year(
    bryony: User, client: Client, days: int | None, is_kept: bool
) -> None:
    day = "" if days is None else (timezone.localdate() + timedelta(days=days)).isoformat()

    answer = client.post(path(pause_link(bryony.pk)), {"wait": "own_day", "own_day": day})

    assert answer.status_code == (302 if is_kept else 422)
    bryony.refresh_from_db()
    assert (bryony.reminders_paused_until is not None) is is_kept


def test_a_page_that_puts_off_wants_a_csrf_token(bryony: User, strict: Client) -> None:
    assert strict.post(path(pause_link(bryony.pk)), {"wait": "2"}).status_code == 403


def test_once_they_are_off_there_is_nothing_to_put_off(bryony: User, client: Client) -> None:
    client.post(path(stop_link(bryony.pk, "reminder")))

    page = client.get(path(pause_link(bryony.pk)))

    assertContains(page, "Reminders are off.")
    assertNotContains(page, "<form")


@pytest.mark.parametrize("link", ["stop", "pause"])
def test_only_asking_and_answering(bryony: User, client: Client, link: str) -> None:
    address = path(stop_link(bryony.pk, "replies") if link == "stop" else pause_link(bryony.pk))

    assert client.put(address).status_code == 405
    assert client.delete(address).status_code == 405
    assert client.head(address).status_code == 200
    assert mailed(bryony) == EVERYTHING
