"""What one wrote about, over time: counts by element and term, for the author alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from frameworks.models import Element
from journal.dates import Term
from journal.looking_back.over_time import Table, over_time
from journal.models import Observation, Tag
from partnership.people.models import User
from tests.factories import make_entry, make_framework, make_module, make_partnership, reworded

ADDRESS = reverse("looking_back:tags")
AUTUMN = datetime(2025, 10, 3, 12, tzinfo=UTC)
SPRING = datetime(2026, 2, 3, 12, tzinfo=UTC)
SUMMER = datetime(2026, 6, 3, 12, tzinfo=UTC)


@pytest.fixture
def elements(db: None) -> dict[str, Element]:
    make_framework("words", ("trust", "time", "money"), name="Words")
    return {element.key: element for element in Element.objects.all()}


def tag(author: User, at: datetime, *elements: Element, **fields: object) -> None:
    entry = make_entry(author, started_at=at, **fields)
    for element in elements:
        Tag.objects.create(entry=entry, element=element)


def table_of(person: User) -> Table:
    table = over_time(person, first=[]).table
    assert table
    return table


def counts(person: User) -> dict[str, list[int]]:
    return {row.name: [count for count, _ in row.cells] for row in table_of(person).rows}


def test_an_author_sees_how_often_they_named_what_and_when(
    as_bryony: Client, bryony: User, elements: dict[str, Element]
) -> None:
    tag(bryony, AUTUMN, elements["time"], elements["trust"])
    tag(bryony, AUTUMN, elements["time"])
    tag(bryony, SUMMER, elements["trust"], elements["money"])

    answer = as_bryony.get(ADDRESS)

    table = answer.context_data["seen"].table
    assert table.terms == ["Autumn 2025", "Summer 2026"]
    assert counts(bryony) == {"Trust": [1, 1], "Time": [2, 0], "Money": [0, 1]}
    assert table.sentences == [
        "You named something of Words in 3 entries, from autumn 2025 to summer 2026.",
        "Named for the first time in summer 2026: Money.",
        "Named before, and not in summer 2026: Time.",
    ]
    of_trust = reverse("looking_back:element", args=["words", "trust"])
    assert table.rows[0].cells[0] == (1, f"{of_trust}?term=2025-2")


def test_one_term_has_nothing_to_be_set_beside(bryony: User, elements: dict[str, Element]) -> None:
    tag(bryony, SPRING, elements["trust"])

    table = table_of(bryony)

    assert table.sentences == ["You named something of Words in 1 entry, in spring 2026."]


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (("a", "b", "c", "d"), "A, B, C and D"),
        (("a", "b", "c", "d", "e"), "A, B, C and 2 others"),
    ],
)
def test_a_long_row_of_names_is_cut(bryony: User, keys: tuple[str, ...], said: str) -> None:
    make_framework("words", ("known", *keys), name="Words")
    known, *new = Element.objects.order_by("position")
    tag(bryony, AUTUMN, known)
    tag(bryony, SPRING, known, *new)

    sentences = table_of(bryony).sentences

    assert sentences[1:] == [f"Named for the first time in spring 2026: {said}."]


def test_a_term_with_no_tags_has_no_column(bryony: User, elements: dict[str, Element]) -> None:
    """No gaps are shown: nobody owes a term anything."""
    tag(bryony, AUTUMN, elements["trust"])
    tag(bryony, SUMMER, elements["trust"])

    assert counts(bryony) == {"Trust": [1, 1]}


def test_nobody_elses_tags_are_counted_nor_what_is_in_the_bin(
    bryony: User, idris: User, elements: dict[str, Element]
) -> None:
    tag(bryony, AUTUMN, elements["trust"])
    tag(bryony, AUTUMN, elements["time"], binned_at=timezone.now())
    tag(idris, SPRING, elements["trust"], elements["money"])

    assert counts(bryony) == {"Trust": [1]}


def test_a_partnership_placed_at_a_level_names_it_once(bryony: User) -> None:
    make_framework("words", ("networking",), kind="scale")
    level = Element.objects.get()
    entry = make_entry(bryony, started_at=AUTUMN)
    Tag.objects.create(entry=entry, element=level)
    Observation.objects.create(
        partnership=make_partnership(bryony),
        entry=entry,
        level=level,
        about_on=AUTUMN.date(),
        said_on=AUTUMN.date(),
    )

    assert counts(bryony) == {"Networking": [1]}


def test_an_element_that_took_anothers_place_is_counted_with_it(
    bryony: User, elements: dict[str, Element]
) -> None:
    tag(bryony, AUTUMN, elements["trust"])
    faith = reworded(elements["trust"].edition.framework, faith=["trust"])["faith"]
    tag(bryony, SPRING, faith)

    assert counts(bryony) == {"Faith": [1, 1]}


def test_the_framework_asked_for_is_shown_and_an_unknown_one_is_not(
    as_bryony: Client, bryony: User, elements: dict[str, Element]
) -> None:
    make_framework("others", ("apart",), name="Others")
    tag(bryony, AUTUMN, elements["trust"], Element.objects.get(key="apart"))

    shown = [
        as_bryony.get(ADDRESS, {"framework": key}).context_data["seen"].framework
        for key in ("words", "others", "never_named")
    ]

    assert shown == ["words", "others", "others"]


def test_who_has_tagged_nothing_is_told_so(as_bryony: Client, elements: dict[str, Element]) -> None:
    answer = as_bryony.get(ADDRESS)

    assert answer.context_data["seen"].table is None
    assert "You have not tagged anything yet." in answer.content.decode()


def test_the_page_is_only_read(as_bryony: Client) -> None:
    assert as_bryony.post(ADDRESS).status_code == 405


def test_what_modules_put_in_front_is_shown_first_if_it_was_named(
    bryony: User, elements: dict[str, Element]
) -> None:
    make_framework("others", ("apart",), name="Others")
    make_framework("unnamed", ("nothing",), name="Nobody's")
    tag(bryony, AUTUMN, elements["trust"], Element.objects.get(key="apart"))

    seen = over_time(bryony, first=["unnamed", "words"])

    assert (seen.framework, [*seen.frameworks]) == ("words", ["words", "others"])


@pytest.mark.parametrize(("front", "queries"), [("words", 7), ("others", 10)])
@pytest.mark.parametrize("terms", [1, 3])
def test_more_entries_need_no_more_queries(
    as_bryony: Client, bryony: User, elements: dict[str, Element], terms: int,
    front: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for at in (AUTUMN, SPRING, SUMMER)[:terms]:
        tag(bryony, at, *elements.values())
    make_module(frameworks_in_front=[front])

    with django_assert_num_queries(queries):
        as_bryony.get(ADDRESS)


@pytest.mark.parametrize(
    ("month", "words"),
    [(1, "spring 2026"), (4, "spring 2026"), (5, "summer 2026"), (8, "summer 2026"),
     (9, "autumn 2026"), (12, "autumn 2026")],
)  # fmt: skip
def test_terms_go_by_the_calendar(month: int, words: str) -> None:
    assert str(Term.of(datetime(2026, month, 15, tzinfo=UTC).date())) == words
