"""Every core task with JavaScript off, on the demo as `make run` loads it."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect

from journal.models import Entry, Partnership, SharedCopy, Tag
from partnership.people.models import User

from .conftest import PHONE, Faults, OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "Two pages out of forty"


@pytest.fixture
def page(leader: User, open_page: OpenPage) -> Page:
    """Bryony's, signed in."""
    return open_page(leader, javascript=False)


def own(person: User, title: str = TITLE) -> Entry:
    return Entry.objects.owned_by(person).get(title=title)


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    page.locator("main").get_by_role("link", name=name).first.click()


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def tags_of(entry: Entry) -> set[tuple[str, str | None]]:
    rows = Tag.objects.owned_by(entry.author).filter(entry=entry)
    return set(rows.values_list("element__key", "passage__quote"))


def test_signs_in_and_out(leader: User, open_page: OpenPage) -> None:
    page = open_page(javascript=False)
    page.goto("/journal/")

    page.get_by_label("Email address").fill("bryony@demo.example")
    page.get_by_label("Password", exact=True).fill("demo-partnership")
    press(page, "Sign in")
    assert heading(page) == "Journal"
    page.get_by_role("contentinfo").get_by_role("button", name="Sign out").click()

    assert heading(page) == "Sign in"


def test_a_demo_account_is_one_press_away(leader: User, open_page: OpenPage) -> None:
    page = open_page(javascript=False)
    page.goto("/sign-in/")

    page.get_by_role("link", name=re.compile("Use this account.*Bryony")).click()
    press(page, "Sign in")

    assert heading(page).endswith("Bryony")


def test_words_that_were_sent_signed_out_are_saved_after_signing_in(
    page: Page, leader: User, faults: Faults
) -> None:
    """Somebody else signs in first, and neither sees them nor saves them."""
    faults.allow("401|409")
    page.goto("/write/")
    page.get_by_label("Title").fill("After lunch")
    page.locator("#body").fill("Typed before lunch.\n\n<b>Sent</b> after it.")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    press(page, "Done")
    assert heading(page) == "Sign in to save your words"

    sign_in(page, "idris")
    assert heading(page) == "Someone else’s words"
    assert "Typed" not in page.content()
    press(page, "Sign out and go on")
    sign_in(page, "bryony")

    expect(page.locator("article")).to_contain_text("<b>Sent</b> after it.")
    entry = own(leader, "After lunch")
    assert entry.body == "Typed before lunch.\n\n<b>Sent</b> after it."
    assert not entry.is_draft


def sign_in(page: Page, name: str) -> None:
    page.get_by_label("Email address").fill(f"{name}@demo.example")
    page.get_by_label("Password", exact=True).fill("demo-partnership")
    press(page, "Sign in and save")


def test_reads_the_module_and_answers_from_it(page: Page, leader: User) -> None:
    page.goto("/")

    follow(page, "Partnership working and the senior leader")
    expect(page.locator("main")).to_contain_text("What working in partnership means")
    follow(page, "Motivating and empowering staff")
    page.locator("#body").fill("They were asked, not told.\n\nThat was new.")
    press(page, "Done")

    entry = Entry.objects.owned_by(leader).latest("started_at")
    assert (entry.question.title, entry.is_draft) == ("Motivating and empowering staff", False)
    assert entry.body == "They were asked, not told.\n\nThat was new."
    expect(page.locator("article")).to_contain_text("That was new.")


def test_writes_on_a_phone_then_tags_the_whole_and_a_paragraph(
    leader: User, open_page: OpenPage
) -> None:
    page = open_page(leader, javascript=False, width=PHONE)
    page.goto("/write/")

    page.get_by_label("Title").fill("On the bus")
    page.locator("#body").fill("We met on Monday.\n\nNobody would say who pays.")
    press(page, "Next: tag it")
    page.locator("summary", has_text="What helped or got in the way?").click()
    page.get_by_role("checkbox", name=re.compile("^Trust")).first.check()
    press(page, "Done")
    follow(page, "Change tags")
    page.get_by_label("“Nobody would say who pays.”").check()
    press(page, "Keep, and show its tags")
    page.get_by_label("Find a tag").fill("trust")
    press(page, "Find")
    found = page.locator("#tag-found").get_by_role("checkbox").first
    key = found.get_attribute("value")
    found.check()
    press(page, "Done")

    entry = own(leader, "On the bus")
    assert not entry.is_draft
    whole = {key for key, quote in tags_of(entry) if quote is None}
    assert len(whole) == 1
    assert tags_of(entry) - {(one, None) for one in whole} == {
        (key.split("/")[1], "Nobody would say who pays.")
    }


def test_removes_a_tag(page: Page, leader: User) -> None:
    entry = own(leader)
    before = tags_of(entry)
    page.goto(reverse("tagging:entry-tags", args=[entry.pk]))

    page.get_by_role("button", name="Remove Listens").click()

    assert len(before - tags_of(entry)) == 1


def test_places_a_partnership(page: Page, leader: User) -> None:
    page.goto("/write/")
    page.locator("#body").fill("We share the van now.")
    page.get_by_role("checkbox", name="Wrenfold reading mornings").check()
    press(page, "Done")
    entry = Entry.objects.owned_by(leader).latest("started_at")
    page.goto(reverse("tagging:entry-tags", args=[entry.pk]))

    page.locator("summary", has_text="How closely are you linked?").click()
    levels = page.get_by_role("group", name="Wrenfold reading mornings")
    levels.get_by_role("radio", name=re.compile("^Co-operation")).check()
    press(page, "Done")

    placed = entry.observations.select_related("level", "partnership").get()
    assert placed.partnership.name == "Wrenfold reading mornings"
    assert placed.level.name == "Co-operation"


def test_searches_and_filters(page: Page) -> None:
    page.goto("/journal/")

    page.get_by_label("Search your words").fill("biscuits")
    press(page, "Search")
    expect(page.locator(".entries > li")).to_have_count(2)
    follow(page, "Filter by module")
    page.get_by_label("Tag").select_option(label="Listens")
    press(page, "Show")

    expect(page.locator(".entries > li")).to_have_count(1)


def test_sees_what_changed_and_restores_it(page: Page, leader: User) -> None:
    entry = own(leader)
    first, last = entry.revisions.get(number=1), entry.body
    page.goto(entry.get_absolute_url())

    page.locator("summary", has_text="Versions").click()
    follow(page, "Version 2")
    expect(page.locator("main ins").first).to_be_visible()
    page.goto(reverse("writing:version", args=[entry.pk, 1]))
    page.locator("main form[action$='restore/'] button").first.click()

    entry.refresh_from_db()
    assert (entry.body, first.body != last) == (first.body, True)
    expect(page.locator("main")).to_contain_text("Version 1 is your text again")


def test_deletes_and_takes_it_back(page: Page, leader: User) -> None:
    entry = own(leader, "What is different for them")
    page.goto(entry.get_absolute_url())

    follow(page, "Delete")
    page.locator("main form button").first.click()
    assert heading(page) == "Bin"
    assert not Entry.objects.owned_by(leader).in_journal().filter(pk=entry.pk).exists()
    page.locator("main form button").first.click()

    assert Entry.objects.owned_by(leader).in_journal().filter(pk=entry.pk).exists()


def test_keeps_partnerships(page: Page, leader: User) -> None:
    page.goto("/partnerships/")

    follow(page, "Add a partnership")
    page.locator("#id_name").fill("Bus depot reading van")
    page.locator("main form button.btn-primary").click()
    follow(page, "Edit")
    page.locator("#id_name").fill("The reading van")
    page.locator("main form button.btn-primary").click()
    follow(page, "It has ended")
    page.locator("main form button.btn-primary").click()

    link = Partnership.objects.owned_by(leader).get(name="The reading van")
    assert link.ended_on is not None
    assert heading(page) == "Partnerships"


def test_shares_and_stops_sharing(page: Page, leader: User) -> None:
    page.goto("/write/")
    page.locator("#body").fill("This much I can show.")
    press(page, "Share with Rosalind")
    entry = Entry.objects.owned_by(leader).latest("started_at")

    page.get_by_label("Rosalind Amberley-Wick, your facilitator").check()
    press(page, "Share")
    given = SharedCopy.objects.given_by(leader).get(entry=entry)
    assert (given.audience, given.body) == ("facilitator", "This much I can show.")
    press(page, "Stop sharing")

    assert not SharedCopy.objects.given_by(leader).filter(entry=entry).exists()
    expect(page.locator("main")).to_contain_text("Not shared")


def test_a_facilitator_reads_what_was_shared(demo: None, open_page: OpenPage) -> None:
    page = open_page(User.objects.get(email="rosalind@demo.example"), javascript=False)
    page.goto("/")

    follow(page, "To read")
    page.locator("main .task-list a, main .rows a").first.click()

    expect(page.locator("main .sheet")).to_be_visible()


def test_saves_settings(page: Page, leader: User) -> None:
    page.goto("/settings/")

    page.get_by_label("Atkinson Hyperlegible").check()
    page.get_by_label("Dark").check()
    press(page, "Save how I read")

    leader.refresh_from_db()
    assert (leader.reading_face, leader.theme) == ("hyperlegible", "dark")
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_finds_a_definition(page: Page) -> None:
    page.goto("/frameworks/")

    follow(page, "Himmelman")

    expect(page.locator("#networking")).to_contain_text("Partners keep each other informed")
