"""The list of one's partnerships: latest level, last written about, ended ones apart."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from frameworks.models import Element
from journal.models import Observation, Partnership
from partnership.people.models import User
from tests.factories import make_entry, make_framework, make_partnership

URL = reverse("partnerships:partnership-list")


@pytest.fixture
def levels(db: None) -> list[Element]:
    framework = make_framework("himmelman_linkage", ("networking", "coordination"), kind="scale")
    return list(framework.editions.get().elements.all())


def place(partnership: Partnership, level: Element, on: date, **fields: Any) -> Observation:
    return Observation.objects.create(
        partnership=partnership, level=level, about_on=on, said_on=on, **fields
    )


def test_each_shows_its_latest_level_said_at_the_time(
    as_bryony: Client, bryony: User, levels: list[Element]
) -> None:
    networking, coordination = levels
    link = make_partnership(bryony)
    place(link, networking, date(2026, 9, 1))
    place(link, coordination, date(2026, 10, 1))
    Observation.objects.create(
        partnership=link,
        level=networking,
        about_on=date(2026, 10, 20),
        said_on=date(2026, 11, 1),
        is_hindsight=True,
    )

    response = as_bryony.get(URL)

    assert [row.level for row in response.context_data["going_on"]] == [coordination]


@pytest.mark.parametrize("ids", [(1, 2), (2, 1)])
def test_of_two_levels_of_one_day_the_later_is_the_latest(
    as_bryony: Client, bryony: User, levels: list[Element], ids: tuple[int, int]
) -> None:
    """Whatever their ids, which are random: on the list, and as the page of the link tells it."""
    link = make_partnership(bryony)
    for pk, hour, level in zip(ids, (9, 16), levels, strict=True):
        begun = datetime(2026, 9, 1, hour, tzinfo=UTC)
        place(
            link, level, begun.date(), pk=UUID(int=pk), entry=make_entry(bryony, started_at=begun)
        )

    [row] = as_bryony.get(URL).context_data["going_on"]
    story = as_bryony.get(link.get_absolute_url()).context_data["story"]

    assert row.level == levels[1]
    assert "It moved from networking to coordination" in " ".join(story)


def test_ended_ones_stand_apart(as_bryony: Client, bryony: User) -> None:
    going_on = make_partnership(bryony, "Going on")
    ended = make_partnership(bryony, "Ended", ended_on=date(2026, 1, 1))

    context = as_bryony.get(URL).context_data

    assert [row.partnership for row in context["going_on"]] == [going_on]
    assert [row.partnership for row in context["ended"]] == [ended]


def test_nobody_elses_are_listed(as_bryony: Client, idris: User) -> None:
    make_partnership(idris, "Idris's own link")

    response = as_bryony.get(URL)

    assert "Idris" not in response.content.decode()
    assert "A partnership is any link you want to follow" in response.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_it_takes_the_same_queries_however_many(
    as_bryony: Client,
    bryony: User,
    levels: list[Element],
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(rows):
        link = make_partnership(bryony, f"Link {number}")
        place(link, levels[0], date(2026, 9, 1))
        make_entry(bryony).partnerships.add(link)

    with django_assert_num_queries(
        6
    ):  # session, person, the masthead, partnerships, levels, askings
        as_bryony.get(URL)
