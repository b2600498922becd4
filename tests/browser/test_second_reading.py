"""Tagging a shared copy in a real browser: words selected, the finder, and no script."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from journal.models import Cohort, Module, SecondTag, SharedCopy
from partnership.people.models import User
from tests.factories import make_entry, make_framework, second_reading, share

from .conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]

BODY = "We met in May. 🎉 Then the trust asked for more.\n\nNobody wrote it down."


@pytest.fixture
def copy(autumn: Cohort, bryony: User, rosalind: User) -> SharedCopy:
    """Being tagged by Rosalind without seeing others' tags."""
    make_framework("factors", ("trust", "purpose"), name="Factors")
    Module.objects.update(frameworks_in_front=["factors"])
    given = share(make_entry(bryony, BODY), autumn)
    second_reading(given, rosalind, is_blind=True, done_at=None, saw_other_tags_at=None)
    return given


def open_tags(page: Page, copy: SharedCopy) -> None:
    page.goto(reverse("comparing:second-reading", args=[copy.pk]))


def add(page: Page) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name="Add what I ticked").click()


def tagged() -> list[tuple[str, str, str]]:
    return [
        (tag.element.key, BODY[tag.start : tag.end] if tag.end else "", tag.reason)
        for tag in SecondTag.objects.select_related("element").order_by("element__key")
    ]


def test_selected_words_after_an_emoji_are_tagged_with_what_was_found(
    open_page: OpenPage, rosalind: User, copy: SharedCopy
) -> None:
    page = open_page(rosalind)
    open_tags(page, copy)

    page.evaluate(
        """quote => {
          const text = document.querySelector("[data-words]").firstChild;
          const start = text.data.indexOf(quote);
          getSelection().setBaseAndExtent(text, start, text, start + quote.length);
        }""",
        "the trust asked",
    )
    page.get_by_role("button", name="Tag these words").click()
    expect(page.get_by_label("“the trust asked”")).to_be_checked()
    page.locator("#tag-q").press_sequentially("tru")
    page.locator("#tag-found").get_by_label("Trust").check()
    page.locator("#tag-q").fill("purp")
    page.locator("#tag-q").press("Enter")
    page.locator("#tag-found").get_by_label("Purpose").check()
    expect(page.locator("#tag-found").get_by_label("Trust")).to_be_checked()
    page.get_by_label("Why?").fill("They say what was asked.")
    add(page)

    why = "They say what was asked."
    assert tagged() == [("purpose", "the trust asked", why), ("trust", "the trust asked", why)]


def test_everything_works_without_script(
    open_page: OpenPage, rosalind: User, copy: SharedCopy
) -> None:
    page = open_page(rosalind, javascript=False)
    open_tags(page, copy)

    page.get_by_label("“Nobody wrote it down.”").check()
    page.get_by_text("Factors", exact=True).first.click()
    page.get_by_label("Trust").check()
    add(page)
    assert tagged() == [("trust", "Nobody wrote it down.", "")]

    with page.expect_navigation():
        page.get_by_role("button", name="Done").click()
    expect(page.get_by_text("You tagged this without seeing anyone else’s tags.")).to_be_visible()
    expect(page.get_by_role("heading", name="Bryony Fennimarsh’s tags")).to_be_visible()
