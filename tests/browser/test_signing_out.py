"""Signing out where storage does not answer or a token is old: it is done all the same."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from partnership.people.models import User
from tests.browser.conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]

NEVER_ANSWERS = "IDBFactory.prototype.open = () => ({});"


def sign_out(page: Page) -> None:
    page.get_by_role("contentinfo").get_by_role("button", name="Sign out").click()


def test_with_a_store_that_never_answers(open_page: OpenPage, bryony: User) -> None:
    page = open_page(bryony)
    page.add_init_script(NEVER_ANSWERS)
    page.clock.install()
    page.goto("/journal/")

    sign_out(page)
    page.clock.fast_forward(10_000)

    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_after_one_signed_in_again_in_another_tab(open_page: OpenPage, bryony: User) -> None:
    page = open_page(bryony)
    page.goto("/journal/")
    page.context.clear_cookies(name="csrftoken")  # signing in makes another
    page.context.new_page().goto("/settings/")

    sign_out(page)

    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
