"""A framework as files, for admins: what is lost is said before the file is had."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from frameworks.exchange.formats import FORMATS, read
from frameworks.exchange.stored import published_pack
from frameworks.loading import publish_made_here
from frameworks.models import Edition, Framework
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import make_element, make_framework
from tests.frameworks.exchange.packs import shipped

pytestmark = pytest.mark.django_db
KEY = "himmelman_linkage"


@pytest.fixture
def as_sam(sam: User) -> Client:
    return signed_in(sam)


def page(key: str = KEY, query: str = "") -> str:
    return reverse("exchange:files", args=[key]) + query


def published(key: str = KEY) -> Framework:
    publish_made_here(shipped()[key], at=timezone.now())
    return Framework.objects.get(key=key)


def test_each_format_says_what_it_cannot_carry_above_its_file(as_sam: Client) -> None:
    published()
    html = as_sam.get(page()).content.decode()
    parts = dict(zip(FORMATS, html.split('aria-labelledby="format-')[1:], strict=True))

    assert "Nothing is lost." in parts["yaml"]
    assert "Nothing is lost." in parts["json"]
    for foreign in ("matrix", "moodle", "case", "qdc"):
        before_the_file = parts[foreign].partition("Download")[0]
        assert "enough when (of 4)" in before_the_file
        assert "The format has no place for it: " in before_the_file


@pytest.mark.parametrize("format", FORMATS)
def test_the_file_is_the_framework(as_sam: Client, format: str) -> None:
    published()
    answer = as_sam.get(reverse("exchange:file", args=[KEY, 1, format]))
    (name,) = re.findall(r'^attachment; filename="([\w.-]+)"$', answer["Content-Disposition"])
    back = read(answer.content, name)

    assert name.startswith("himmelman_linkage-1.")
    assert back.format == format
    assert [element.key for element in back.pack.elements] == [
        element.key for element in shipped()[KEY].elements
    ]
    if format in ("yaml", "json", "csv"):
        assert back.pack == published_pack(KEY)


def test_an_earlier_edition_and_a_draft_are_had_as_well(as_sam: Client) -> None:
    framework = published()
    publish_made_here(shipped()[KEY], at=timezone.now())
    draft = Edition.objects.create(framework=framework, number=3, name="New words", summary="X")
    make_element(draft, "one", position=1, name="The one")
    Edition.objects.filter(pk=draft.pk).update(sources=[{"citation": "A", "basis": "reading"}])

    html = as_sam.get(page()).content.decode()
    assert "This is edition 2, published now." in html
    for said in ("Edition 3, the draft", "Edition 1, an earlier one"):
        assert said in html
    assert "New words" in as_sam.get(page(query="?edition=3")).content.decode()
    assert "edition 1, an earlier one" in as_sam.get(page(query="?edition=1")).content.decode()
    file = as_sam.get(reverse("exchange:file", args=[KEY, 1, "yaml"]))
    assert read(file.content, "x.yaml").pack == shipped()[KEY]


def test_a_draft_that_does_not_hold_together_yet_is_in_no_file(as_sam: Client) -> None:
    framework = make_framework("new", (), name="New")
    framework.editions.update(state="draft", published_at=None)
    answer = as_sam.get(page("new"))

    assert "elements: must have at least one" in answer.content.decode()
    assert "Download" not in answer.content.decode()
    for format in FORMATS:
        assert as_sam.get(reverse("exchange:file", args=["new", 1, format])).status_code == 404


def test_what_is_retired_is_named(as_sam: Client) -> None:
    framework = published("briggs_factors")
    gone = framework.editions.get().elements.latest("position")
    framework.editions.get().elements.filter(pk=gone.pk).update(is_retired=True)

    assert f"it is: {gone.name}." in as_sam.get(page("briggs_factors")).content.decode()


@pytest.mark.parametrize("query", ["?edition=9", "?edition=x", "?edition=%00"])
def test_there_is_no_such_edition(as_sam: Client, query: str) -> None:
    published()

    assert as_sam.get(page(query=query)).status_code == 404


def test_it_is_for_admins(as_bryony: Client, as_sam: Client) -> None:
    published()
    file = reverse("exchange:file", args=[KEY, 1, "yaml"])
    for address in (page(), file):
        assert as_bryony.get(address).status_code == 404
        assert as_sam.post(address).status_code == 405
    for address in (page("nothing"), reverse("exchange:file", args=[KEY, 9, "yaml"]), file + "x/"):
        assert as_sam.get(address).status_code == 404
    assert as_sam.get(reverse("exchange:file", args=[KEY, 1, "docx"])).status_code == 404


@pytest.mark.parametrize("elements", [1, 3])
def test_the_page_asks_the_same_of_the_database(
    as_sam: Client, django_assert_num_queries: DjangoAssertNumQueries, elements: int
) -> None:
    framework = make_framework("some", tuple("abc"[:elements]))
    framework.editions.update(sources=[{"citation": "A", "basis": "reading"}])
    assert "Download" in as_sam.get(page("some")).content.decode()

    with django_assert_num_queries(8):
        as_sam.get(page("some"))
