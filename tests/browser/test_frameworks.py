"""Links between definitions, and Django's admin, which keeps to the content policy too."""

import pytest
from playwright.sync_api import expect

from partnership.people.models import User

from .conftest import PHONE, OpenPage

pytestmark = pytest.mark.browser


def test_a_link_to_a_definition_lands_on_it(
    content: None, bryony: User, open_page: OpenPage
) -> None:
    page = open_page(bryony, width=PHONE)
    page.goto("/frameworks/hargreaves_maturity/")

    page.get_by_role("figure").get_by_role("link", name="Fit governance").click()

    expect(page.get_by_role("heading", name="Fit governance")).to_be_in_viewport()


def test_the_admin_keeps_to_the_content_policy(
    content: None, sam: User, open_page: OpenPage
) -> None:
    page = open_page(sam)

    for path in ("", "frameworks/framework/", "frameworks/element/?q=trust"):
        page.goto(f"/admin/{path}")
    page.get_by_role("link", name="Trust, including being led by others").click()

    expect(page.get_by_text("People trust each other enough")).to_be_visible()
