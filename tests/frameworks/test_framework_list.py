"""The page of all frameworks."""

from __future__ import annotations

import pytest
from django.test import Client

from frameworks import uses
from frameworks.models import Framework
from tests.factories import make_framework


@pytest.fixture(autouse=True)
def first_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = ["himmelman_linkage", "hargreaves_maturity", "briggs_factors"]
    monkeypatch.setattr(uses, "_first_keys", [lambda: keys])


def listed(client: Client) -> dict[str, list[str]]:
    headings = client.get("/frameworks/").context_data["headings"]
    return {h.name: [edition.framework.key for edition in h.editions] for h in headings}


def test_the_ones_in_front_come_first_and_every_framework_once(
    content: None, as_bryony: Client
) -> None:
    headings = listed(as_bryony)

    assert list(headings) == [
        "Shown first when you tag",
        "About a partnership",
        "About your own practice",
        "Not offered at present",
    ]
    assert headings["Shown first when you tag"] == [
        "himmelman_linkage",
        "hargreaves_maturity",
        "briggs_factors",
    ]
    assert headings["Not offered at present"] == ["maturity_stages"]
    keys = [key for found in headings.values() for key in found]
    assert sorted(keys) == sorted(Framework.objects.values_list("key", flat=True))


def test_core_ones_come_before_supplementary_ones(content: None, as_bryony: Client) -> None:
    lists = listed(as_bryony)

    assert sum(map(len, lists.values())) == Framework.objects.count()
    for keys in lists.values():
        statuses = [Framework.objects.get(key=key).status for key in keys]
        assert statuses == sorted(statuses)


def test_each_says_how_much_is_in_it_and_whether_it_is_historical(
    content: None, as_bryony: Client
) -> None:
    page = as_bryony.get("/frameworks/").content.decode()

    assert "4 levels" in page
    assert "12 elements in 3 groups" in page
    assert "5 elements. Historical" in page
    assert "4 levels. Supplementary. Switched off" in page


def test_without_frameworks_the_page_says_what_to_do(as_bryony: Client) -> None:
    assert "manage.py load_content" in as_bryony.get("/frameworks/").content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_number_of_queries(
    as_bryony: Client, number: int, django_assert_num_queries: object
) -> None:
    for n in range(number):
        make_framework(f"framework_{n}", elements=("one", "two"))

    with django_assert_num_queries(4):  # type: ignore[operator]
        as_bryony.get("/frameworks/")
