"""Which elements are named in the same text, and who is told how many."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from frameworks.models import Element
from journal.comparing.together import Cell, cell
from journal.models import Cohort
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import make_entry, share

from .conftest import tag


def page_of(cohort: Cohort) -> str:
    return reverse("comparing:together", args=[cohort.pk])


def pairs_of(page: HttpResponse) -> list[tuple[str, str, str]]:
    return [(one.one, one.other, one.words) for one in page.context_data["table"].pairs]


@pytest.fixture
def given(bryony: User, trust: Element, purpose: Element, autumn: Cohort) -> Cohort:
    """Both in two texts, one alone in two more."""
    for elements in ((trust, purpose), (trust, purpose), (trust,), (purpose,)):
        copy = share(make_entry(bryony, "The trust asked."), autumn)
        for element in elements:
            tag(copy, element)
            tag(copy, element, "trust")
    return autumn


def test_each_pair_stands_once_as_both_of_either(as_rosalind: Client, given: Cohort) -> None:
    page = as_rosalind.get(page_of(given), {"rows": "factors", "columns": "factors"})

    assert pairs_of(page) == [("Trust", "Purpose", "2 of 4")]
    assert [[bool(one) for one in row] for _, row in page.context_data["table"].rows] == [
        [False, True],
        [False, False],
    ]


def test_a_click_reads_them(as_rosalind: Client, given: Cohort) -> None:
    page = as_rosalind.get(page_of(given), {"rows": "factors", "columns": "factors"})
    address = page.context_data["table"].pairs[0].address

    texts = as_rosalind.get(page_of(given) + address)

    assert texts.context_data["page"].paginator.count == 2
    assert "2 reflections of Autumn name both" in texts.content.decode()


@pytest.mark.parametrize(
    "query",
    ["?one=factors/trust", "?one=factors/trust&other=factors/trust", "?one=x&other=factors/gone"],
)
def test_a_pair_that_is_none_is_a_page_that_does_not_exist(
    as_rosalind: Client, given: Cohort, query: str
) -> None:
    assert as_rosalind.get(page_of(given) + query).status_code == 404


def test_at_first_the_frameworks_in_front_are_shown(as_rosalind: Client, given: Cohort) -> None:
    form = as_rosalind.get(page_of(given)).context_data["form"]

    assert form.names == ("Factors", "Factors")


def test_with_nothing_named_the_page_says_so(
    as_rosalind: Client, autumn: Cohort, trust: Element
) -> None:
    page = as_rosalind.get(page_of(autumn)).content.decode()

    assert "No shared reflection names an element of each yet." in page


@pytest.mark.parametrize(
    ("both", "may_read", "words"),
    [
        (4, True, "4 of 4"),
        (5, False, "5 of 5"),
        (4, False, "fewer than 5"),
        (0, False, "fewer than 5"),
    ],
)
def test_a_count_under_five_is_told_only_to_whoever_may_read_the_texts(
    both: int, may_read: bool, words: str
) -> None:
    texts = set(range(both))

    found = cell({"a": texts, "b": texts}, ("a", "A"), ("b", "B"), may_read=may_read)  # type: ignore[dict-item]

    assert isinstance(found, Cell)
    assert found.words == words
    assert bool(found.address) is (may_read and both > 0)


@pytest.mark.parametrize("who", ["bryony", "saoirse", "devinder", "sam"])
def test_whoever_does_not_facilitate_the_cohort_gets_404(
    request: pytest.FixtureRequest, given: Cohort, elsewhere: Cohort, who: str
) -> None:
    client = signed_in(request.getfixturevalue(who))
    pair = {"one": "factors/trust", "other": "factors/purpose"}

    assert client.get(page_of(given)).status_code == 404
    assert client.get(page_of(given), pair).status_code == 404


def test_nothing_is_changed_here(as_rosalind: Client, given: Cohort) -> None:
    assert as_rosalind.post(page_of(given)).status_code == 405


@pytest.mark.parametrize("texts", [1, 3])
def test_the_page_takes_the_same_queries_however_many_texts(
    as_rosalind: Client,
    bryony: User,
    trust: Element,
    purpose: Element,
    autumn: Cohort,
    texts: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(texts):
        copy = share(make_entry(bryony), autumn)
        tag(copy, trust)
        tag(copy, purpose)

    # session, person, cohort, module, frameworks, wordings, tags, elements, what is left out,
    # masthead
    with django_assert_num_queries(10):
        as_rosalind.get(page_of(autumn))
    # session, person, cohort, wordings twice, elements, tags, count, texts, masthead
    with django_assert_num_queries(10):
        as_rosalind.get(page_of(autumn), {"one": "factors/trust", "other": "factors/purpose"})
