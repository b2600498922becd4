"""The words of an earlier edition, for those who tagged with them."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from partnership.people.models import User
from tests.factories import published_anew

pytestmark = pytest.mark.django_db
EARLIER = "/frameworks/himmelman_linkage/editions/1/"


@pytest.fixture
def reworded(content: None, sam: User) -> None:
    published_anew("himmelman_linkage", by=sam, networking={"description": "Said anew."})


def test_it_shows_its_own_words_and_says_that_there_are_newer(
    as_bryony: Client, reworded: None
) -> None:
    page = as_bryony.get(EARLIER)

    assertNotContains(page, "Said anew.")
    assertContains(page, "These are the words of an earlier edition.")
    assertContains(page, 'id="networking"')
    assertContains(page, "Worded otherwise now, or no longer part of it.", count=1)


def test_the_published_one_has_its_own_page(as_bryony: Client, reworded: None) -> None:
    answer = as_bryony.get("/frameworks/himmelman_linkage/editions/2/")

    assertRedirects(answer, "/frameworks/himmelman_linkage/")
    assertNotContains(as_bryony.get(answer["Location"]), "Worded otherwise now")


@pytest.mark.parametrize("number", [0, 3, 99])
def test_one_that_never_was_is_missing(as_bryony: Client, reworded: None, number: int) -> None:
    assert as_bryony.get(f"/frameworks/himmelman_linkage/editions/{number}/").status_code == 404


def test_it_is_read_and_not_sent_to(as_bryony: Client, reworded: None) -> None:
    assert as_bryony.post(EARLIER).status_code == 405
