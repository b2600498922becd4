"""Writing to everyone: a mail of the facilitator's own, to those who lead in the cohort now."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains

from journal.cohorts import deeds
from journal.models import Cohort, Membership
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import make_cohort, make_person


def page_of(cohort: Cohort) -> str:
    return f"/cohorts/{cohort.pk}/message/"


def test_a_mail_to_oneself_has_every_leader_in_hidden_copy(
    as_rosalind: Client, autumn: Cohort
) -> None:
    autumn.name = "Autumn & winter?"
    autumn.save()

    link = urlsplit(as_rosalind.get(page_of(autumn)).context_data["message"].link)

    assert (link.scheme, link.path) == ("mailto", "rosalind@example.org")
    assert parse_qs(link.query) == {
        "bcc": ["bryony@example.org,idris@example.org"],
        "subject": ["Autumn & winter?"],
    }


def test_signs_that_mean_something_in_a_link_stay_in_the_address(
    as_rosalind: Client, autumn: Cohort
) -> None:
    deeds.add(make_person("Zed", email="a+b&c@example.org"), autumn, role="leader")

    link = urlsplit(as_rosalind.get(page_of(autumn)).context_data["message"].link)

    assert parse_qs(link.query)["bcc"][0].endswith(",a+b&c@example.org")


def test_whoever_has_left_is_not_written_to(
    as_rosalind: Client, autumn: Cohort, idris: User, sam: User
) -> None:
    deeds.end(autumn.memberships.get(person=idris), by=sam)

    page = as_rosalind.get(page_of(autumn))

    assertNotContains(page, "idris@example.org")
    assertContains(page, "Begin a mail to 1 leader")


def test_too_many_for_a_link_can_be_copied(as_rosalind: Client, rosalind: User) -> None:
    crowd = tuple(make_person(email=f"{'long' * 10}{n}@example.org") for n in range(40))
    cohort = make_cohort(leaders=crowd, facilitators=(rosalind,))

    page = as_rosalind.get(page_of(cohort))

    assertNotContains(page, "mailto:")
    assertContains(page, crowd[-1].email)


def test_with_nobody_there_is_nobody_to_write_to(as_rosalind: Client, rosalind: User) -> None:
    cohort = make_cohort(facilitators=(rosalind,))

    assertContains(as_rosalind.get(page_of(cohort)), "There is nobody to write to yet.")


@pytest.mark.parametrize("name", ["bryony", "devinder", "sam"])
def test_only_its_facilitators_see_the_addresses(
    request: pytest.FixtureRequest, autumn: Cohort, elsewhere: Cohort, name: str
) -> None:
    """Not its leaders, another's facilitator, nor an admin who has no part in it."""
    client = signed_in(request.getfixturevalue(name))

    assert client.get(page_of(autumn)).status_code == 404


def test_the_page_is_only_read(as_rosalind: Client, autumn: Cohort) -> None:
    assert as_rosalind.post(page_of(autumn)).status_code == 405


def test_who_is_asked_to_join_is_told_who_will_see_their_address(
    autumn: Cohort, saoirse: User
) -> None:
    code = deeds.renew_code(autumn)

    page = signed_in(saoirse).get(f"/join/{code}/")

    assertContains(page, "Rosalind will see your name and email address.")


@pytest.mark.parametrize("people", [1, 3])
def test_more_people_need_no_more_queries(
    as_rosalind: Client,
    autumn: Cohort,
    people: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(people):
        Membership.objects.create(cohort=autumn, person=make_person(), role="leader")

    # session, person, the masthead, people
    with django_assert_num_queries(4):
        as_rosalind.get(page_of(autumn))
