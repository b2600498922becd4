"""Making admins and ending access: a line each, no word touched, and one admin always left."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client

from journal.models import Cohort, Entry, SharedCopy
from journal.replaying import replay
from partnership.ledger import Ledger
from partnership.people import deeds
from partnership.people.models import User
from partnership.record.models import Change
from tests.conftest import signed_in
from tests.factories import PASSWORD, make_entry, make_person, share


def lines() -> list[str]:
    return [line.words for line in Change.objects.newest_first()][::-1]


def test_an_admin_is_made_and_unmade(sam: User, rosalind: User) -> None:
    as_rosalind = signed_in(rosalind)

    deeds.make_admin(rosalind, by=sam)
    deeds.make_admin(rosalind, by=sam)
    assert as_rosalind.get("/manage/").status_code == 200
    deeds.end_admin(rosalind, by=sam)
    assert as_rosalind.get("/manage/").status_code == 404

    assert lines() == [
        "made Rosalind Amberley-Wick an admin",
        "took the right of an admin from Rosalind Amberley-Wick",
    ]


def test_the_last_admin_stays_one(sam: User) -> None:
    gone = make_person("Gone", is_staff=True, is_active=False)

    for attempt in (
        lambda: deeds.end_admin(sam, by=sam),
        lambda: deeds.end_access(sam, by=gone),
    ):
        with pytest.raises(deeds.LastAdminError):
            attempt()

    sam.refresh_from_db()
    assert (sam.is_staff, sam.is_active) == (True, True)
    assert lines() == []


def test_nobody_ends_their_own_access(sam: User) -> None:
    make_person("Second", is_staff=True)

    with pytest.raises(deeds.OwnAccessError):
        deeds.end_access(sam, by=sam)


def test_ending_access_signs_them_out_everywhere_and_for_good(
    client: Client, sam: User, bryony: User
) -> None:
    at_work, at_home, others = signed_in(bryony), signed_in(bryony), signed_in(sam)

    deeds.end_access(bryony, by=sam)
    answers = [one.get("/settings/").status_code for one in (at_work, at_home, others)]
    typed = {"login": bryony.email, "password": PASSWORD}
    client.post("/sign-in/", typed)
    assert client.get("/settings/").status_code == 302
    deeds.give_access(bryony, by=sam)

    assert answers == [302, 302, 200]
    assert at_work.get("/settings/").status_code == 302
    client.post("/sign-in/", typed)
    assert client.get("/settings/").status_code == 200
    assert lines() == [
        "ended the access of Bryony Fennimarsh",
        "gave Bryony Fennimarsh access again",
    ]


def test_no_word_is_touched(sam: User, bryony: User, autumn: Cohort) -> None:
    share(make_entry(bryony), autumn)

    def hers() -> list[object]:
        rows = [Entry.objects.owned_by(bryony), SharedCopy.objects.given_by(bryony)]
        rows += [bryony.memberships.all()]
        return [list(one.order_by("pk").values_list()) for one in rows]

    before = hers()
    deeds.end_access(bryony, by=sam)

    assert hers() == before


@pytest.mark.django_db(transaction=True)
def test_two_admins_who_end_each_other_at_once_leave_one() -> None:
    pair = [make_person(f"Admin {number}", is_staff=True) for number in range(2)]
    start = threading.Barrier(2)
    refused: list[Exception] = []

    def end(who: User, by: User) -> None:
        start.wait()
        try:
            deeds.end_access(who, by=by)
        except deeds.LastAdminError as error:
            refused.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=end, args=couple) for couple in (pair, pair[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(refused) == 1
    assert User.objects.admins().count() == 1


def test_what_was_ended_is_ended_in_a_restored_backup_too(
    sam: User, rosalind: User, bryony: User, idris: User, settings: LazySettings, tmp_path: Path
) -> None:
    settings.LEDGER = tmp_path / "ledger"
    for person in (rosalind, idris):
        deeds.make_admin(person, by=sam)
    people = {person.pk: person for person in User.objects.all()}
    deeds.end_admin(rosalind, by=sam)
    deeds.end_admin(idris, by=sam)
    deeds.make_admin(idris, by=sam)
    deeds.end_access(bryony, by=sam)
    deeds.end_access(idris, by=sam)
    deeds.give_access(idris, by=sam)
    User.objects.bulk_update(people.values(), ["is_active", "is_staff", "is_superuser"])

    for again in (1, 0):
        done = replay(Ledger.read([settings.LEDGER]))
        assert done["people who may not sign in"] == done["rights of an admin ended"] == again

    assert not User.objects.get(pk=bryony.pk).is_active
    assert set(User.objects.admins()) == {sam, idris}
    assert not User.objects.get(pk=rosalind.pk).is_superuser
