"""A form that its button saves: what was typed into it comes back, until it was saved."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from journal.models import Commitment
from partnership.people.models import User

from .conftest import PATIENCE, Faults, OpenPage, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]
ADD = "/looking-back/commitments/add/"
LISTEN = """() => {
    document.addEventListener("journal:on-device", ({ detail }) => (window.isHeld = detail.isHeld));
}"""
OFF_BY = """
    const clock = Date.now.bind(Date);
    Date.now = () => clock() + {years} * 365 * 24 * 60 * 60 * 1000;
"""
UNTIL = """async () => {{
    const count = () => new Promise((done, failed) => {{
        const asked = indexedDB.open("journal", 1);
        asked.onerror = failed;
        asked.onsuccess = () => {{
            const all = asked.result.transaction("outbox").objectStore("outbox").count();
            all.onsuccess = () => (asked.result.close(), done(all.result));
        }};
    }});
    for (const until = Date.now() + {patience}; Date.now() < until; ) {{
        if ({what}) return true;
        await new Promise((done) => setTimeout(done, 20));
    }}
    return false;
}}"""
IS_HELD = UNTIL.format(patience=PATIENCE, what="window.isHeld")
IS_EMPTY = UNTIL.format(patience=PATIENCE, what="!(await count())")


def opened_again(page: Page, *, years: int = 0) -> Page:
    """Its tab is gone, at once; here is another, on a clock that is so many years fast."""
    context = page.context
    page.close()
    page = context.new_page()
    page.add_init_script(OFF_BY.format(years=years))
    page.goto(ADD)
    return page


def with_one_field_more(route: Route) -> None:
    """The site may be another by the time that one comes back."""
    response = route.fetch()
    body = response.text().replace("data-keep>", 'data-keep><input name="new" aria-label="New">')
    route.fulfill(response=response, body=body)


def sign_out(page: Page) -> None:
    page.get_by_role("contentinfo").get_by_role("button", name="Sign out").click()


def test_a_form_that_was_not_saved_comes_back(
    open_page: OpenPage, faults: Faults, live_server: LiveServer, bryony: User
) -> None:
    faults.allow(r"status of 422")
    page = open_page(bryony)
    page.add_init_script(OFF_BY.format(years=-40))
    page.goto(ADD)
    page.evaluate(LISTEN)
    page.get_by_label("When …").fill("the planning form goes out")
    assert page.evaluate(IS_HELD)
    key = page.locator("[name=once]").input_value()

    page = opened_again(page)
    expect(page.get_by_label("When …")).to_have_value("the planning form goes out")
    expect(page.get_by_role("main")).to_contain_text("It is back in its place, and not saved yet.")
    expect(page.locator("[name=once]")).to_have_value(
        key
    )  # what was done already is not done again

    with page.expect_navigation():
        page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("alert")).to_contain_text("Say what you will do.")
    sign_out(page)
    asked = page.get_by_role("dialog")
    expect(asked).to_contain_text("What you filled in is not saved")
    expect(asked.get_by_role("listitem").first).to_contain_text("“the planning form goes out”")
    assert (
        page.locator("[name=once]").input_value() != key
    )  # its page was answered, and says its own
    asked.get_by_role("button", name="Sign out and keep it here").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    sign_in(page.context, bryony, live_server.url)
    page.goto("/settings/")
    sign_out(page)  # about what was kept on purpose one is not asked again
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    sign_in(page.context, bryony, live_server.url)

    page.context.route(f"**{ADD}", with_one_field_more, times=1)
    page = opened_again(page, years=2)
    expect(page.get_by_label("When …")).to_have_value("the planning form goes out")

    page.get_by_label("I will …").fill("ask the nursery first")
    with page.expect_navigation():
        page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("main")).to_contain_text("ask the nursery first")
    assert Commitment.objects.owned_by(bryony).get().will_text == "ask the nursery first"
    assert page.evaluate(IS_EMPTY)
    page.goto(ADD)
    expect(page.get_by_label("When …")).to_have_value("")
