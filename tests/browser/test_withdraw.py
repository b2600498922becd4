"""A text is taken back while its facilitator has it open everywhere: nothing of it remains.

Not on a fresh look and not on Back (no page may be stored or kept alive), and what the facilitator
had begun to write stays theirs.
"""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from journal.models import Cohort, ReplyDraft, SharedCopy
from partnership.people.models import User
from tests.factories import make_entry, make_reply, share

from .conftest import Faults, OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]

WORDS = "The quaggas met behind the bicycle shed."
TITLE = "Quaggas again"
BEGUN = "What would the other school say of this?"


@pytest.fixture
def copy(bryony: User, rosalind: User, autumn: Cohort) -> SharedCopy:
    copy = share(make_entry(bryony, WORDS, title=TITLE), autumn)
    make_reply(copy, rosalind, "Who else was there?")
    return copy


def tabs_of(page: Page, copy: SharedCopy) -> dict[str, Page]:
    """The same facilitator with everything open that shows it, each on a tab of its own."""
    text = reverse("review:copy", args=[copy.pk])
    addresses = {
        "list": reverse("review:to-read"),
        "page": text,
        "print view": text,
        "search": f"{reverse('review:find')}?{urlencode({'q': 'quaggas'})}",
        "person": reverse("review:leader", args=[copy.cohort_id, copy.author_id]),
        "tags": reverse("comparing:second-reading", args=[copy.pk]),
    }
    tabs = {name: page.context.new_page() for name in addresses}
    for name, tab in tabs.items():
        tab.goto(addresses[name])
    tabs["print view"].emulate_media(media="print")
    return tabs


def take_back(page: Page, copy: SharedCopy) -> None:
    page.goto(reverse("writing:entry", args=[copy.entry_id]))
    with page.expect_navigation():
        page.get_by_role("button", name="Stop sharing", exact=True).click()
    expect(page.get_by_text("Not shared any more.")).to_be_visible()


def test_nothing_of_it_remains_on_a_fresh_look_or_on_back(
    open_page: OpenPage, faults: Faults, bryony: User, rosalind: User, copy: SharedCopy
) -> None:
    faults.allow(r"status of 404")
    tabs = tabs_of(open_page(rosalind), copy)
    for name, tab in tabs.items():
        expect(tab.locator("main"), name).to_contain_text("uaggas")
    gone_on = {name: tab for name, tab in tabs.items() if name in ("list", "page", "search")}
    for tab in gone_on.values():
        tab.goto(reverse("settings"))

    take_back(open_page(bryony), copy)

    for tab in gone_on.values():
        tab.go_back()
    for name, tab in tabs.items():
        if name not in gone_on:
            tab.reload()
        expect(tab.locator("h1"), name).to_be_visible()
        expect(tab.locator("main"), name).not_to_contain_text(WORDS)
        expect(tab.locator("main"), name).not_to_contain_text(TITLE)


def test_a_half_written_reply_is_kept_for_its_writer(
    open_page: OpenPage, faults: Faults, bryony: User, rosalind: User, copy: SharedCopy
) -> None:
    page = open_page(rosalind)
    page.goto(reverse("review:copy", args=[copy.pk]))
    page.locator("textarea#reply").fill(BEGUN)
    expect(page.locator("[data-autosave-status]")).to_contain_text("Saved at")

    take_back(open_page(bryony), copy)
    with page.expect_navigation():
        page.get_by_role("button", name="Send and open next").click()

    expect(page.get_by_text("Bryony is no longer sharing this with you.")).to_be_visible()
    expect(page.locator("main")).to_contain_text(BEGUN)
    expect(page.locator("main")).not_to_contain_text("uaggas")
    assert ReplyDraft.objects.owned_by(rosalind).get().body == BEGUN
