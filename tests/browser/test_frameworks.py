"""Pages of frameworks, and Django's admin: nobody is kept out, and nothing breaks the policy."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from partnership.people.models import User

from .conftest import DESKTOP, PHONE, SMALLEST, OpenPage

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = [
    "/frameworks/",
    "/frameworks/himmelman_linkage/",
    "/frameworks/hargreaves_maturity/",
    "/frameworks/briggs_factors/",
    "/frameworks/maturity_stages/",
]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [DESKTOP, PHONE, SMALLEST])
def test_everyone_can_read_the_frameworks(
    content: None, bryony: User, open_page: OpenPage, width: int, dark: bool
) -> None:
    page = open_page(bryony, width=width, dark=dark)

    for path in PAGES:
        page.goto(path)
        found = Axe().run(page, options={"runOnly": RULES, "preload": False})
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= width


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
