"""The key of the words that a device keeps: one's own, and nobody else's."""

from __future__ import annotations

import base64
from unittest import mock

import pytest
from django.conf import LazySettings
from django.test import Client

from partnership.people.deeds import end_access
from partnership.people.models import User

from ..conftest import signed_in

Key = dict[str, str]


def asked(client: Client, person: User, **more: str) -> Key:
    response = client.get("/outbox/key/", {"author": str(person.pk), **more})
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    given = response.json()
    return {name: given[name] for name in ("owner", "epoch", "key")}


def test_a_person_is_given_the_same_key_at_every_sign_in(bryony: User) -> None:
    first, again = asked(signed_in(bryony), bryony), asked(signed_in(bryony), bryony)

    assert first == again
    assert len(base64.b64decode(first["key"])) == 32


def test_it_comes_with_the_time_which_a_device_may_not_know(
    as_bryony: Client, bryony: User
) -> None:
    with mock.patch("time.time", return_value=1_795_348_800.5):
        given = as_bryony.get("/outbox/key/", {"author": str(bryony.pk)}).json()

    assert given["now"] == 1_795_348_800_500


def test_two_people_have_nothing_of_it_in_common(bryony: User, idris: User) -> None:
    hers, his = asked(signed_in(bryony), bryony), asked(signed_in(idris), idris)

    assert not set(hers.values()) & set(his.values())


def test_what_is_kept_names_nobody(bryony: User) -> None:
    key = asked(signed_in(bryony), bryony)

    for told in (str(bryony.pk), bryony.pk.hex, bryony.email, bryony.password):
        assert told not in f"{key['owner']} {key['epoch']}"


def test_a_new_password_begins_an_epoch_and_leaves_the_one_before_readable(bryony: User) -> None:
    before = asked(signed_in(bryony), bryony)
    bryony.set_password("something else entirely")
    bryony.save()

    after = asked(signed_in(bryony), bryony)

    assert after["epoch"] != before["epoch"]
    assert after["key"] != before["key"]
    assert after["owner"] == before["owner"]
    assert asked(signed_in(bryony), bryony, epoch=before["epoch"]) == before


def test_a_new_secret_of_the_site_leaves_what_was_kept_under_the_one_before_readable(
    bryony: User, settings: LazySettings
) -> None:
    before = asked(signed_in(bryony), bryony)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another one"

    as_bryony = signed_in(bryony)
    after = asked(as_bryony, bryony)

    assert not set(after.values()) & set(before.values())
    assert asked(as_bryony, bryony, epoch=before["epoch"])["key"] == before["key"]
    given = as_bryony.get("/outbox/key/", {"author": str(bryony.pk)}).json()
    assert given["before"] == [before["owner"]]


def test_naming_anothers_epoch_opens_nothing_of_theirs(bryony: User, idris: User) -> None:
    hers = asked(signed_in(bryony), bryony)

    his = asked(signed_in(idris), idris, epoch=hers["epoch"])

    assert his["key"] != hers["key"]


def test_a_page_of_somebody_else_is_given_none(as_bryony: Client, idris: User) -> None:
    response = as_bryony.get("/outbox/key/", {"author": str(idris.pk)})

    assert response.status_code == 401
    assert "key" not in response.json()


@pytest.mark.parametrize("epoch", ["x", "0" * 17, "owner", "0123456789abcde\n"])
def test_an_epoch_that_is_none_is_refused(as_bryony: Client, bryony: User, epoch: str) -> None:
    response = as_bryony.get("/outbox/key/", {"author": str(bryony.pk), "epoch": epoch})

    assert response.status_code == 400


def test_whoever_is_not_signed_in_is_given_none(client: Client, bryony: User) -> None:
    asked_by_script = {"accept": "application/json"}

    response = client.get("/outbox/key/", {"author": str(bryony.pk)}, headers=asked_by_script)

    assert response.status_code == 401


def test_whoever_may_not_sign_in_any_more_is_given_none(bryony: User, sam: User) -> None:
    hers = signed_in(bryony)
    end_access(bryony, by=sam)

    response = hers.get("/outbox/key/", {"author": str(bryony.pk)})

    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in/")


def test_it_is_read_and_never_written(as_bryony: Client, bryony: User) -> None:
    assert as_bryony.post("/outbox/key/", {"author": str(bryony.pk)}).status_code == 405
