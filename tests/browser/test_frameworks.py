"""Links between definitions."""

import pytest
from playwright.sync_api import expect

from partnership.people.models import User

from .conftest import PHONE, OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.once]


def test_a_link_to_a_definition_lands_on_it(
    content: None, bryony: User, open_page: OpenPage
) -> None:
    page = open_page(bryony, width=PHONE)
    page.goto("/frameworks/hargreaves_maturity/")

    page.get_by_role("figure").get_by_role("link", name="Fit governance").click()

    expect(page.get_by_role("heading", name="Fit governance")).to_be_in_viewport()
