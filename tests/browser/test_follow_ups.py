"""A follow-up from home to both texts side by side: what its sheet saves as one writes."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from journal.models import Cohort, Entry
from partnership.people.models import User

from .conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]


def test_what_is_written_to_a_follow_up_saves_itself_and_is_about_its_partnership(
    leader: User, open_page: OpenPage
) -> None:
    Cohort.objects.taken_by(leader).update(module_ends_on=timezone.localdate())
    page = open_page(leader)
    page.goto("/")

    with page.expect_navigation():
        page.get_by_role("link", name="See the questions").click()
    with page.expect_navigation():
        page.locator(".prompts li li", has_text="reading mornings").get_by_role("link").click()
    expect(page.get_by_role("checkbox", name="Wrenfold reading mornings")).to_be_checked()
    expect(page.locator("main")).not_to_contain_text("ten of us round a table")
    page.locator("#body").press_sequentially("Nearer than I said.")
    expect(page.locator("[data-autosave-status]")).to_contain_text("Saved at")

    draft = Entry.objects.owned_by(leader).get(follow_up="fu_end_linkage")
    assert [one.name for one in draft.partnerships.all()] == ["Wrenfold reading mornings"]
    with page.expect_navigation():
        page.get_by_role("button", name="Done", exact=True).click()
    expect(page.locator(".pair-side").first).to_contain_text("ten of us round a table")
    expect(page.locator(".pair-side").last).to_contain_text("Nearer than I said.")
