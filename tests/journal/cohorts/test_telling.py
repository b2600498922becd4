"""What the record says of cohorts: each deed leaves one line, and none says what anybody wrote."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from journal.cohorts import deeds
from journal.models import Cohort, Membership, Notice
from partnership.people.models import User
from partnership.record.models import Change
from tests.conftest import signed_in
from tests.factories import make_cohort, make_entry, share

LEADER, FACILITATOR = Membership.Role.LEADER, Membership.Role.FACILITATOR


def lines() -> list[str]:
    """What the record says, the oldest first."""
    return [line.sentence for line in Change.objects.newest_first()][::-1]


@pytest.fixture
def spring(autumn: Cohort, rosalind: User) -> Cohort:
    return make_cohort(facilitators=(rosalind,), name="Spring")


def test_making_one_and_its_first_facilitator(autumn: Cohort, sam: User) -> None:
    dates = {"starts_on": autumn.starts_on, "module_ends_on": autumn.module_ends_on}
    new = Cohort(name="Summer", module=autumn.module, **dates)

    deeds.make_cohort(new, facilitator=sam, by=sam)

    assert lines() == [
        "Sam Admin made the cohort Summer",
        "Sam Admin joined Summer as a facilitator",
    ]


def test_changing_one_says_what_is_another_now(autumn: Cohort, rosalind: User) -> None:
    autumn.name = "Hallowby"
    autumn.starts_on = date(2026, 9, 21)

    deeds.change_cohort(autumn, by=rosalind)

    assert lines() == [
        "Rosalind Amberley-Wick changed Autumn: it is called Hallowby now and it runs from "
        "21 September to 9 November 2026 now"
    ]


def test_saving_the_same_again_leaves_no_line(autumn: Cohort, rosalind: User) -> None:
    deeds.change_cohort(autumn, by=rosalind)

    assert lines() == []


def test_inviting_sending_again_and_taking_back(autumn: Cohort, rosalind: User) -> None:
    asked = {"email": "ann@example.org", "role": LEADER, "by": rosalind}
    invitation = deeds.invite(autumn, name="Ann New", **asked)
    deeds.invite(autumn, **asked)  # today's mail is there, so nothing goes out
    Notice.objects.update(state=Notice.State.FAILED)
    deeds.send_again(invitation, by=rosalind)
    deeds.take_back(invitation, by=rosalind)

    assert lines() == [
        f"Rosalind Amberley-Wick {words}"
        for words in (
            "invited Ann New (ann@example.org) to Autumn as a leader",
            "sent the invitation of Ann New (ann@example.org) to Autumn again",
            "took back the invitation of Ann New (ann@example.org) to Autumn",
        )
    ]


def test_joining_by_an_invitation_and_with_the_code(
    autumn: Cohort, spring: Cohort, saoirse: User, rosalind: User
) -> None:
    invitation = deeds.invite(autumn, email=saoirse.email, role=FACILITATOR, by=rosalind)
    deeds.accept(invitation, saoirse)
    deeds.join(saoirse, spring)
    deeds.join(saoirse, spring)

    assert lines()[1:] == [
        "Saoirse Lindqvist-Moor joined Autumn as a facilitator, by an invitation",
        "Saoirse Lindqvist-Moor joined Spring as a leader, with the code",
    ]


def test_leaving_being_removed_and_moving(
    autumn: Cohort, spring: Cohort, bryony: User, idris: User, rosalind: User, sam: User
) -> None:
    deeds.end(autumn.memberships.get(person=bryony), by=bryony)
    deeds.move(autumn.memberships.get(person=idris), to=spring, by=rosalind)
    deeds.end(autumn.memberships.get(person=rosalind), by=sam)

    assert lines() == [
        "Bryony Fennimarsh left Autumn",
        "Rosalind Amberley-Wick moved Idris Calloway-Penn from Autumn to Spring",
        "Sam Admin removed Rosalind Amberley-Wick from Autumn",
    ]


def test_codes_are_never_in_it(autumn: Cohort, rosalind: User) -> None:
    codes = [deeds.renew_code(autumn, by=rosalind), deeds.renew_code(autumn, by=rosalind)]
    deeds.turn_off_code(autumn, by=rosalind)
    deeds.turn_off_code(autumn, by=rosalind)

    assert [line.removeprefix("Rosalind Amberley-Wick ") for line in lines()] == [
        "turned on a code to join Autumn",
        "changed the code to join Autumn",
        "turned off the code to join Autumn",
    ]
    assert not [line for line in lines() for code in codes if code in line]


def test_a_link_asked_for_with_the_code_is_by_nobody_known(client: Client, autumn: Cohort) -> None:
    code = deeds.renew_code(autumn)

    for _ in range(2):
        client.post("/join/", {"code": code, "email": "new@example.org"})
    client.post("/join/", {"code": "WRONG", "email": "new@example.org"})

    assert lines()[1:] == [
        "Somebody with the code asked for a link to Autumn, to be sent to new@example.org"
    ]


def test_pages_say_who_pressed(autumn: Cohort, bryony: User, rosalind: User) -> None:
    client = signed_in(rosalind)
    client.post(f"/cohorts/{autumn.pk}/invite/", {"people": "a@example.org", "role": LEADER})
    invitation = autumn.invitations.get()
    Notice.objects.update(state=Notice.State.FAILED)
    for page in (
        f"invitations/{invitation.pk}/send",
        f"invitations/{invitation.pk}/take-back",
        "code/new",
        "code/end",
        f"people/{bryony.pk}/remove",
    ):
        client.post(f"/cohorts/{autumn.pk}/{page}/")

    assert len(lines()) == 6
    assert {line.by for line in Change.objects.all()} == {rosalind}


def test_a_deed_that_fails_leaves_no_line(autumn: Cohort, spring: Cohort, bryony: User) -> None:
    deeds.add(bryony, spring, role=LEADER)
    before = lines()

    with pytest.raises(deeds.AlreadyInError):
        deeds.move(autumn.memberships.get(person=bryony), to=spring, by=bryony)

    assert lines() == before


def test_nothing_that_anybody_wrote_is_in_it(autumn: Cohort, bryony: User, sam: User) -> None:
    share(make_entry(bryony, body="zqwords of hers", title="zqtitle"), autumn)

    deeds.end(autumn.memberships.get(person=bryony), by=sam)

    assert not Change.objects.filter(words__contains="zq").exists()
