"""The admin's list of frameworks, one of them, and whether it is offered."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from frameworks.editing.drafts import begin, begin_empty, discard
from frameworks.loading import publish_packs
from frameworks.models import Edition, Element, Framework
from frameworks.packs import FrameworkPack
from partnership.people.models import User
from partnership.record.models import Change
from tests.factories import make_framework

LIST = "/manage/frameworks/"
PAGES = [
    "framework-list",
    "framework-new",
    "framework",
    "framework-retire",
    "draft-discard",
    "draft",
]
BUTTONS = ["framework-switch", "framework-bring-back", "draft-begin"]

pytestmark = pytest.mark.django_db


def address(name: str, key: str = "a_framework") -> str:
    return reverse(
        f"editing:{name}", args=[] if name in ("framework-list", "framework-new") else [key]
    )


def test_the_list_says_of_each_what_it_is(as_sam: Client, sam: User) -> None:
    begin(make_framework("one", name="Being changed"), by=sam, at=timezone.now())
    make_framework("two", name="As it was")
    make_framework("three", name="Off", is_switched_on=False)
    make_framework("four", name="Gone", retired_at=timezone.now())
    begin_empty("Begun here", "factors", "partnership", by=sam, at=timezone.now())

    page = as_sam.get(LIST)

    found = {
        heading.name: [row.framework.name for row in heading.rows]
        for heading in page.context["headings"]
    }
    assert found == {
        "Not published yet": ["Begun here"],
        "In use": ["As it was", "Being changed"],
        "Switched off": ["Off"],
        "Retired": ["Gone"],
    }
    assertContains(page, "Edition 1, published")
    assertContains(page, "by Sam Admin.", count=2)
    assertContains(page, "Edit the draft", count=2)


def test_the_list_may_be_empty(as_sam: Client) -> None:
    assertContains(as_sam.get(LIST), "No framework yet.")


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_same_of_the_database(
    as_sam: Client, sam: User, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    for one in range(number):
        begin(make_framework(f"framework_{one}"), by=sam, at=timezone.now())
    as_sam.get(LIST)

    with django_assert_num_queries(5):
        as_sam.get(LIST)


@pytest.mark.parametrize("name", [*PAGES, *BUTTONS])
def test_to_anyone_else_they_are_missing_pages(
    as_bryony: Client, as_rosalind: Client, sam: User, name: str
) -> None:
    begin(make_framework(), by=sam, at=timezone.now())

    for client in (as_bryony, as_rosalind):
        assert client.get(address(name)).status_code == 404
        assert client.post(address(name)).status_code == 404
    assert Edition.objects.filter(state="draft").exists()
    assert not Framework.objects.get().retired_at


@pytest.mark.parametrize("name", BUTTONS)
def test_a_button_is_pressed_and_not_fetched(as_sam: Client, name: str) -> None:
    make_framework()

    assert as_sam.get(address(name)).status_code == 405


@pytest.mark.parametrize("name", ["framework-list", "framework", "draft"])
def test_nothing_is_sent_to_a_page_that_only_shows(as_sam: Client, name: str) -> None:
    make_framework()

    assert as_sam.post(address(name)).status_code == 405


@pytest.mark.parametrize("name", ["framework", "framework-retire", "draft", "draft-discard"])
def test_there_is_no_such_framework(as_sam: Client, name: str) -> None:
    assert as_sam.get(address(name, "nothing")).status_code == 404


def test_a_draft_is_begun_and_gone_on_with(as_sam: Client) -> None:
    framework = make_framework()

    assertContains(as_sam.get(address("framework")), "Begin a draft")
    for _ in range(2):
        answer = as_sam.post(address("draft-begin"))
        assertRedirects(answer, address("draft"))
    assert framework.editions.filter(state="draft").count() == 1
    assertContains(as_sam.get(address("framework")), "Edit the draft")


def test_a_draft_is_discarded_once_asked(as_sam: Client, sam: User) -> None:
    draft = begin(make_framework(), by=sam, at=timezone.now())

    assertContains(as_sam.get(address("draft-discard")), "Discard this draft?")
    assertRedirects(as_sam.post(address("draft-discard")), address("framework"))
    assert not Edition.objects.filter(pk=draft.pk).exists()
    assert as_sam.get(address("draft")).status_code == 404


def test_it_is_discarded_once(as_sam: Client, sam: User) -> None:
    draft = begin(make_framework(), by=sam, at=timezone.now())
    discard(draft, by=sam)

    assert as_sam.post(address("draft-discard")).status_code == 404


def test_a_framework_of_ones_own_begins_on_an_empty_page(as_sam: Client) -> None:
    answer = as_sam.post(
        address("framework-new"),
        {"name": "Our own words", "kind": "grouped", "subject": "own_practice"},
    )

    assertRedirects(answer, address("draft", "our_own_words"))
    assertContains(as_sam.get(LIST), "Our own words")
    assertContains(as_sam.get(address("framework", "our_own_words")), "nothing of it is published")


def test_what_is_missing_is_said(as_sam: Client) -> None:
    page = as_sam.post(address("framework-new"), {"name": " "})

    assert page.status_code == 422
    for words in (
        "Say what it is called.",
        "Choose what it is made of.",
        "Choose what it is about.",
    ):
        assertContains(page, words, status_code=422)
    assert not Framework.objects.exists()


def test_it_is_switched_off_and_on(as_sam: Client) -> None:
    make_framework()

    for to, is_on in (("off", False), ("off", False), ("on", True)):
        answer = as_sam.post(address("framework-switch"), {"to": to})
        assertRedirects(answer, address("framework"))
        assert Element.objects.offered().exists() == is_on
    assert [line.words for line in Change.objects.order_by("pk")] == [
        "switched off A framework",
        "switched on A framework",
    ]


def test_it_is_retired_once_asked_and_brought_back(as_sam: Client) -> None:
    make_framework()

    assertContains(as_sam.get(address("framework-retire")), "Retire A framework?")
    as_sam.post(address("framework-retire"))
    assert not Framework.objects.in_use().exists()
    assertContains(as_sam.get(address("framework")), "Bring it back")

    as_sam.post(address("framework-bring-back"))
    assert Framework.objects.in_use().exists()
    assert [line.words for line in Change.objects.order_by("pk")] == [
        "retired A framework",
        "brought back A framework",
    ]


def test_an_update_of_the_site_does_not_bring_back_what_an_admin_retired(
    framework_packs: list[FrameworkPack], as_sam: Client
) -> None:
    publish_packs(framework_packs, at=timezone.now())
    as_sam.post(address("framework-retire", "stakeholders"))

    publish_packs(framework_packs, at=timezone.now())

    assert Framework.objects.get(key="stakeholders").retired_at


def test_every_admin_page_links_to_the_frameworks(as_sam: Client, as_bryony: Client) -> None:
    assertContains(as_sam.get("/manage/"), f'href="{LIST}"')
    assertNotContains(as_bryony.get("/", follow=True), LIST)
