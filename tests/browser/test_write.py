"""Writing in a real browser: what the status line says, and that no word is lost."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from journal.models import Cohort, Entry
from partnership.people.models import User
from tests.browser.conftest import PHONE, Faults, OpenPage
from tests.factories import make_entry, make_framework, make_partnership, make_question

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]


def words(page: Page):
    return page.locator("#body")


def status(page: Page):
    return page.locator("[data-autosave-status]")


def try_now(page: Page) -> None:
    """Press it, unless the page has tried again by itself meanwhile: then it is gone."""
    page.evaluate("document.querySelector('[data-autosave-status] button')?.click()")


def only_entry(person: User) -> Entry:
    return Entry.objects.owned_by(person).get()


def test_typing_is_saved_and_says_so(open_page: OpenPage, bryony: User) -> None:
    question = make_question()
    page = open_page(bryony)
    page.goto(question.get_absolute_url())
    expect(status(page)).to_have_text("Saves as you write.")

    words(page).fill("Hollybank rang.")

    expect(status(page)).to_have_text(re.compile(r"^Saved at \d\d:\d\d\. Not shared\.$"))
    entry = only_entry(bryony)
    assert (entry.body, entry.question, entry.version) == ("Hollybank rang.", question, 1)
    assert page.url.endswith(f"/entry/{entry.pk}/edit/")

    words(page).press_sequentially(" Again.")
    expect(status(page)).to_have_text("Saves as you write.")
    words(page).press("Control+s")
    expect(status(page)).to_have_text(re.compile("^Saved at"))
    assert only_entry(bryony).version == 2

    page.reload()
    expect(words(page)).to_have_value("Hollybank rang. Again.")


def test_words_typed_before_the_script_came_are_saved(open_page: OpenPage, bryony: User) -> None:
    page = open_page(bryony)
    late: list[Route] = []
    page.route("**/autosave*.js", lambda route: late.append(route))
    page.goto("/write/", wait_until="commit")

    words(page).fill("On a slow line.")
    late[0].continue_()

    expect(status(page)).to_contain_text("Saved at")
    assert only_entry(bryony).body == "On a slow line."


def test_the_server_away_and_back(open_page: OpenPage, faults: Faults, bryony: User) -> None:
    faults.allow(r"Failed to load resource")
    page = open_page(bryony)
    page.goto("/write/")
    page.route("**/draft/", lambda route: route.abort())

    words(page).fill("Words that must not go.")

    expect(status(page)).to_contain_text("We couldn’t save just now. Your words are still here.")
    expect(page.locator("#announce")).to_contain_text("We couldn’t save just now")
    expect(status(page).get_by_role("button", name="Copy my words")).to_be_visible()
    page.unroute("**/draft/")
    try_now(page)
    expect(status(page)).to_contain_text("Saved at")
    expect(page.locator("#announce")).to_contain_text("Saved at")
    assert only_entry(bryony).body == "Words that must not go."


def test_a_lost_answer_is_no_conflict_with_oneself(
    open_page: OpenPage, faults: Faults, bryony: User
) -> None:
    faults.allow(r"Failed to load resource")
    page = open_page(bryony)
    page.goto("/write/")

    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/draft/", lose_the_answer, times=1)
    words(page).fill("First.")
    expect(status(page)).to_contain_text("We couldn’t save")
    words(page).fill("First. Second.")
    try_now(page)

    expect(status(page)).to_contain_text("Saved at")
    page.wait_for_timeout(1800)
    expect(status(page)).to_contain_text("Saved at")
    entry = only_entry(bryony)
    assert (entry.body, entry.version) == ("First. Second.", 2)
    assert entry.revisions.count() == 0


def test_two_windows_keep_both_texts(open_page: OpenPage, faults: Faults, bryony: User) -> None:
    faults.allow(r"status of 409")
    entry = make_entry(bryony, "At first.", done_at=None)
    first, second = open_page(bryony), open_page(bryony)
    for page in (first, second):
        page.goto(f"/entry/{entry.pk}/edit/")
        expect(status(page)).to_have_text(re.compile(r"^Saved \d+ \w+ at \d\d:\d\d\.$"))

    words(first).fill("From the first window.")
    expect(status(first)).to_contain_text("Saved at")
    words(second).fill("From the second window.")

    expect(status(second)).to_contain_text(
        re.compile(r"You also changed this in another window at \d\d:\d\d. We kept both.")
    )
    expect(words(second)).to_have_value("From the second window.")
    status(second).get_by_role("link", name="See both").click()
    expect(second.get_by_role("heading", level=1)).to_have_text("Two windows, two texts")
    expect(second.get_by_role("region", name="Your text now")).to_contain_text("first")
    expect(second.get_by_role("region", name="From the other window")).to_contain_text("second")


def test_signed_out_and_in_again_in_another_tab(
    open_page: OpenPage, faults: Faults, bryony: User
) -> None:
    faults.allow(r"status of 401|Status Error Code 401")
    page = open_page(bryony)
    page.goto("/write/")
    session = [c for c in page.context.cookies() if c["name"] == "sessionid"]
    page.context.clear_cookies(name="sessionid")

    words(page).fill("Typed after the session went.")

    expect(status(page)).to_contain_text("You’ve been signed out. Your words are still here.")
    expect(status(page).get_by_role("link", name="Sign in again")).to_have_attribute(
        "target", "_blank"
    )
    page.context.add_cookies(session)
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(status(page)).to_have_text(re.compile(r"^Signed in\. Saved at \d\d:\d\d\."))
    assert only_entry(bryony).body == "Typed after the session went."


def test_a_button_works_after_signing_in_again_in_another_tab(
    open_page: OpenPage, bryony: User
) -> None:
    page = open_page(bryony)
    page.goto("/write/")
    words(page).fill("Typed before.")
    expect(status(page)).to_contain_text("Saved at")
    page.context.clear_cookies(name="csrftoken")  # signing in makes another
    page.context.new_page().goto("/write/")

    page.get_by_role("button", name="Done", exact=True).click()

    expect(page.get_by_role("article", name="Your words")).to_have_text("Typed before.")


def test_a_text_too_long_stays_and_is_told(
    open_page: OpenPage, faults: Faults, bryony: User
) -> None:
    faults.allow(r"status of 422")
    page = open_page(bryony)
    page.goto("/write/")

    words(page).fill("a" * 100_001)

    expect(status(page)).to_contain_text("the most is 100,000")
    words(page).fill("Shorter.")
    expect(status(page)).to_contain_text("Saved at")


def test_a_button_waits_for_the_words(open_page: OpenPage, faults: Faults, bryony: User) -> None:
    faults.allow(r"Failed to load resource")
    page = open_page(bryony)
    page.goto("/write/")
    page.route("**/draft/", lambda route: route.abort())
    words(page).fill("Pressed while away.")

    page.get_by_role("button", name="Done").click()

    expect(status(page)).to_contain_text("We couldn’t save")
    expect(words(page)).to_have_value("Pressed while away.")
    page.unroute("**/draft/")
    page.get_by_role("button", name="Done").click()
    page.wait_for_url("**/entry/*/")
    entry = only_entry(bryony)
    assert (entry.body, entry.is_draft) == ("Pressed while away.", False)
    assert entry.revisions.count() == 1


def test_done_by_keyboard(open_page: OpenPage, bryony: User) -> None:
    page = open_page(bryony)
    page.goto("/write/")

    page.keyboard.press("Tab")
    page.get_by_label("Title").focus()
    page.keyboard.type("A title")
    page.keyboard.press("Enter")
    page.keyboard.type("Some words.")
    page.keyboard.press("Control+Enter")

    page.wait_for_url("**/entry/*/")
    entry = only_entry(bryony)
    assert (entry.title, entry.body, entry.is_draft) == ("A title", "Some words.", False)


def test_a_tick_is_saved_too(open_page: OpenPage, bryony: User) -> None:
    link = make_partnership(bryony, "Hollybank")
    page = open_page(bryony)
    page.goto("/write/")

    page.get_by_label("Hollybank").check()

    expect(status(page)).to_contain_text("Saved at")
    assert list(only_entry(bryony).partnerships.all()) == [link]


def test_a_new_sheet_is_made_when_a_tag_asks_for_it(open_page: OpenPage, bryony: User) -> None:
    page = open_page(bryony)
    page.goto("/write/")

    version = page.evaluate(
        """new Promise((done) => {
            document.addEventListener("journal:saved", (event) => done(event.detail.version));
            document.dispatchEvent(new CustomEvent("journal:save-now"));
        })"""
    )

    assert version == only_entry(bryony).version == 1


def test_the_first_tick_makes_the_entry(open_page: OpenPage, bryony: User) -> None:
    make_framework("himmelman_linkage", ("networking", "coordination"), kind="scale")
    question = make_question(suggested_tags=["himmelman_linkage/networking"])
    page = open_page(bryony)
    page.goto(question.get_absolute_url())

    page.get_by_role("checkbox", name="Networking").first.check()

    expect(page.locator("#tag-chosen")).to_contain_text("1 tag")
    entry = only_entry(bryony)
    assert (entry.body, entry.version, entry.question) == ("", 1, question)
    assert [tag.element.key for tag in entry.tags.select_related("element")] == ["networking"]

    words(page).fill("Words after the tag.")
    expect(status(page)).to_contain_text("Saved at")
    assert only_entry(bryony).body == "Words after the tag."


def test_a_ticked_partnership_can_be_placed_at_once(open_page: OpenPage, bryony: User) -> None:
    make_framework("himmelman_linkage", ("networking", "coordination"), kind="scale")
    make_partnership(bryony, "Hollybank")
    page = open_page(bryony)
    page.goto("/write/")
    panel = page.locator("#tag-panel")
    expect(panel).to_be_visible()

    page.get_by_role("checkbox", name="Hollybank").check()
    panel.get_by_text("How closely are you linked?").first.click()

    expect(panel.get_by_role("group", name="Hollybank")).to_be_visible()


def test_a_phone_does_not_fetch_the_panel(open_page: OpenPage, bryony: User) -> None:
    page = open_page(bryony, width=PHONE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto("/write/")
    page.wait_for_timeout(500)

    assert not [url for url in asked if "/panel/" in url]


@pytest.mark.parametrize("width", [1280, PHONE])
def test_writing_without_javascript(
    open_page: OpenPage, bryony: User, autumn: Cohort, width: int
) -> None:
    question = make_question(module=autumn.module)
    page = open_page(bryony, javascript=False, width=width)
    page.goto(question.get_absolute_url())
    expect(status(page)).to_have_text("Saved when you press one of the buttons below.")
    words(page).fill("Without any script.")

    page.get_by_role("button", name="Done" if width == 1280 else "Save and close").click()

    entry = only_entry(bryony)
    assert entry.body == "Without any script."
    assert entry.is_draft is (width == PHONE)

    page.goto(f"/entry/{entry.pk}/edit/")
    words(page).fill("Other words.")
    expect(status(page)).to_have_text(
        re.compile(r"^Saved .*What you change is saved when you press")
    )


@pytest.mark.parametrize(
    ("width", "names"),
    [
        (1280, ["Done", "Share with Rosalind"]),
        (PHONE, ["Next: tag it", "Save and close"]),
    ],
)
def test_each_width_has_its_own_buttons(
    open_page: OpenPage, bryony: User, autumn: Cohort, width: int, names: list[str]
) -> None:
    page = open_page(bryony, width=width)
    page.goto("/write/")

    expect(page.locator("main .actions").get_by_role("button")).to_have_text(names)
