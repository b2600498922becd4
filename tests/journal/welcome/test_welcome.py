"""The promise page: the five promises in their words, and where one goes from there."""

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils.html import strip_tags
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from journal.models import Cohort, Membership
from partnership.people.models import User

from ...conftest import signed_in
from ...factories import make_cohort, make_person, make_question


def words(client: Client) -> str:
    return " ".join(strip_tags(client.get("/welcome/").content.decode()).split())


@pytest.fixture
def newcomer(autumn: Cohort) -> User:
    person = make_person("Noor Adeyemi-Hart", welcomed_at=None)
    Membership.objects.create(cohort=autumn, person=person, role="leader")
    return person


def test_the_promises_name_the_facilitator_and_who_runs_the_server(
    newcomer: User, settings: LazySettings
) -> None:
    settings.OPERATOR = "Harrowmere Learning Trust"

    page = words(signed_in(newcomer))

    assert (
        "When you share, you choose: your facilitator, Rosalind Amberley-Wick, or your whole"
        " cohort. Never your school or your trust." in page
    )
    assert "Rosalind may already have read it." in page
    assert "here is who they are: Harrowmere Learning Trust." in page


def test_home_sends_a_newcomer_to_the_promises_and_nobody_else(
    newcomer: User, as_bryony: Client
) -> None:
    assertRedirects(signed_in(newcomer).get("/"), "/welcome/")
    assert as_bryony.get("/").status_code == 200


def test_no_other_page_waits_for_the_promises(newcomer: User) -> None:
    client = signed_in(newcomer)

    assert client.get("/write/").status_code == 200
    assert client.get("/settings/").status_code == 200


def test_two_facilitators_are_both_named(autumn: Cohort, newcomer: User) -> None:
    other = make_person("Anselm Orde")
    Membership.objects.create(cohort=autumn, person=other, role="facilitator")

    page = words(signed_in(newcomer))

    assert "your facilitators, Anselm Orde and Rosalind Amberley-Wick, or your" in page
    assert "They may already have read it." in page


def test_nobody_outside_the_cohort_is_named(newcomer: User, elsewhere: Cohort) -> None:
    assert "Devinder" not in words(signed_in(newcomer))


def test_someone_in_no_cohort_reads_the_same_promises(db: None) -> None:
    page = words(signed_in(make_person(welcomed_at=None)))

    assert "you choose: your facilitator or your whole cohort." in page
    assert "Your facilitator may already have read it." in page


def test_start_writing_leads_to_the_first_question(newcomer: User, autumn: Cohort) -> None:
    question = make_question(autumn.module, key="first_of_all", position=0)

    response = signed_in(newcomer).post("/welcome/", {"reminders": "off"})

    assertRedirects(response, question.get_absolute_url(), fetch_redirect_response=False)
    newcomer.refresh_from_db()
    assert newcomer.welcomed_at is not None
    assert newcomer.reminders == "off"


def test_someone_in_no_cohort_goes_home(db: None) -> None:
    response = signed_in(make_person(welcomed_at=None)).post("/welcome/", {"reminders": "weekly"})

    assertRedirects(response, "/", fetch_redirect_response=False)


def test_an_unknown_choice_is_not_kept(newcomer: User) -> None:
    response = signed_in(newcomer).post("/welcome/", {"reminders": "hourly"})

    assertContains(response, "There is a problem")
    newcomer.refresh_from_db()
    assert newcomer.welcomed_at is None
    assert newcomer.reminders == "fortnightly"


def test_it_says_on_which_day_and_that_they_stop_by_themselves(newcomer: User) -> None:
    page = words(signed_in(newcomer))

    assert "By email, on Thursdays until you choose another day in Settings." in page
    assert "After three without an answer they stop by themselves." in page


def test_looking_again_later_asks_nothing(as_bryony: Client, bryony: User) -> None:
    before = bryony.welcomed_at

    response = as_bryony.get("/welcome/")

    assertNotContains(response, "Start writing")
    assertNotContains(response, "How often")
    bryony.refresh_from_db()
    assert bryony.welcomed_at == before


@pytest.mark.parametrize("cohorts", [1, 3])
def test_the_page_costs_the_same_in_one_cohort_or_three(
    cohorts: int, rosalind: User, django_assert_num_queries
) -> None:
    person = make_person(welcomed_at=None)
    for _ in range(cohorts):
        make_cohort(leaders=(person,), facilitators=(rosalind,))
    client = signed_in(person)
    client.get("/welcome/")

    with django_assert_num_queries(5):
        client.get("/welcome/")


def test_the_promises_are_not_for_passers_by(client: Client, db: None) -> None:
    assert client.get("/welcome/").status_code == 302
