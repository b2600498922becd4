"""A framework too wide for one table: a part at a time, with every number still to be reached."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from frameworks.models import Element, Group
from frameworks.wordings import Worded
from journal.models import Cohort
from journal.review.coverage import Grid
from journal.review.wide import A_PART, GONE, MOST_COLUMNS, Wide, parts_of
from partnership.people.models import User
from tests.factories import make_framework, make_module, share_tagged

MANY = MOST_COLUMNS + 1


def worded(number: int, group: str = "", *, is_retired: bool = False) -> Worded:
    return Worded(number, f"e_{number}", f"E {number}", is_retired, "wide", "Wide", group)


def cut(elements: list[Worded]) -> list[tuple[str, int]]:
    """Its parts, as (name, how many elements)."""
    return [(part.name, len(part.elements)) for part in parts_of(elements)]


def test_its_groups_are_its_parts_and_what_left_it_is_the_last() -> None:
    elements = [worded(n, "First" if n < 20 else "Second") for n in range(40)]
    gone = worded(40, "First", is_retired=True)

    assert cut([*elements, gone]) == [("First", 20), ("Second", 20), (GONE, 1)]


def test_what_has_no_groups_or_long_ones_is_cut_into_numbers() -> None:
    alone = [worded(n) for n in range(2 * A_PART + 1)]
    grouped = [worded(n, "Long") for n in range(MANY)]

    assert cut(alone) == [("1 to 25", 25), ("26 to 50", 25), ("51", 1)]
    assert cut(grouped) == [("Long, 1 to 25", 25), ("Long, 26 to 31", 6)]


@pytest.fixture
def elements(db: None) -> list[Element]:
    """Of a framework in two groups that stands in front of the module."""
    make_module(frameworks_in_front=["wide"])
    framework = make_framework("wide", [f"e_{n}" for n in range(MANY)], name="A wide one")
    edition = framework.editions.get()
    found = list(edition.elements.all())
    for position, (name, members) in enumerate((("Near", found[:20]), ("Far", found[20:])), 1):
        group = Group.objects.create(
            edition=edition, key=name.lower(), name=name, position=position
        )
        Element.objects.filter(pk__in=[one.pk for one in members]).update(group=group)
    return found


def page(client: Client, cohort: Cohort, query: str = "") -> tuple[Grid, Wide, str]:
    answer = client.get(reverse("review:coverage", args=[cohort.pk]) + query)
    context = answer.context_data  # type: ignore[attr-defined]
    return context["grid"], context["wide"], answer.content.decode()


def test_one_part_is_shown_and_every_number_is_in_some_part(
    as_rosalind: Client, bryony: User, elements: list[Element], autumn: Cohort
) -> None:
    share_tagged(bryony, autumn, elements[0], elements[30])
    share_tagged(bryony, autumn, elements[30])

    first, wide, text = page(as_rosalind, autumn)
    second, _, _ = page(as_rosalind, autumn, "?part=2")

    assert [choice.words for choice in wide.parts] == ["Near (19 not named)", "Far (10 not named)"]
    assert len(first.counts) == 20
    assert (first.counts + second.counts)[0][1] == 1
    assert (first.counts + second.counts)[30][1] == 2
    assert "A wide one, Near:" in text
    file = as_rosalind.get(reverse("review:coverage-file", args=[autumn.pk]) + "?part=2")
    lines = list(csv.reader(StringIO(b"".join(file.streaming_content).decode())))  # type: ignore[attr-defined]
    assert lines[-1][1:] == [str(count) for _, count in first.counts + second.counts]


def test_what_nobody_named_is_said_for_the_whole_and_leads_to_its_part(
    as_rosalind: Client, bryony: User, elements: list[Element], autumn: Cohort
) -> None:
    share_tagged(bryony, autumn, *elements[:-1])

    _, wide, text = page(as_rosalind, autumn)

    assert "1 of all 31 is in nobody’s text yet" in text
    assert [(one.name, one.address) for one in wide.empty] == [
        (elements[-1].name, "?framework=wide&part=2")
    ]
    share_tagged(bryony, autumn, elements[-1])
    assert "Each of all 31 has been named." in page(as_rosalind, autumn)[2]


@pytest.mark.parametrize("part", ["0", "3", "999", "-1", "two", "9" * 30, "²"])
def test_a_part_that_there_is_not_is_the_first(
    as_rosalind: Client, elements: list[Element], autumn: Cohort, part: str
) -> None:
    grid, _, text = page(as_rosalind, autumn, f"?part={part}")

    assert grid.counts[0][0] == elements[0].name
    assert "Tags appear here as people share." in text


def test_another_way_of_showing_it_keeps_the_part(
    as_rosalind: Client, bryony: User, elements: list[Element], autumn: Cohort
) -> None:
    share_tagged(bryony, autumn, elements[25])

    grid, _, text = page(as_rosalind, autumn, "?part=2&rows=question&order=least&layout=list")

    assert len(grid.counts) == MANY - 20
    assert "framework=wide&amp;order=least&amp;layout=list&amp;part=2" in text


def test_a_framework_that_fits_has_no_parts(as_rosalind: Client, autumn: Cohort) -> None:
    make_framework("small", [f"e_{n}" for n in range(MOST_COLUMNS)])

    grid, wide, _ = page(as_rosalind, autumn, "?framework=small&part=2")

    assert wide is None
    assert len(grid.counts) == MOST_COLUMNS


@pytest.mark.parametrize("rows", [1, 3])
def test_it_takes_one_query_more_than_one_that_fits(
    as_rosalind: Client,
    bryony: User,
    elements: list[Element],
    autumn: Cohort,
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(rows):
        share_tagged(bryony, autumn, *elements)

    with django_assert_num_queries(9):
        page(as_rosalind, autumn)
