"""What one leader shared with the cohort, in the order of writing, and one's own replies."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from journal.models import Cohort, Membership
from journal.sharing.deeds import withdraw
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import make_cohort, make_entry, make_person, make_reply, share


def address(cohort: Cohort, person: User) -> str:
    return reverse("review:leader", args=[cohort.pk, person.pk])


def test_texts_stand_in_the_order_of_writing(
    as_rosalind: Client, bryony: User, autumn: Cohort
) -> None:
    now = timezone.now()
    share(make_entry(bryony, title="Later", started_at=now), autumn)
    share(make_entry(bryony, title="Earlier", started_at=now - timedelta(days=30)), autumn)
    make_entry(bryony, title="never given")

    rows = as_rosalind.get(address(autumn, bryony)).context_data["rows"]  # type: ignore[attr-defined]

    assert [row.heading for row in rows] == ["Earlier", "Later"]


def test_only_ones_own_replies_are_here(
    as_rosalind: Client, bryony: User, rosalind: User, autumn: Cohort
) -> None:
    copy = share(make_entry(bryony), autumn)
    make_reply(copy, rosalind, body="What came next?")
    make_reply(copy, bryony, body="An answer of hers.")

    page = as_rosalind.get(address(autumn, bryony)).content.decode()

    assert "What came next?" in page
    assert "An answer of hers." not in page


def test_with_nothing_shared_it_says_so(as_rosalind: Client, bryony: User, autumn: Cohort) -> None:
    assert "Nothing shared yet." in as_rosalind.get(address(autumn, bryony)).content.decode()


def test_a_long_text_is_shown_by_its_opening(
    as_rosalind: Client, bryony: User, autumn: Cohort
) -> None:
    share(make_entry(bryony, body="word " * 500), autumn)

    [row] = as_rosalind.get(address(autumn, bryony)).context_data["rows"]  # type: ignore[attr-defined]

    assert row.opening == "word " * 40 + "…"


def test_a_withdrawn_text_is_gone_at_once(
    as_rosalind: Client, bryony: User, autumn: Cohort
) -> None:
    copy = share(make_entry(bryony, title="Given and taken back"), autumn)

    withdraw(copy.entry)

    assert "Given and taken back" not in as_rosalind.get(address(autumn, bryony)).content.decode()


@pytest.mark.parametrize("name", ["bryony", "idris", "saoirse", "devinder", "sam"])
def test_only_the_cohorts_facilitators_come_here(
    request: pytest.FixtureRequest, bryony: User, autumn: Cohort, elsewhere: Cohort, name: str
) -> None:
    client = signed_in(request.getfixturevalue(name))

    assert client.get(address(autumn, bryony)).status_code == 404


@pytest.mark.parametrize("name", ["saoirse", "rosalind", "sam"])
def test_who_is_no_leader_of_the_cohort_has_no_page_in_it(
    request: pytest.FixtureRequest,
    as_rosalind: Client,
    autumn: Cohort,
    elsewhere: Cohort,
    name: str,
) -> None:
    person = request.getfixturevalue(name)

    assert as_rosalind.get(address(autumn, person)).status_code == 404


def test_who_left_the_cohort_has_no_page_in_it(
    as_rosalind: Client, bryony: User, autumn: Cohort
) -> None:
    autumn.memberships.filter(person=bryony).update(left_at=timezone.now())

    assert as_rosalind.get(address(autumn, bryony)).status_code == 404


def test_what_was_given_to_another_cohort_is_not_here(
    as_rosalind: Client, bryony: User, rosalind: User, autumn: Cohort
) -> None:
    spring = make_cohort(leaders=(bryony,), facilitators=(rosalind,), name="Spring")
    share(make_entry(bryony, title="For spring"), spring)

    assert "For spring" not in as_rosalind.get(address(autumn, bryony)).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries_however_long(
    as_rosalind: Client,
    rosalind: User,
    autumn: Cohort,
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    person = make_person()
    Membership.objects.create(cohort=autumn, person=person, role="leader")
    for _ in range(rows):
        make_reply(share(make_entry(person), autumn), rosalind)

    # session, person, the masthead, the leader, how many, texts, replies
    with django_assert_num_queries(7):
        as_rosalind.get(address(autumn, person))
