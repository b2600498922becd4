"""The main job from the sign-in page, with every press counted by the page itself.

The demo as `make run` loads it. A password manager is played by filling both fields in; typed words
are prose and are not counted. All else is: each press of a mouse or a finger, and each key.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from journal.models import Entry, Tag
from partnership.people.models import User

from .conftest import PHONE, OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "demo-partnership"
LISTEN = """
for (const kind of ["pointerdown", "keydown"])
  addEventListener(kind, (event) => {
    if (event.isTrusted) window.counted(kind, event.key ?? event.pointerType);
  }, true);
"""


@dataclass
class Count:
    """What a person did, as their browser saw it: `click` by mouse, `tap` by finger, and keys."""

    presses: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    @classmethod
    def on(cls, page: Page) -> Count:
        count = cls()
        page.expose_function("counted", count.add)
        page.add_init_script(LISTEN)
        return count

    def add(self, kind: str, what: str) -> None:
        (self.keys if kind == "keydown" else self.presses).append(what)


def at_the_sign_in_page(page: Page) -> Count:
    """Filled in by a password manager; nothing has been pressed."""
    count = Count.on(page)
    page.goto("/sign-in/")
    page.get_by_label("Email address").fill("bryony@demo.example")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    return count


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def write_prose(page: Page, words: str) -> None:
    """What someone thinks and types; how many letters that is, is their own affair."""
    sheet = page.locator("#body")
    sheet.fill(f"{sheet.input_value()} {words}")


def chosen(entry: Entry) -> list[str]:
    rows = Tag.objects.owned_by(entry.author).filter(entry=entry)
    return sorted(rows.values_list("element__key", flat=True))


def draft_of(person: User) -> Entry:
    return Entry.objects.owned_by(person).in_journal().drafts().get()


def test_sign_in_to_words_saved_as_a_draft_in_two_clicks(leader: User, open_page: OpenPage) -> None:
    page = open_page()
    count = at_the_sign_in_page(page)

    button(page, "Sign in").click()
    page.get_by_role("link", name="Carry on writing").click()
    write_prose(page, "One more sentence.")
    expect(page.locator("[data-autosave-status]")).to_contain_text("Saved at")

    assert draft_of(leader).body.endswith("One more sentence.")
    assert (count.presses, count.keys) == (["mouse"] * 2, [])


def test_sign_in_to_a_saved_and_tagged_reflection_in_four_clicks(
    leader: User, open_page: OpenPage
) -> None:
    page, entry = open_page(), draft_of(leader)
    count = at_the_sign_in_page(page)

    button(page, "Sign in").click()
    page.get_by_role("link", name="Carry on writing").click()
    write_prose(page, "I asked, and then kept out of the way.")
    page.locator("#tag-q").click()
    page.keyboard.type("net")
    expect(page.locator("#tag-hint")).to_contain_text("Networking")
    page.keyboard.press("Enter")
    expect(page.locator("#tag-chosen")).to_contain_text("Networking")
    page.keyboard.type("fit")
    expect(page.locator("#tag-hint")).to_contain_text("Fit governance")
    page.keyboard.press("Enter")
    expect(page.locator("#tag-chosen")).to_contain_text("Fit governance")
    button(page, "Done").click()
    page.wait_for_url(f"**{reverse('writing:entry', args=[entry.pk])}")

    entry.refresh_from_db()
    assert (entry.is_draft, chosen(entry)) == (False, ["fit_governance", "networking"])
    assert entry.body.endswith("kept out of the way.")
    assert count.presses == ["mouse"] * 4
    assert len(count.keys) == 2 * 4


def test_from_the_words_to_the_finder_in_at_most_eight_tabs(
    leader: User, open_page: OpenPage
) -> None:
    page = open_page(leader)
    count = Count.on(page)
    page.goto(reverse("writing:entry-edit", args=[draft_of(leader).pk]))
    expect(page.locator("#tag-q")).to_be_visible()
    page.locator("#body").focus()

    while page.evaluate("document.activeElement.id") != "tag-q" and len(count.keys) < 20:
        page.keyboard.press("Tab")

    assert set(count.keys) == {"Tab"}
    assert len(count.keys) <= 8


def test_the_whole_of_it_by_keyboard_alone(leader: User, open_page: OpenPage) -> None:
    page, entry = open_page(), draft_of(leader)
    count = at_the_sign_in_page(page)

    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bryony")
    tab_to(page, "Carry on writing")
    page.keyboard.press("Enter")
    page.wait_for_url("**/edit/")
    expect(page.locator("#tag-q")).to_be_visible()
    page.locator("#tag-q").focus()
    page.keyboard.type("net")
    expect(page.locator("#tag-hint")).to_contain_text("Networking")
    page.keyboard.press("Enter")
    expect(page.locator("#tag-chosen")).to_contain_text("Networking")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(f"**{reverse('writing:entry', args=[entry.pk])}")

    assert chosen(entry) == ["networking"]
    assert count.presses == []


def tab_to(page: Page, name: str) -> None:
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip() == name:
            return
    pytest.fail(f"Twenty Tabs did not reach {name!r}.")


def test_sign_in_to_a_saved_and_tagged_reflection_in_six_taps(
    leader: User, open_page: OpenPage
) -> None:
    page, entry = open_page(width=PHONE), draft_of(leader)
    count = at_the_sign_in_page(page)

    button(page, "Sign in").tap()
    page.get_by_role("link", name="Carry on writing").tap()
    write_prose(page, "I asked, and then kept out of the way.")
    button(page, "Next: tag it").tap()
    page.wait_for_url(f"**{reverse('tagging:entry-tags', args=[entry.pk])}")
    page.locator("summary", has_text="What helped or got in the way?").tap()
    page.get_by_role("checkbox", name="Trust, including being led by others").first.tap()
    expect(page.locator("#tag-chosen")).to_contain_text("Trust")
    button(page, "Done").tap()
    page.wait_for_url(f"**{reverse('writing:entry', args=[entry.pk])}")

    entry.refresh_from_db()
    assert (entry.is_draft, len(chosen(entry))) == (False, 1)
    assert entry.body.endswith("kept out of the way.")
    assert (count.presses, count.keys) == (["touch"] * 6, [])


def test_home_to_a_second_answer_in_two_taps_and_to_both_together_in_four(
    leader: User, open_page: OpenPage
) -> None:
    """The second is written from memory: the earlier words come with the last tap."""
    answers = Entry.objects.owned_by(leader).filter(question__title="What partnership is for")
    earliest = answers.earliest("started_at").body[:60]
    page = open_page(leader, width=PHONE)
    count = Count.on(page)
    page.goto("/")

    page.get_by_role("link", name="Looking back", exact=True).tap()
    page.get_by_role("link", name="Answer it again").tap()
    expect(page.get_by_text(re.compile("You answered this in .* You can see it"))).to_be_visible()
    expect(page.get_by_text(earliest)).to_have_count(0)
    write_prose(page, "I would say it differently now.")
    expect(page.locator("[data-autosave-status]")).to_contain_text("Saved at")
    assert answers.count() == 3
    assert count.presses == ["touch"] * 2

    button(page, "Next: tag it").tap()
    page.wait_for_url("**/tags/")
    button(page, "Done").tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Then and now")
    expect(page.get_by_text(earliest)).to_be_visible()
    expect(page.get_by_text("I would say it differently now.")).to_be_visible()
    assert (count.presses, count.keys) == (["touch"] * 4, [])
