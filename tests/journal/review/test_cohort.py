"""The cohort's page: what was shared, by whom, and nothing of what was not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from frameworks.models import Element
from journal.models import Cohort, Invitation, Membership, Reading, SharedCopy
from journal.review.cohort import Overview
from journal.sharing.deeds import withdraw
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import (
    make_cohort,
    make_entry,
    make_framework,
    make_module,
    make_person,
    share,
    share_placed,
    share_tagged,
)


def address(cohort: Cohort) -> str:
    return reverse("review:cohort", args=[cohort.pk])


def page_of(client: Client, cohort: Cohort) -> Overview:
    overview: Overview = client.get(address(cohort)).context_data["overview"]  # type: ignore[attr-defined]
    return overview


@pytest.fixture
def levels(db: None) -> list[Element]:
    make_module(frameworks_in_front=["himmelman_linkage"])
    make_framework("himmelman_linkage", ("networking", "coordination"), kind="scale")
    return list(Element.objects.order_by("position"))


def test_with_nothing_shared_it_says_who_has_joined(
    as_rosalind: Client, bryony: User, autumn: Cohort
) -> None:
    make_entry(bryony, body="never given")
    Invitation.objects.create(
        cohort=autumn, email="new@example.org", expires_at=timezone.now() + timedelta(days=1)
    )

    words = as_rosalind.get(address(autumn)).content.decode()

    assert "Nobody has shared yet. 2 of 3 have joined." in words
    assert "never given" not in words


def test_three_sentences_are_drawn_from_what_was_shared(
    as_rosalind: Client, bryony: User, idris: User, levels: list[Element], autumn: Cohort
) -> None:
    networking, coordination = levels
    now = timezone.now()
    share_placed(bryony, autumn, networking, started_at=now - timedelta(days=9))
    share_placed(bryony, autumn, coordination, started_at=now)
    share_tagged(bryony, autumn, coordination)

    assert page_of(as_rosalind, autumn).said == [
        "1 of 2 leaders has shared something: Bryony Fennimarsh.",
        "“Coordination” is named most, in 2 shared texts. “Networking” is named least, in 1.",
        "1 partnership has been placed twice, and is closer than at first.",
    ]


def test_people_stand_in_alphabetical_order_however_much_they_shared(
    as_rosalind: Client, bryony: User, idris: User, autumn: Cohort
) -> None:
    ann = make_person("ann Lower-Case")
    Membership.objects.create(cohort=autumn, person=ann, role="leader")
    for _ in range(3):
        share(make_entry(idris), autumn)

    rows = page_of(as_rosalind, autumn).rows

    assert [row.name for row in rows] == [ann.name, bryony.name, idris.name]
    assert [row.shared.split()[0] for row in rows] == ["Nothing", "Nothing", "Last"]


@pytest.mark.parametrize(
    ("answered", "dealt", "waiting"),
    [
        (None, None, ""),
        (None, 1, ""),
        (2, None, "1 answer waiting for you"),
        (2, 1, "1 answer waiting for you"),
        (1, 2, ""),
    ],
)
def test_an_answer_waits_until_it_is_dealt_with(
    as_rosalind: Client,
    bryony: User,
    rosalind: User,
    autumn: Cohort,
    answered: int | None,
    dealt: int | None,
    waiting: str,
) -> None:
    now = timezone.now()
    copy = share(make_entry(bryony), autumn)
    Reading.objects.create(
        copy=copy,
        person=rosalind,
        answered_at=answered and now + timedelta(hours=answered),
        dealt_at=dealt and now + timedelta(hours=dealt),
    )

    assert page_of(as_rosalind, autumn).rows[0].waiting == waiting


def test_another_facilitators_answers_are_not_ones_own(
    as_rosalind: Client, bryony: User, autumn: Cohort
) -> None:
    other = make_person("Other Facilitator")
    Membership.objects.create(cohort=autumn, person=other, role="facilitator")
    copy = share(make_entry(bryony), autumn)
    Reading.objects.create(copy=copy, person=other, answered_at=timezone.now())

    assert page_of(as_rosalind, autumn).rows[0].waiting == ""


def test_a_withdrawn_text_is_gone_from_every_sentence_at_once(
    as_rosalind: Client, bryony: User, levels: list[Element], autumn: Cohort
) -> None:
    copy = share_placed(bryony, autumn, levels[0])
    assert page_of(as_rosalind, autumn).said

    withdraw(copy.entry)

    page = page_of(as_rosalind, autumn)
    assert page.said == []
    assert page.rows[0].shared == "Nothing shared yet"


def test_someone_who_left_takes_their_row_and_what_they_gave(
    as_rosalind: Client, bryony: User, idris: User, autumn: Cohort
) -> None:
    share(make_entry(bryony), autumn)

    autumn.memberships.filter(person=bryony).update(left_at=timezone.now())

    page = page_of(as_rosalind, autumn)
    assert page.said == []
    assert [row.name for row in page.rows] == [idris.name]


@pytest.mark.parametrize("name", ["bryony", "idris", "saoirse", "devinder", "sam"])
def test_only_its_facilitators_come_here(
    request: pytest.FixtureRequest, autumn: Cohort, elsewhere: Cohort, name: str
) -> None:
    client = signed_in(request.getfixturevalue(name))

    assert client.get(address(autumn)).status_code == 404


def test_whoever_stopped_facilitating_has_no_page_from_then_on(
    as_rosalind: Client, rosalind: User, autumn: Cohort
) -> None:
    autumn.memberships.filter(person=rosalind).update(left_at=timezone.now())

    assert as_rosalind.get(address(autumn)).status_code == 404


def test_of_two_cohorts_each_page_tells_of_its_own(
    as_rosalind: Client, rosalind: User, bryony: User, saoirse: User, autumn: Cohort
) -> None:
    spring = make_cohort(leaders=(saoirse,), facilitators=(rosalind,), name="Spring")
    share(make_entry(bryony), autumn)

    assert page_of(as_rosalind, spring).said == []
    assert [row.name for row in page_of(as_rosalind, spring).rows] == [saoirse.name]
    assert address(autumn) in as_rosalind.get(address(spring)).content.decode()


def test_posting_is_refused(as_rosalind: Client, autumn: Cohort) -> None:
    assert as_rosalind.post(address(autumn)).status_code == 405


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_the_same_queries_however_many_people(
    as_rosalind: Client,
    levels: list[Element],
    autumn: Cohort,
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(rows):
        person = make_person()
        Membership.objects.create(cohort=autumn, person=person, role="leader")
        share_placed(person, autumn, levels[0])
    assert SharedCopy.objects.count() == rows

    # session, person, the masthead, the cohort; leaders, what each gave, who is asked, wordings,
    # levels, tags, what is left out
    with django_assert_num_queries(10):
        as_rosalind.get(address(autumn))
