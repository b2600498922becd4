"""The end of a sign-in on a shared computer: asked before, words kept, and nothing left behind."""

from __future__ import annotations

import re
import time

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Page, expect

from partnership.people.models import User
from partnership.people.sessions import LAST_USED, SHARED_IDLE, remember_computer
from tests.browser.conftest import Faults, OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]


def session_of(page: Page) -> SessionStore:
    cookies = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
    return SessionStore(cookies[settings.SESSION_COOKIE_NAME])


def shared(page: Page) -> Page:
    """Signed in on a computer that others use too, on a page to write on."""
    session = session_of(page)
    remember_computer(session, shared=True)
    session.save()
    page.goto("/write/")
    return page


def idle(page: Page, seconds: int) -> None:
    """Nothing was done for so long; and the page asks, as it does when one comes back to it."""
    session = session_of(page)
    session[LAST_USED] = int(time.time()) - seconds
    session.save()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_whoever_is_still_there_stays_signed_in(open_page: OpenPage, bryony: User) -> None:
    page = shared(open_page(bryony))
    question = page.locator(".session-end").get_by_text("Still there?")
    expect(question).to_be_hidden()

    idle(page, SHARED_IDLE - 200)
    expect(question).to_be_visible()
    page.get_by_role("button", name="Stay signed in").click()

    expect(question).to_be_hidden()
    assert time.time() - session_of(page)[LAST_USED] < 100


def test_when_it_is_over_nothing_is_left_on_the_screen(
    open_page: OpenPage, bryony: User, faults: Faults
) -> None:
    faults.allow("401")
    page = shared(open_page(bryony))

    idle(page, SHARED_IDLE + 30)

    expect(page).to_have_url(re.compile(r"/sign-in/\?next=/write/$"))


def test_nothing_is_left_on_the_screen_where_the_server_cannot_be_asked(
    open_page: OpenPage, bryony: User, faults: Faults
) -> None:
    faults.allow("401|net::ERR")
    page = open_page(bryony)
    page.clock.install()
    shared(page)
    page.route("**/session/left/", lambda route: route.abort())
    session = session_of(page)
    session[LAST_USED] = int(time.time()) - SHARED_IDLE - 30
    session.save()

    page.clock.fast_forward((SHARED_IDLE + 30) * 1000)

    expect(page).to_have_url(re.compile(r"/sign-in/\?next=/write/$"))


def test_words_that_are_not_saved_stay(open_page: OpenPage, bryony: User, faults: Faults) -> None:
    faults.allow("401|net::ERR")
    page = shared(open_page(bryony))
    page.route("**/draft/", lambda route: route.abort())
    page.locator("#body").fill("Not saved yet.")

    idle(page, SHARED_IDLE + 30)

    expect(page.locator(".session-end").get_by_text("Your words are still here.")).to_be_visible()
    expect(page.locator("#body")).to_have_value("Not saved yet.")
