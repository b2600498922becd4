"""What an admin may know of tags: how many there are of an element, from five people up."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from frameworks.models import Element, Framework
from frameworks.uses import SiteUse, site_uses
from journal.models import Tag
from tests.factories import make_entry, make_framework, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def framework() -> Framework:
    return make_framework("words", ("one", "two"))


def tag(key: str, people: int, each: int = 1, **entry: object) -> None:
    element = Element.objects.get(key=key)
    for _ in range(people):
        person = make_person()
        for _ in range(each):
            Tag.objects.create(entry=make_entry(person, **entry), element=element)


def test_five_people_are_counted_and_four_are_not(framework: Framework) -> None:
    tag("one", people=5, each=2)
    tag("two", people=4, each=9)

    assert site_uses("words", ["one", "two"]) == {"one": SiteUse(tags=10, people=5)}


def test_one_who_tags_much_counts_once(framework: Framework) -> None:
    tag("one", people=4)
    tag("one", people=1, each=6)

    assert site_uses("words", ["one"])["one"] == SiteUse(tags=10, people=5)


def test_what_is_in_the_bin_is_not_counted(framework: Framework) -> None:
    tag("one", people=5)
    tag("one", people=1, binned_at=timezone.now())

    assert site_uses("words", ["one"])["one"] == SiteUse(tags=5, people=5)


def test_what_it_took_the_place_of_counts_with_it(framework: Framework) -> None:
    tag("one", people=3)
    tag("two", people=2)
    Element.objects.filter(key="one").update(is_retired=True)
    Element.objects.filter(key="two").update(takes_the_place_of=["one"])

    assert site_uses("words", ["one", "two"]) == {"two": SiteUse(tags=5, people=5)}


def test_only_the_elements_asked_about_are_counted(framework: Framework) -> None:
    tag("one", people=5)
    make_framework("others", ("three",))
    tag("three", people=5)

    assert site_uses("words", ["two", "three"]) == {}


@pytest.mark.parametrize("keys", [["one"], ["one", "two"]])
def test_two_queries_for_however_many(
    framework: Framework, keys: list[str], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    tag("one", people=5)

    with django_assert_num_queries(2):
        site_uses("words", keys)


def test_it_asks_about_elements_and_about_nobody() -> None:
    """The file that counts over everybody's tags gives out three columns, and takes no person."""
    code = Path(settings.BASE_DIR, "journal/site_uses.py").read_text()
    given_out = next(
        [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "values_list"
    )

    assert given_out == ["counted_under", "tags", "people"]
    asked = code.split('"""', 2)[2]
    assert not [word for word in ("cohort", "module", "made_at", "person=") if word in asked]
