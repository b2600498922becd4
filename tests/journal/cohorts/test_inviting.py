"""Inviting from a list: each line read, what is wrong told beside it, nothing sent by half."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertRedirects

from journal.cohorts import deeds
from journal.cohorts.addresses import MOST_AT_ONCE, read_lines
from journal.models import Cohort, Invitation, Notice
from partnership.people.models import User


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("ann@example.org", [("ann@example.org", "")]),
        ("  Ann@Example.ORG , ", [("ann@example.org", "")]),
        ("Ann Example <ann@example.org>", [("ann@example.org", "Ann Example")]),
        ('"Example, Ann" <ann@example.org>,', [("ann@example.org", "Example, Ann")]),
        ("<ann@example.org>", [("ann@example.org", "")]),
        ("Ann  \t Example<ann@example.org>", [("ann@example.org", "Ann Example")]),
        ("a@example.org\r\n\r\nb@example.org\n", [("a@example.org", ""), ("b@example.org", "")]),
        (
            "Ann <a@example.org>; Ben <b@example.org>",
            [("a@example.org", "Ann"), ("b@example.org", "Ben")],
        ),
    ],
)
def test_addresses_are_read_as_people_paste_them(typed: str, read: list[tuple[str, str]]) -> None:
    lines = read_lines(typed)

    assert [(line.email, line.name) for line in lines] == read
    assert not any(line.problem for line in lines)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("Ann Example", "There is no @ in it."),
        ("a@example.org b@example.org", "There is a space in it."),
        ("ann@", "This is not a whole email address."),
        ("Ann <ann@example", "There is a space in it."),
        ("ann@example.org\nANN@example.org", "This address is on the list already."),
        (
            f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.org",
            "This address is too long.",
        ),
        ("An\x00n <ann@example.org>", "not a whole"),
    ],
)
def test_a_line_that_is_wrong_says_why(typed: str, problem: str) -> None:
    assert problem in read_lines(typed)[-1].problem


def test_a_list_has_an_end() -> None:
    lines = read_lines("\n".join(f"{number}@example.org" for number in range(MOST_AT_ONCE + 1)))

    assert [line.typed for line in lines if line.problem] == [f"{MOST_AT_ONCE}@example.org"]


def invite(client: Client, cohort: Cohort, people: str, **data: str):
    return client.post(
        f"/cohorts/{cohort.pk}/invite/", {"people": people, "role": "leader", **data}
    )


def test_a_list_without_fault_is_sent_at_once(
    as_rosalind: Client, rosalind: User, autumn: Cohort
) -> None:
    response = invite(as_rosalind, autumn, "a@example.org\nBen <b@example.org>", role="facilitator")

    assertRedirects(response, f"/cohorts/{autumn.pk}/people/")
    asked = Invitation.objects.order_by("email")
    assert [(one.email, one.name, one.role, one.invited_by) for one in asked] == [
        ("a@example.org", "", "facilitator", rosalind),
        ("b@example.org", "Ben", "facilitator", rosalind),
    ]
    assert Notice.objects.filter(state="queued").count() == 2


def test_nothing_is_sent_while_a_line_is_wrong(as_rosalind: Client, autumn: Cohort) -> None:
    response = invite(as_rosalind, autumn, "a@example.org\nno address <here>")

    assertContains(response, "Nobody is invited yet. One line needs another look.")
    assertContains(response, "There is no @ in it.")
    assertContains(response, "a@example.org\nno address &lt;here&gt;</textarea>")
    assertContains(response, "Invite the other 1 now")
    assert not Invitation.objects.exists()


def test_the_right_ones_may_go_first_and_the_wrong_ones_stay(
    as_rosalind: Client, autumn: Cohort
) -> None:
    response = invite(as_rosalind, autumn, "a@example.org\nno address", do="right-ones")

    assertContains(response, "a@example.org is invited.")
    assertContains(response, "no address</textarea>")
    assertContains(response, "There is no @ in it.")
    assert [one.email for one in Invitation.objects.all()] == ["a@example.org"]


def test_who_is_in_or_asked_already_is_told_apart(as_rosalind: Client, autumn: Cohort) -> None:
    deeds.invite(autumn, email="asked@example.org", role="leader", by=None)

    response = invite(as_rosalind, autumn, "Bryony@example.org\nasked@example.org")

    assertContains(response, "In this cohort already.")
    assertContains(response, "Invited already")
    assertContains(response, "2 of 2 lines need another look.")


def test_whether_an_address_has_an_account_is_not_told(
    as_rosalind: Client, autumn: Cohort, elsewhere: Cohort
) -> None:
    response = invite(as_rosalind, autumn, "saoirse@example.org")

    assertRedirects(response, f"/cohorts/{autumn.pk}/people/")


def test_an_empty_list_says_so(as_rosalind: Client, autumn: Cohort) -> None:
    assertContains(invite(as_rosalind, autumn, " \n"), "Give at least one email address.")
    assertContains(invite(as_rosalind, autumn, " ; , "), "Give at least one email address.")
