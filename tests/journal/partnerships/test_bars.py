"""The same few statements for a partnership with 5 levels and with 200, with all a page can have.

How long it takes is measured by tools/bench_partnerships.py.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from frameworks.models import Element
from journal.models import Cohort, Entry, Observation, Partnership, Tag, TwoViews
from journal.partnerships.stages import say_stages
from partnership.people.models import User
from tests.factories import compare, make_framework, make_partnership

pytestmark = pytest.mark.parametrize("levels", [5, 200])
ENTRIES_A_LEVEL = 5  # a journal of 1,000 for a partnership with 200


@pytest.fixture
def compared(bryony: User, idris: User, autumn: Cohort, levels: int) -> TwoViews:
    """By two leaders with so many levels each, on a site with the scale of stages switched on."""
    scale = list(
        make_framework("himmelman_linkage", ("low", "high"), kind="scale")
        .editions.get()
        .elements.all()
    )
    strands = list(
        make_framework("hargreaves_maturity", ("trust", "innovation")).editions.get().elements.all()
    )
    stages = list(
        make_framework("maturity_stages", ("early", "late"), kind="scale")
        .editions.get()
        .elements.all()
    )
    links = [make_partnership(person) for person in (bryony, idris)]
    for link in links:
        _grow(link, levels, scale, strands[0])
        say_stages(link, {strands[0]: stages[0]}, on=timezone.localdate())
    return compare(*links)


def _grow(link: Partnership, levels: int, scale: list[Element], strand: Element) -> None:
    today = timezone.now()
    written = Entry.objects.bulk_create(
        Entry(author=link.author, body="Words.", version=1, started_at=today - timedelta(days))
        for days in range(levels * ENTRIES_A_LEVEL)
    )
    about = Entry.partnerships.through
    about.objects.bulk_create(about(entry=entry, partnership=link) for entry in written)
    Tag.objects.bulk_create(Tag(entry=entry, element=strand) for entry in written)
    Observation.objects.bulk_create(
        Observation(
            partnership=link,
            entry=entry,
            level=scale[number % 2],
            about_on=entry.written_on,
            said_on=entry.written_on,
        )
        for number, entry in enumerate(written[:levels])
    )


def test_a_partnerships_page_takes_twelve(
    compared: TwoViews, as_bryony: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = compared.of_asker.get_absolute_url()
    as_bryony.get(address)

    # session, person, partnership, its places, elements, what is compared, what the other placed,
    # wordings, tags, stages, a page of observations, entries
    with django_assert_num_queries(12):
        as_bryony.get(address)


def test_the_list_takes_six(
    compared: TwoViews, as_bryony: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(6):
        as_bryony.get(reverse("partnerships:partnership-list"))


def test_two_views_side_by_side_take_nine(
    compared: TwoViews, as_bryony: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(9):
        as_bryony.get(reverse("two_views:two-views", args=[compared.pk]))
