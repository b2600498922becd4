"""Movement: from where to where partnerships moved, in their authors' shared views."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from frameworks.models import Element
from journal.models import Cohort, Membership
from journal.review.movement import Movement
from journal.sharing.deeds import withdraw
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import make_framework, make_person, share_placed, share_tagged


def address(cohort: Cohort) -> str:
    return reverse("review:movement", args=[cohort.pk])


def movement_of(client: Client, cohort: Cohort) -> Movement:
    movement: Movement = client.get(address(cohort)).context_data["movement"]  # type: ignore[attr-defined]
    return movement


@pytest.fixture
def levels(db: None) -> list[Element]:
    keys = ("networking", "coordination", "cooperation", "collaboration")
    framework = make_framework("himmelman_linkage", keys, kind="scale")
    return list(framework.editions.get().elements.all())


@pytest.fixture
def strands(db: None) -> list[Element]:
    framework = make_framework("hargreaves_maturity", ("trust", "challenge"), kind="grouped")
    return list(framework.editions.get().elements.all())


def place(
    person: User, cohort: Cohort, name: str, *levels: Element, needed: Element | None = None
) -> None:
    """One shared view after another, a month apart."""
    for number, level in enumerate(reversed(levels)):
        at = timezone.now() - timedelta(days=30 * number)
        last = needed if number == 0 else None
        share_placed(person, cohort, level, name=name, needed=last, started_at=at)


def test_the_first_shared_view_is_set_beside_the_latest(
    as_rosalind: Client, bryony: User, idris: User, levels: list[Element], autumn: Cohort
) -> None:
    one, two, three, four = levels
    place(bryony, autumn, "A", one, four, two, needed=three)
    place(bryony, autumn, "B", one, two, needed=two)
    place(bryony, autumn, "C", three, three, needed=one)
    place(idris, autumn, "A", four, one)
    place(idris, autumn, "D", two, two)
    place(idris, autumn, "seen once", four)

    movement = movement_of(as_rosalind, autumn)

    assert [[number for _, number in cells] for _, cells in movement.table] == [
        [0, 2, 0, 0],
        [0, 1, 0, 0],
        [0, 0, 1, 0],
        [1, 0, 0, 0],
    ]
    assert movement.sentences == [
        "5 partnerships have been placed twice: 2 are closer than at first, 1 is lighter and "
        "2 are as before.",
        "As their authors last said, 1 is where it needs to be, 1 needs to be closer, "
        "1 needs to be lighter and 2 have no such answer.",
    ]


def test_the_order_is_that_of_writing_and_not_of_sharing(
    as_rosalind: Client, bryony: User, levels: list[Element], autumn: Cohort
) -> None:
    now = timezone.now()
    share_placed(bryony, autumn, levels[1], started_at=now)
    share_placed(bryony, autumn, levels[0], started_at=now - timedelta(days=90))

    [move] = movement_of(as_rosalind, autumn).moves

    assert (move.first, move.latest) == (0, 1)


@pytest.mark.parametrize(("partnerships", "is_enough"), [(0, False), (4, False), (5, True)])
def test_below_five_partnerships_it_says_so_plainly(
    as_rosalind: Client,
    bryony: User,
    levels: list[Element],
    autumn: Cohort,
    partnerships: int,
    is_enough: bool,
) -> None:
    for number in range(partnerships):
        place(bryony, autumn, f"P{number}", levels[0], levels[1])

    page = as_rosalind.get(address(autumn)).content.decode()

    assert ("<table" in page) is is_enough
    assert ("Movement shows from 5 partnerships with two shared views." in page) is not is_enough


def test_strands_say_how_many_people_named_them_and_not_how_often(
    as_rosalind: Client,
    bryony: User,
    idris: User,
    levels: list[Element],
    strands: list[Element],
    autumn: Cohort,
) -> None:
    share_tagged(bryony, autumn, strands[0])
    share_tagged(bryony, autumn, strands[0])
    share_tagged(idris, autumn, strands[0])

    movement = movement_of(as_rosalind, autumn)

    assert [(one.name, one.people, one.dots) for one in movement.strands] == [
        ("Trust", 2, "●●"),
        ("Challenge", 0, ""),
    ]


def test_a_withdrawn_view_is_gone_at_once(
    as_rosalind: Client, bryony: User, levels: list[Element], autumn: Cohort
) -> None:
    now = timezone.now()
    copy = share_placed(bryony, autumn, levels[0], started_at=now - timedelta(days=9))
    share_placed(bryony, autumn, levels[1], started_at=now)
    assert len(movement_of(as_rosalind, autumn).moves) == 1

    withdraw(copy.entry)

    assert movement_of(as_rosalind, autumn).moves == []


@pytest.mark.parametrize("name", ["bryony", "idris", "saoirse", "devinder", "sam"])
def test_only_the_cohorts_facilitators_come_here(
    request: pytest.FixtureRequest, autumn: Cohort, elsewhere: Cohort, name: str
) -> None:
    client = signed_in(request.getfixturevalue(name))

    assert client.get(address(autumn)).status_code == 404


def test_whoever_stopped_facilitating_has_no_page_from_then_on(
    as_rosalind: Client, rosalind: User, autumn: Cohort
) -> None:
    autumn.memberships.filter(person=rosalind).update(left_at=timezone.now())

    assert as_rosalind.get(address(autumn)).status_code == 404


def test_posting_is_refused(as_rosalind: Client, autumn: Cohort) -> None:
    assert as_rosalind.post(address(autumn)).status_code == 405


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_the_same_queries_however_many_partnerships(
    as_rosalind: Client,
    levels: list[Element],
    strands: list[Element],
    autumn: Cohort,
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(rows):
        person = make_person()
        Membership.objects.create(cohort=autumn, person=person, role="leader")
        place(person, autumn, "A", levels[0], levels[1])
        share_tagged(person, autumn, strands[0])

    # session, person, the masthead; wordings, who named what, levels, what is left out
    with django_assert_num_queries(7):
        as_rosalind.get(address(autumn))
