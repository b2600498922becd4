"""The browser tests notice what no page may do: shown by doing it on purpose."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from partnership.people.models import User

from .conftest import PHONE, Faults, OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.once]


def load_from_elsewhere(page: Page) -> None:
    page.evaluate("new Image().src = 'https://elsewhere.example/pixel.png'")


def run_inline_script(page: Page) -> None:
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {text: '1'}))"
    )


def throw(page: Page) -> None:
    page.evaluate("setTimeout(() => { throw new Error('thrown') })")


def log_an_error(page: Page) -> None:
    page.evaluate("console.error('written to the console')")


@pytest.mark.parametrize(
    ("misbehave", "message"),
    [
        (load_from_elsewhere, "off-site request: https://elsewhere.example/pixel.png"),
        (run_inline_script, "Content Security Policy"),
        (throw, "page error: thrown"),
        (log_an_error, "console: written to the console"),
    ],
)
def test_a_page_that_misbehaves_is_noticed(
    page: Page, faults: Faults, misbehave: Callable[[Page], None], message: str
) -> None:
    page.goto("/sign-in/")

    misbehave(page)
    for _ in range(100):
        if not any(message in fault for fault in faults.unexpected()):
            page.wait_for_timeout(100)

    assert any(message in fault for fault in faults.unexpected())
    faults.allow("")


def test_a_person_is_signed_in_on_a_phone_without_javascript(
    open_page: OpenPage, bryony: User
) -> None:
    page = open_page(bryony, javascript=False, width=PHONE)

    page.goto("/settings/password/")

    assert "/settings/password/" in page.url
    assert page.viewport_size == {"width": 390, "height": 844}
