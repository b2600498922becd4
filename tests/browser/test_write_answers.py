"""What a sheet does with an answer that is late, odd or missing: the newest word is still sent.

The page's clock goes on by itself; where a test would wait for long it is put forward.
"""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, Request, Route, expect

from partnership.people.models import User
from tests.browser.conftest import Faults, OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]

WHAT_CAME_BACK = json.dumps(
    {
        "version": 1,
        "edited_at": "2026-11-22T10:00:00Z",
        "both_url": "/both/",
        "see_url": "/kept/",
        "error": "What came back.",
    }
)


class Channel:
    """The saves of a sheet on its page, each answered when the test says so."""

    def __init__(self, page: Page) -> None:
        self.page, self.asked = page, list[Route]()
        page.clock.install()
        page.route("**/draft/", lambda route: self.asked.append(route))
        page.goto("/write/")
        self.says = expect(page.locator("[data-autosave-status]"))

    def type(self, words: str) -> None:
        self.page.locator("#body").fill(words)

    def next(self, seconds: int = 0) -> Request:
        """The save that comes by itself, when so much time has gone."""
        with self.page.expect_request("**/draft/") as asked:
            self.page.clock.fast_forward(seconds * 1000)
        return asked.value

    def answer(self, status: int, body: str) -> None:
        while not self.asked:  # it has been sent, and is on its way here
            self.page.wait_for_timeout(10)
        self.asked.pop().fulfill(status=status, body=body, content_type="application/json")


@pytest.mark.parametrize(("status", "seconds"), [(409, 31), (410, 0), (422, 0)])
def test_what_was_typed_while_a_save_was_under_way_is_sent_whatever_that_met(
    open_page: OpenPage, faults: Faults, bryony: User, status: int, seconds: int
) -> None:
    faults.allow(f"status of {status}")
    channel = Channel(open_page(bryony))
    channel.type("One.")
    channel.next()
    channel.type("One. Two.")
    channel.page.clock.fast_forward(2_000)  # when that would be sent, one is still on its way

    channel.answer(status, WHAT_CAME_BACK)

    if status == 409:
        channel.says.to_have_text("What came back. What you typed since is not saved yet. See both")
    assert channel.next(seconds).post_data_json["body"] == "One. Two."


def test_a_window_that_lost_sends_every_half_minute_however_one_types(
    open_page: OpenPage, faults: Faults, bryony: User
) -> None:
    faults.allow("status of 409")
    channel = Channel(open_page(bryony))
    channel.type("One.")
    channel.next()
    channel.answer(409, WHAT_CAME_BACK)
    channel.says.to_have_text("What came back. We kept both. See both")

    channel.type("Two.")
    channel.page.clock.fast_forward(20_000)
    channel.type("Three.")

    assert channel.next(11).post_data_json["body"] == "Three."
    channel.says.to_have_text("What came back. What you typed since is not saved yet. See both")


@pytest.mark.parametrize("answer", [None, "{}"])
def test_an_answer_that_is_none_is_not_taken_for_one(
    open_page: OpenPage, faults: Faults, bryony: User, answer: str | None
) -> None:
    """A network that swallows what is sent; and what stands between may answer anything."""
    faults.allow("ERR_ABORTED")
    channel = Channel(open_page(bryony))
    channel.type("One.")
    channel.next()

    if answer is None:
        channel.page.clock.fast_forward(61_000)
    else:
        channel.answer(200, answer)

    channel.says.to_contain_text("We couldn’t save just now. Your words are still here.")


def test_words_that_were_refused_before_the_script_came_are_not_taken_for_saved(
    open_page: OpenPage, faults: Faults, bryony: User
) -> None:
    faults.allow("status of 422")
    page = open_page(bryony)
    late: list[Route] = []
    page.route("**/autosave*.js", lambda route: late.append(route), times=1)
    page.goto("/write/", wait_until="commit")
    page.locator("#body").fill("a" * 100_001)

    with page.expect_navigation():
        page.get_by_role("button", name="Done").click()

    said = expect(page.locator("[data-autosave-status]"))
    said.to_contain_text("the most is 100,000")
    page.locator("#body").fill("Shorter.")
    said.to_contain_text("Saved at")
