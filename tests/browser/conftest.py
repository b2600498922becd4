"""A real Chromium against the real site, and the faults that no page may have.

`open_page` gives a page as a person sees it: signed in or not, with or without JavaScript, light
or dark, wide or narrow. A test fails by itself when any of its pages wrote an error to the
console, threw, broke the content-security policy or asked another site for anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

import pytest
from django.conf import LazySettings, settings
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    expect,
)
from pytest_django.live_server_helper import LiveServer

from partnership.people.models import User
from tests.conftest import signed_in

from .stored import load_demo_world

PATIENCE = 60_000  # ms: on a busy machine a page may be slow, and that is not what is tested
expect.set_options(timeout=PATIENCE)
DESKTOP, PHONE, SMALLEST = 1280, 390, 320
# What htmx logs when a page is left while it is still fetching something: no fault. A request that
# fails is logged as another event besides.
LEFT_WHILE_FETCHING = r"htmx:(afterRequest|sendAbort),"


class OpenPage(Protocol):
    def __call__(
        self,
        person: User | None = None,
        *,
        javascript: bool = True,
        dark: bool = False,
        width: int = DESKTOP,
    ) -> Page: ...


@dataclass
class Faults:
    """What went wrong in the browser, less what the test said it would cause itself."""

    home: str
    seen: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=lambda: [LEFT_WHILE_FETCHING])

    def allow(self, pattern: str) -> None:
        """Expect a fault, such as r"status of 409" where the test causes a conflict."""
        self.allowed.append(pattern)

    def watch(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", lambda error: self.seen.append(f"page error: {error.error}"))
        context.on("request", lambda request: self._request(request.url))

    def unexpected(self) -> list[str]:
        return [fault for fault in self.seen if not any(re.search(p, fault) for p in self.allowed)]

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.seen.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _request(self, url: str) -> None:
        if not url.startswith((self.home, "data:", "blob:", "about:")):
            self.seen.append(f"off-site request: {url}")


@pytest.fixture
def demo(transactional_db: None, settings: LazySettings) -> None:
    """The real content and the demo's people with what they wrote, as `make run` loads them."""
    settings.DEMO = True
    load_demo_world()


@pytest.fixture
def leader(demo: None) -> User:
    """Bryony of the demo: a draft to carry on, entries shared, replies, two partnerships."""
    return User.objects.get(email="bryony@demo.example")


@pytest.fixture
def faults(live_server: LiveServer) -> Iterator[Faults]:
    """The faults of every page of this test; any that it did not allow makes it fail."""
    faults = Faults(home=live_server.url)
    yield faults
    if unexpected := faults.unexpected():
        pytest.fail("In the browser:\n  " + "\n  ".join(unexpected), pytrace=False)


@pytest.fixture
def open_page(live_server: LiveServer, chromium: Browser, faults: Faults) -> Iterator[OpenPage]:
    """Opens pages: `open_page(bryony, width=PHONE).goto("/journal/")`. Each is a new browser."""
    contexts: list[BrowserContext] = []

    def opened(
        person: User | None = None,
        *,
        javascript: bool = True,
        dark: bool = False,
        width: int = DESKTOP,
    ) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 844 if width < 600 else 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=javascript,
            has_touch=width < 600,
            locale="en-GB",
            timezone_id="Europe/London",
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        faults.watch(context)
        if person is not None:
            sign_in(context, person, live_server.url)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A desktop page of someone who has not signed in."""
    return open_page()


def sign_in(context: BrowserContext, person: User, url: str) -> None:
    """Put a session of this person in the browser, without going through the sign-in page."""
    session = signed_in(person).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": url}])
