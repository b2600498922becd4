"""An entry prints as words on paper: no navigation, no buttons, dark ink whatever the theme."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from journal.models import Entry
from partnership.people.models import User

from .conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]


def test_an_entry_prints_its_words_and_nothing_to_press(leader: User, open_page: OpenPage) -> None:
    leader.theme = "dark"
    leader.save()
    page = open_page(leader)
    entry = Entry.objects.owned_by(leader).get(title="Two pages out of forty")
    page.goto(entry.get_absolute_url())

    page.emulate_media(media="print")

    expect(page.get_by_text("I would keep the purpose I named")).to_be_visible()
    expect(page.locator("main .shown-tags")).to_be_visible()
    for pressed in (
        "header nav",
        "footer",
        "main .btn",
        "main button",
        "main summary",
        "main .no-print",
    ):
        for one in page.locator(pressed).all():
            expect(one).to_be_hidden()
    ink = "one => getComputedStyle(one).color"
    assert page.locator("main article p").first.evaluate(ink) == "rgb(0, 0, 0)"
    assert page.locator("h1").evaluate(ink) == "rgb(42, 36, 34)"
