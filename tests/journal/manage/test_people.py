"""Everybody, for admins: found, listed and taken out; one of them; and what an admin may change."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from journal.cohorts import deeds
from journal.models import Cohort
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import make_cohort, make_entry, make_person, share

URL = "/manage/people/"


def names(client: Client, **asked: object) -> list[str]:
    return [line.name for line in client.get(URL, asked).context["page"]]


def test_everybody_is_listed_by_name_with_their_cohorts(
    as_sam: Client, autumn: Cohort, bryony: User
) -> None:
    deeds.add(bryony, make_cohort(name="Spring"), role="facilitator")

    answer = as_sam.get(URL)

    assert [line.name.split()[0] for line in answer.context["page"]] == [
        "Bryony",
        "Idris",
        "Rosalind",
        "Sam",
    ]
    assertContains(answer, "Autumn, leader; Spring, facilitator")
    assertContains(answer, "4 people.")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("elodie", ["Élodie Ångström"]),
        ("ÉLODIE angs", ["Élodie Ångström"]),
        ("elo@example.org", ["Élodie Ångström"]),
        ("hollybank", ["Élodie Ångström"]),
        ("lodie", []),
        ("%", ["Sam Admin", "Élodie Ångström"]),
    ],
)
def test_a_search_minds_neither_case_nor_accents(
    as_sam: Client, asked: str, found: list[str]
) -> None:
    make_person("Élodie Ångström", email="elo@example.org", organisation="Hollybank School")

    assert sorted(names(as_sam, q=asked)) == found


@pytest.mark.parametrize(
    ("who", "found"),
    [
        ("facilitators", ["Rosalind Amberley-Wick"]),
        ("leaders", ["Bryony Fennimarsh", "Idris Calloway-Penn"]),
        ("nowhere", ["Gone Person", "Sam Admin"]),
        ("admins", ["Sam Admin"]),
        ("ended", ["Gone Person"]),
    ],
)
def test_each_kind_can_be_listed(
    as_sam: Client, autumn: Cohort, who: str, found: list[str]
) -> None:
    make_person("Gone Person", is_active=False)

    assert names(as_sam, who=who) == found


def test_the_hundredth_is_on_the_second_page_and_a_page_too_far_is_the_last(as_sam: Client) -> None:
    for number in range(1, 101):
        make_person(f"Person {number:03}")

    assert "Person 100" in names(as_sam, page=2)
    assert names(as_sam, page=99) == names(as_sam, page=3)
    assertContains(as_sam.get(URL, {"q": "person"}), "?q=person&amp;page=2")


def test_nobody_found_is_said(as_sam: Client) -> None:
    assertContains(as_sam.get(URL, {"q": "nobody"}), "Nobody matches.")


@pytest.mark.parametrize("people", [1, 100])
def test_more_people_cost_no_more_queries(
    as_sam: Client, autumn: Cohort, people: int, django_assert_num_queries: Any
) -> None:
    for _ in range(people):
        deeds.add(make_person(), autumn, role="leader")

    with django_assert_num_queries(6):
        as_sam.get(URL)
    with django_assert_num_queries(6):
        as_sam.get(URL, {"q": "alex"})


def test_the_file_holds_those_people_and_no_formula(as_sam: Client, autumn: Cohort) -> None:
    deeds.add(make_person("=cmd|' /C calc'!A0", email="f@example.org"), autumn, role="leader")

    lines = as_sam.get(f"{URL}file/", {"q": "cmd"}).getvalue().decode("utf-8-sig").splitlines()

    assert lines == [
        "Name,Email,Organisation,Cohort,Role,Admin,Access",
        "'=cmd|' /C calc'!A0,f@example.org,,Autumn,leader,,",
    ]


def test_one_person_has_cohorts_access_and_lines_and_nothing_they_wrote(
    as_sam: Client, autumn: Cohort, bryony: User, sam: User
) -> None:
    share(make_entry(bryony, body="zqwords", title="zqtitle"), autumn)
    spring = make_cohort(name="Spring")
    deeds.end(deeds.add(bryony, spring, role="leader", by=sam), by=sam)

    answer = as_sam.get(f"{URL}{bryony.pk}/")

    assertContains(answer, f"/cohorts/{autumn.pk}/people/{bryony.pk}/move/")
    assertContains(answer, "Before: Spring, leader, until")
    assertContains(answer, "Sam Admin removed Bryony Fennimarsh from Spring")
    for word in ("zqwords", "zqtitle", "1 entry", "1 text"):
        assertNotContains(answer, word)


def confirm(client: Client, person: User, page: str) -> Any:
    """Open the page that asks and press its button."""
    url = f"{URL}{person.pk}/{page}/"
    standing = client.get(url).context["standing"]
    return client.post(url, {"standing": standing}, follow=True)


def test_making_an_admin_is_asked_first_and_can_be_taken_back(
    as_sam: Client, rosalind: User
) -> None:
    assertContains(
        as_sam.get(f"{URL}{rosalind.pk}/admin/"), "It opens nothing that anybody wrote or shared."
    )
    rosalind.refresh_from_db()
    assert not rosalind.is_staff

    assertContains(confirm(as_sam, rosalind, "admin"), "Rosalind Amberley-Wick is an admin now.")
    assertContains(confirm(as_sam, rosalind, "admin"), "is no longer an admin.")


def test_ending_access_is_asked_first_and_says_what_stays_shared(
    as_sam: Client, autumn: Cohort, bryony: User
) -> None:
    assertContains(as_sam.get(f"{URL}{bryony.pk}/access/"), "What Bryony shared in Autumn stays")

    assertContains(confirm(as_sam, bryony, "access"), "Bryony Fennimarsh can no longer sign in.")
    assertContains(as_sam.get(f"{URL}{bryony.pk}/"), "an admin ended their access")
    assertContains(confirm(as_sam, bryony, "access"), "Bryony Fennimarsh can sign in again.")


def test_of_a_facilitator_it_says_that_somebody_else_should_read(
    as_sam: Client, autumn: Cohort, rosalind: User
) -> None:
    answer = as_sam.get(f"{URL}{rosalind.pk}/access/")

    assertContains(answer, "Rosalind stays a facilitator of Autumn, and reads nothing there.")


@pytest.mark.parametrize(
    ("page", "why"),
    [
        ("admin", "Nobody else is an admin who can sign in."),
        ("access", "You cannot end your own access."),
    ],
)
def test_the_last_admin_stays_and_is_told_why(
    as_sam: Client, sam: User, page: str, why: str
) -> None:
    answer = confirm(as_sam, sam, page)

    assertContains(answer, why)
    assertContains(answer, "<title>Error: ")
    sam.refresh_from_db()
    assert (sam.is_staff, sam.is_active) == (True, True)


def test_an_admin_who_stops_being_one_comes_out_at_home(as_sam: Client, sam: User) -> None:
    make_person("Second", is_staff=True)

    assertRedirects(confirm(as_sam, sam, "admin"), "/")


def test_a_page_that_has_grown_old_does_nothing(as_sam: Client, sam: User, bryony: User) -> None:
    """Another admin has ended the access since: pressing must not give it back."""
    standing = as_sam.get(f"{URL}{bryony.pk}/access/").context["standing"]
    User.objects.filter(pk=bryony.pk).update(is_active=False)

    as_sam.post(f"{URL}{bryony.pk}/access/", {"standing": standing})

    bryony.refresh_from_db()
    assert not bryony.is_active


@pytest.mark.parametrize("page", ["", "file/", "{pk}/", "{pk}/admin/", "{pk}/access/"])
@pytest.mark.parametrize("who", ["bryony", "rosalind"])
def test_to_anyone_else_they_are_missing(
    request: pytest.FixtureRequest, autumn: Cohort, idris: User, page: str, who: str
) -> None:
    client = signed_in(request.getfixturevalue(who))
    url = URL + page.format(pk=idris.pk)

    assert client.get(url).status_code == 404
    assert client.post(url, {"standing": "False True"}).status_code == 404
    idris.refresh_from_db()
    assert (idris.is_staff, idris.is_active) == (False, True)
