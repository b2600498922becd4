"""The list of cohorts, making one, and changing its name and dates."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from journal.models import Cohort
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import make_cohort, make_entry, make_person, share

DATES = {"starts_on": "2027-01-11", "module_ends_on": "2027-03-12"}


def details(cohort: Cohort, **changed: Any) -> dict[str, Any]:
    return {"name": "Spring", "module": cohort.module_id, **DATES, **changed}


def test_a_facilitator_lists_their_own_with_numbers_of_people(
    as_rosalind: Client, autumn: Cohort, elsewhere: Cohort, bryony: User
) -> None:
    share(make_entry(bryony), autumn)

    response = as_rosalind.get("/cohorts/")

    assertContains(response, "1 facilitator, 2 leaders")
    assertContains(response, "14 September to 9 November 2026")
    assertNotContains(response, "Elsewhere")
    assertNotContains(response, "shared")


def test_an_admin_lists_all(sam: User, autumn: Cohort, elsewhere: Cohort) -> None:
    response = signed_in(sam).get("/cohorts/")

    names = [line.name for line in response.context["looked_after"]]
    assert names == ["Autumn", "Elsewhere"]


def test_a_leader_lists_what_they_are_in_and_may_leave(
    as_bryony: Client, autumn: Cohort, elsewhere: Cohort
) -> None:
    response = as_bryony.get("/cohorts/")

    assertContains(response, f"/cohorts/{autumn.pk}/leave/")
    assertNotContains(response, "/people/")
    assertNotContains(response, "Elsewhere")
    assertNotContains(response, "Add a cohort")


@pytest.mark.parametrize("cohorts", [1, 3])
def test_more_cohorts_cost_no_more_queries(
    rosalind: User, as_rosalind: Client, cohorts: int, django_assert_num_queries: Any
) -> None:
    for _ in range(cohorts):
        make_cohort(facilitators=(rosalind,), leaders=(make_person(), make_person()))

    with django_assert_num_queries(7):
        as_rosalind.get("/cohorts/")


def test_whoever_makes_a_cohort_facilitates_it(
    as_rosalind: Client, rosalind: User, autumn: Cohort
) -> None:
    response = as_rosalind.post("/cohorts/add/", details(autumn, is_mine=""))

    made = Cohort.objects.get(name="Spring")
    assertRedirects(response, f"/cohorts/{made.pk}/people/")
    assert list(made.current_facilitators()) == [rosalind]


@pytest.mark.parametrize("is_mine", [True, False])
def test_an_admin_may_leave_that_to_somebody_else(sam: User, autumn: Cohort, is_mine: bool) -> None:
    signed_in(sam).post("/cohorts/add/", details(autumn, **({"is_mine": "on"} if is_mine else {})))

    made = Cohort.objects.get(name="Spring")
    assert made.current_facilitators().filter(pk=sam.pk).exists() is is_mine


def test_leaders_and_strangers_make_none(as_bryony: Client, autumn: Cohort) -> None:
    assert as_bryony.get("/cohorts/add/").status_code == 403
    assert as_bryony.post("/cohorts/add/", details(autumn)).status_code == 403
    assert not Cohort.objects.filter(name="Spring").exists()


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"name": ""}, "Give the cohort a name."),
        ({"module_ends_on": "2027-01-10"}, "That is before the first day."),
        ({"starts_on": ""}, "Give its first day."),
        ({"module": ""}, "Choose a module."),
    ],
)
def test_what_is_missing_or_wrong_is_said(
    as_rosalind: Client, autumn: Cohort, changed: dict[str, str], says: str
) -> None:
    response = as_rosalind.post("/cohorts/add/", details(autumn, **changed))

    assertContains(response, says)
    assertContains(response, "<title>Error: Add a cohort")
    assert Cohort.objects.count() == 1


def test_its_name_and_dates_may_change_and_its_key_stays(
    as_rosalind: Client, autumn: Cohort
) -> None:
    response = as_rosalind.post(f"/cohorts/{autumn.pk}/edit/", details(autumn))

    assertRedirects(response, f"/cohorts/{autumn.pk}/people/")
    changed = Cohort.objects.get(pk=autumn.pk)
    assert (changed.name, str(changed.starts_on), changed.key) == (
        "Spring",
        "2027-01-11",
        autumn.key,
    )


def test_the_heading_keeps_the_name_until_it_is_saved(as_rosalind: Client, autumn: Cohort) -> None:
    response = as_rosalind.post(f"/cohorts/{autumn.pk}/edit/", details(autumn, starts_on=""))

    assertContains(response, "<h1>Edit Autumn</h1>")


@pytest.mark.parametrize("page", ["edit", "people", "invite"])
@pytest.mark.parametrize("who", ["bryony", "idris", "saoirse", "devinder"])
def test_nobody_else_finds_the_pages_of_a_cohorts_people(
    request: pytest.FixtureRequest, elsewhere: Cohort, autumn: Cohort, page: str, who: str
) -> None:
    client = signed_in(request.getfixturevalue(who))

    assert client.get(f"/cohorts/{autumn.pk}/{page}/").status_code == 404
    assert client.post(f"/cohorts/{autumn.pk}/{page}/", details(autumn)).status_code in (404, 405)
    autumn.refresh_from_db()
    assert autumn.name == "Autumn"


def test_twenty_stand_on_a_page(sam: User) -> None:
    for number in range(21):
        make_cohort(name=f"Cohort {number:02}")
    client = signed_in(sam)

    first, second = (client.get("/cohorts/", {"page": page}).context_data for page in (1, 2))

    assert [len(page["looked_after"]) for page in (first, second)] == [20, 1]
    names = [line.name for page in (first, second) for line in page["looked_after"]]
    assert names == sorted(names)
