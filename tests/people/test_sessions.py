"""How long a sign-in lasts, on one's own device and on a shared one."""

import time
from datetime import timedelta
from unittest import mock
from uuid import uuid4

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from journal.models import Cohort, Membership
from journal.writing import autosave
from partnership.people.models import User
from partnership.people.sessions import LAST_USED, SHARED, SHARED_IDLE

from ..factories import PASSWORD


def sign_in(client: Client, person: User, *, shared: bool) -> None:
    data = {"login": person.email, "password": PASSWORD}
    client.post("/sign-in/", {**data, "shared_computer": "on"} if shared else data)


def last_used(client: Client, seconds_ago: int) -> None:
    session = client.session
    session[LAST_USED] = int(time.time()) - seconds_ago
    session.save()


def is_signed_in(client: Client) -> bool:
    return client.get("/settings/").status_code == 200


def test_ones_own_device_stays_signed_in_for_a_fortnight(client: Client, bryony: User) -> None:
    sign_in(client, bryony, shared=False)

    cookie = client.cookies[settings.SESSION_COOKIE_NAME]

    assert cookie["max-age"] == 14 * 24 * 60 * 60
    assert client.session[SHARED] is False


def test_a_shared_computers_cookie_goes_with_the_browser(client: Client, bryony: User) -> None:
    sign_in(client, bryony, shared=True)

    assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == ""
    assert client.session[SHARED] is True


@pytest.mark.parametrize(
    ("shared", "idle", "stays"),
    [
        (True, SHARED_IDLE - 30, True),
        (True, SHARED_IDLE + 30, False),
        (False, SHARED_IDLE + 30, True),
        (False, 13 * 24 * 60 * 60, True),
    ],
)
def test_an_idle_hour_ends_the_sign_in_on_a_shared_computer_only(
    client: Client, bryony: User, shared: bool, idle: int, stays: bool
) -> None:
    sign_in(client, bryony, shared=shared)
    last_used(client, idle)

    assert is_signed_in(client) is stays


def test_a_lapsed_sign_in_is_gone_from_the_server_too(client: Client, bryony: User) -> None:
    sign_in(client, bryony, shared=True)
    key = client.session.session_key
    last_used(client, SHARED_IDLE + 30)

    client.get("/settings/")

    assert not Session.objects.filter(pk=key).exists()


def test_use_keeps_a_shared_computer_signed_in(client: Client, bryony: User) -> None:
    sign_in(client, bryony, shared=True)
    last_used(client, SHARED_IDLE - 30)
    began = int(time.time())

    assert is_signed_in(client)

    assert client.session[LAST_USED] >= began


def test_use_within_the_fortnight_starts_it_anew(client: Client, bryony: User) -> None:
    sign_in(client, bryony, shared=False)
    last_used(client, 13 * 24 * 60 * 60)
    almost_over = timezone.now() + timedelta(hours=1)
    Session.objects.update(expire_date=almost_over)

    client.get("/settings/")

    assert Session.objects.get().expire_date > timezone.now() + timedelta(days=13)


def test_reading_a_page_twice_writes_no_session(client: Client, bryony: User) -> None:
    sign_in(client, bryony, shared=True)
    client.get("/settings/")
    before = Session.objects.get().session_data

    client.get("/settings/")

    assert Session.objects.get().session_data == before


def test_saying_it_is_shared_after_signing_in_counts_as_well(client: Client, bryony: User) -> None:
    sign_in(client, bryony, shared=False)

    client.post("/settings/computer/", {"shared_computer": "on"})

    assert client.session[SHARED] is True
    last_used(client, SHARED_IDLE + 30)
    assert not is_signed_in(client)


def test_asking_how_long_is_left_is_no_use(client: Client, bryony: User) -> None:
    sign_in(client, bryony, shared=True)
    last_used(client, SHARED_IDLE - 200)
    before = Session.objects.get().session_data

    left = client.get("/session/left/").json()["seconds"]

    assert 190 <= left <= 200
    assert Session.objects.get().session_data == before


def test_saying_that_one_is_there_starts_the_hour_anew(client: Client, bryony: User) -> None:
    sign_in(client, bryony, shared=True)
    last_used(client, SHARED_IDLE - 200)

    left = client.post("/session/left/").json()["seconds"]

    assert left > SHARED_IDLE - 10


def test_nothing_is_left_of_one_that_is_over(client: Client, bryony: User) -> None:
    sign_in(client, bryony, shared=True)
    last_used(client, SHARED_IDLE + 30)

    response = client.get("/session/left/", headers={"accept": "application/json"})

    assert response.status_code == 401


def test_on_ones_own_device_no_page_asks(client: Client, bryony: User) -> None:
    sign_in(client, bryony, shared=False)
    assert "session-end" not in client.get("/settings/").text
    assert client.get("/session/left/").json()["seconds"] > 13 * 24 * 60 * 60

    client.post("/settings/computer/", {"shared_computer": "on"})
    assert "js/session-end.js" in client.get("/settings/").text


@pytest.mark.parametrize(
    ("who", "hours", "stays"),
    [
        ("rosalind", 11.5, True),
        ("rosalind", 12.5, False),
        ("sam", 11.5, True),
        ("sam", 12.5, False),
        ("bryony", 13 * 24, True),
        ("bryony", 14 * 24 + 1, False),
    ],
)
def test_who_looks_after_others_stays_for_half_a_day(
    request: pytest.FixtureRequest,
    client: Client,
    autumn: Cohort,
    who: str,
    hours: float,
    stays: bool,
) -> None:
    sign_in(client, request.getfixturevalue(who), shared=False)
    last_used(client, int(hours * 60 * 60))

    assert is_signed_in(client) is stays


def test_it_is_asked_anew_who_looks_after_others(
    client: Client, bryony: User, autumn: Cohort
) -> None:
    sign_in(client, bryony, shared=False)
    Membership.objects.filter(person=bryony).update(role=Membership.Role.FACILITATOR)
    last_used(client, 25 * 60 * 60)
    assert is_signed_in(client)

    last_used(client, 13 * 60 * 60)

    assert not is_signed_in(client)


def test_who_became_an_admin_stays_for_half_a_day_at_once(client: Client, bryony: User) -> None:
    sign_in(client, bryony, shared=False)
    User.objects.filter(pk=bryony.pk).update(is_staff=True)
    last_used(client, 13 * 60 * 60)

    assert not is_signed_in(client)


@pytest.mark.parametrize(
    ("key", "fault", "status", "is_use"),
    [
        ("one-edit", None, 200, True),
        ("no", None, 422, True),  # a page sends that again only when something was typed
        ("one-edit", OperationalError("database or disk is full"), 503, False),
        ("one-edit", RuntimeError, 500, False),
    ],
)
def test_a_save_that_goes_on_failing_keeps_nobody_signed_in(
    client: Client,
    bryony: User,
    key: str,
    fault: Exception | None,
    status: int,
    is_use: bool,
) -> None:
    client.raise_request_exception = False
    sign_in(client, bryony, shared=True)
    last_used(client, SHARED_IDLE - 30)
    before = client.session[LAST_USED]
    sent = {"body": "Words.", "title": "", "base_version": 0, "key": key}

    with mock.patch.object(autosave, "_set_partnerships", side_effect=fault):
        answer = client.post(f"/entry/{uuid4()}/draft/", sent, content_type="application/json")

    assert answer.status_code == status
    assert (client.session[LAST_USED] > before) is is_use


def test_a_save_from_somebody_elses_page_keeps_nobody_signed_in(
    client: Client, bryony: User, idris: User
) -> None:
    """A tab that was left open sends it again and again, by itself."""
    sign_in(client, bryony, shared=True)
    last_used(client, SHARED_IDLE - 30)
    before = client.session[LAST_USED]
    sent = {"body": "His.", "title": "", "base_version": 0, "key": "one-edit", "author": idris.pk}

    answer = client.post(f"/entry/{uuid4()}/draft/", sent, content_type="application/json")

    assert answer.status_code == 401
    assert client.session[LAST_USED] == before
