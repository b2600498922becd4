"""Publishing by hand: a definition changed in few clicks, and what happens to tags meanwhile."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from frameworks.models import Element
from journal.models import Entry, Tag
from partnership.people.models import User
from tests.browser.conftest import OpenPage
from tests.factories import make_entry

pytestmark = [pytest.mark.browser, pytest.mark.once]

MOST_CLICKS = 5


@pytest.fixture
def admin(demo: None) -> User:
    return User.objects.get(email="admin@demo.example")


class Clicks:
    """Presses what a person would press, and counts."""

    def __init__(self, page: Page) -> None:
        self.page, self.number = page, 0

    def on(self, role: str, name: str, *, exact: bool = True) -> None:
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role(role, name=name, exact=exact).click()  # type: ignore[arg-type]
        self.number += 1


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def test_a_definition_is_changed_and_published_in_five_clicks(
    admin: User, leader: User, open_page: OpenPage
) -> None:
    networking = Element.objects.offered().get(key="networking")
    entry: Entry = make_entry(leader, "We met at the conference.")
    Tag.objects.create(entry=entry, element=networking)
    page = open_page(admin)
    page.goto("/manage/frameworks/")
    clicks = Clicks(page)

    clicks.on("button", f"Edit {networking.edition.framework.name}")
    clicks.on("link", "Networking")
    page.get_by_label("Definition").fill("Partners tell each other what they do.")
    clicks.on("button", "Save, and see what changes")
    heading(page, "What publishing changes")
    expect(page.locator("#element-networking")).to_contain_text("Reworded.")
    clicks.on("button", "Publish")

    heading(page, "Editions")
    expect(page.get_by_text("Edition 2 is published.")).to_be_visible()
    assert clicks.number <= MOST_CLICKS
    theirs = open_page(leader)
    theirs.goto(entry.get_absolute_url())
    expect(theirs.get_by_text("worded as in edition 1, and changed since")).to_be_visible()


def test_a_factor_is_split_in_two(admin: User, open_page: OpenPage) -> None:
    page = open_page(admin)
    page.goto("/manage/frameworks/")
    clicks = Clicks(page)
    factors = Element.objects.offered().filter(edition__framework__key="briggs_factors")
    factor = factors.get(key="mutual_benefit")

    clicks.on("button", f"Edit {factor.edition.framework.name}")
    clicks.on("link", factor.name)
    clicks.on("link", "Split in two")
    page.get_by_label("Name of the first").fill("What we gain")
    page.get_by_label("Name of the second").fill("What they gain")
    clicks.on("button", "Split it")
    clicks.on("link", "See what changes, and publish")
    expect(page.get_by_text("Split into “What we gain” and “What they gain”")).to_be_visible()
    page.get_by_label("Where do tags made with it count from now on?").select_option(
        label="Under “What we gain”"
    )
    clicks.on("button", "Publish")

    heading(page, "Editions")
    assert not factors.filter(key="mutual_benefit").exists()
    assert factors.get(name="What we gain").takes_the_place_of == ["mutual_benefit"]
    assert factors.get(name="What they gain").comes_from == ["mutual_benefit"]


def test_a_tick_on_a_page_from_before_keeps_the_words_that_were_on_it(
    admin: User, leader: User, open_page: OpenPage
) -> None:
    entry = make_entry(leader, "Everyone knew why we were there.")
    theirs = open_page(leader)
    theirs.goto(f"/entry/{entry.pk}/tags/?framework=hargreaves_maturity")
    strand = Element.objects.offered().filter(edition__framework__key="hargreaves_maturity")[0]
    page = open_page(admin)
    page.goto("/manage/frameworks/")
    clicks = Clicks(page)
    clicks.on("button", f"Edit {strand.edition.framework.name}")
    clicks.on("link", strand.name)
    page.get_by_label("Name", exact=True).fill("A strand by another name")
    clicks.on("button", "Save, and see what changes")
    clicks.on("button", "Publish")

    theirs.locator("#grp-hargreaves_maturity").evaluate("group => { group.open = true }")
    theirs.locator(f"#g-hargreaves_maturity-{strand.key}").check()

    expect(theirs.locator("#tag-chosen")).to_contain_text("was changed while you were tagging")
    assert Tag.objects.owned_by(leader).get(entry=entry).element == strand


def test_a_framework_of_ones_own_is_made_from_an_empty_page(
    admin: User, open_page: OpenPage
) -> None:
    page = open_page(admin)
    page.goto("/manage/frameworks/")
    clicks = Clicks(page)
    clicks.on("link", "Begin an empty framework")
    page.get_by_label("What is it called?").fill("Our own way")
    page.get_by_label("A plain list").check()
    page.get_by_label("A partnership", exact=True).check()
    clicks.on("button", "Begin")
    clicks.on("link", "Edit these words")
    page.get_by_label("Summary").fill("How we work with one another.")
    page.get_by_label("Citation").first.fill("Agreed among ourselves, 2026.")
    clicks.on("button", "Save and go back")
    for name in ("Listening first", "Saying what we need"):
        page.get_by_label("Add an element").fill(name)
        clicks.on("button", "Add")
        page.get_by_label("Definition").fill(f"{name}, whatever else there is to do.")
        clicks.on("button", "Save and go back")
    second = page.locator("#element-saying_what_we_need")
    with page.expect_navigation():
        second.locator(".handle").drag_to(
            page.locator("#element-listening_first"), target_position={"x": 40, "y": 2}
        )
    expect(page.locator("ol.rows > li").first).to_have_id("element-saying_what_we_need")
    clicks.on("link", "See what changes, and publish")
    clicks.on("button", "Publish")

    expect(page.get_by_text("Edition 1 is published.")).to_be_visible()
    names = [one.name for one in Element.objects.offered().filter(edition__name="Our own way")]
    assert names == ["Saying what we need", "Listening first"]
