"""Closing a cohort: nobody else comes in, nothing of anybody's changes, and it can be undone."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from journal.cohorts import deeds
from journal.cohorts.closing import close_cohort, open_again
from journal.models import Cohort, Entry, Membership, Notice, Reply, SharedCopy
from partnership.people.models import User
from partnership.record.models import Change
from tests.conftest import signed_in
from tests.factories import make_cohort, make_entry, make_reply, share

LEADER = Membership.Role.LEADER


@pytest.fixture
def closed(autumn: Cohort, rosalind: User) -> Cohort:
    close_cohort(autumn, by=rosalind)
    return autumn


def test_the_page_says_what_happens_and_does_nothing(as_rosalind: Client, autumn: Cohort) -> None:
    for number in range(2):
        deeds.invite(autumn, email=f"{number}@example.org", role=LEADER, by=None)
    deeds.renew_code(autumn)

    answer = as_rosalind.get(f"/cohorts/{autumn.pk}/close/")

    assertContains(answer, "2 invitations that are still open are taken back.")
    assertContains(answer, "The code is turned off.")
    autumn.refresh_from_db()
    assert autumn.closed_at is None
    assert autumn.invitations.open().count() == 2


def test_closing_takes_back_invitations_and_their_mails_and_the_code(
    as_rosalind: Client, autumn: Cohort, rosalind: User
) -> None:
    asked = deeds.invite(autumn, email="new@example.org", role=LEADER, by=rosalind)
    code = deeds.renew_code(autumn)

    answer = as_rosalind.post(f"/cohorts/{autumn.pk}/close/", follow=True)

    assertContains(answer, "Autumn is closed.")
    assertContains(answer, "Closed since")
    assert not autumn.invitations.open().exists()
    assert Notice.objects.get(invitation=asked).state == Notice.State.DROPPED
    assert not Cohort.objects.joined_by_code(code).exists()
    words = "closed Autumn and took back 1 invitation"
    assert Change.objects.newest_first()[0].sentence == f"Rosalind Amberley-Wick {words}"


def test_nothing_of_anybodys_changes(
    autumn: Cohort, bryony: User, idris: User, rosalind: User, as_rosalind: Client
) -> None:
    copy = share(make_entry(bryony, body="Words of mine."), autumn, "cohort")
    make_reply(copy, rosalind)

    def all_of_it() -> list[object]:
        mine = Entry.objects.owned_by(bryony)
        rows = [mine, SharedCopy.objects.all(), Membership.objects.all(), Reply.objects.all()]
        return [list(one.order_by("pk").values_list()) for one in rows]

    before = all_of_it()
    close_cohort(autumn, by=rosalind)

    assert all_of_it() == before
    assert as_rosalind.get(copy.get_absolute_url()).status_code == 200
    assert signed_in(idris).get(copy.get_absolute_url()).status_code == 200


def test_nobody_comes_into_a_closed_one(
    closed: Cohort, elsewhere: Cohort, saoirse: User, sam: User
) -> None:
    asked = {"email": "new@example.org", "role": LEADER, "by": sam}
    for attempt in (
        lambda: deeds.invite(closed, **asked),
        lambda: deeds.ask_with_the_code(closed, email="new@example.org"),
        lambda: deeds.join(saoirse, closed),
        lambda: deeds.add(saoirse, closed, role=LEADER, by=sam),
        lambda: deeds.renew_code(closed, by=sam),
        lambda: deeds.move(elsewhere.memberships.get(person=saoirse), to=closed, by=sam),
    ):
        with pytest.raises(deeds.ClosedError):
            attempt()

    assert not closed.invitations.exists()
    assert not deeds.is_in(saoirse, closed)
    assert deeds.is_in(saoirse, elsewhere)


def test_its_pages_offer_no_way_in(
    as_rosalind: Client, closed: Cohort, rosalind: User, sam: User
) -> None:
    people = f"/cohorts/{closed.pk}/people/"
    spring = make_cohort(facilitators=(rosalind,), name="Spring")
    other = spring.memberships.get(person=rosalind).person

    answer = as_rosalind.get(people)

    assertNotContains(answer, "/invite/")
    assertNotContains(answer, "/code/")
    assertRedirects(as_rosalind.get(f"/cohorts/{closed.pk}/invite/"), people)
    assertRedirects(as_rosalind.get(f"/cohorts/{closed.pk}/close/"), people)
    assert as_rosalind.post(f"/cohorts/{closed.pk}/code/new/").status_code == 404
    moving = signed_in(sam).get(f"/cohorts/{spring.pk}/people/{other.pk}/move/")
    assertNotContains(moving, "Autumn")
    assertContains(as_rosalind.get("/cohorts/"), "Closed")


def test_opening_it_again_lets_people_be_invited_and_brings_nothing_back(
    as_rosalind: Client, autumn: Cohort, rosalind: User
) -> None:
    deeds.invite(autumn, email="new@example.org", role=LEADER, by=rosalind)
    close_cohort(autumn, by=rosalind)

    answer = as_rosalind.post(f"/cohorts/{autumn.pk}/open/", follow=True)

    assertContains(answer, "Autumn is open again")
    assertContains(answer, "/invite/")
    assert not autumn.invitations.open().exists()


def test_pressing_twice_leaves_one_line(closed: Cohort, rosalind: User) -> None:
    close_cohort(closed, by=rosalind)
    open_again(closed, by=rosalind)
    open_again(closed, by=rosalind)

    lines = [line.words for line in Change.objects.newest_first()]
    assert lines == ["opened Autumn again", "closed Autumn"]


@pytest.mark.parametrize("page", ["close", "open"])
@pytest.mark.parametrize("who", ["bryony", "saoirse", "devinder"])
def test_nobody_else_closes_or_opens_it(
    request: pytest.FixtureRequest, autumn: Cohort, elsewhere: Cohort, page: str, who: str
) -> None:
    client = signed_in(request.getfixturevalue(who))

    assert client.post(f"/cohorts/{autumn.pk}/{page}/").status_code == 404
    assert autumn.starts_on == date(2026, 9, 14)
    autumn.refresh_from_db()
    assert autumn.closed_at is None
