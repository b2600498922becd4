"""Every chart of the demo, opened: its sentence, its table and its text alternative agree.

And the demo has the cases that are awkward to draw and to say.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from journal.models import Partnership
from partnership.people.models import User

from .conftest import DESKTOP, PHONE, OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.once]

AWKWARD = {
    ("bryony", "transition"): [
        "moved from networking to co-operation",
        "this is what the work needs",
    ],
    ("idris", "transition"): ["Looking back, you place it at networking"],
    ("idris", "breakfast"): ["It has stayed at networking.", "this is what the work needs"],
    ("saoirse", "placement"): ["then back to co-ordination", "this is what the work needs"],
}


def in_table(page: Page) -> list[str]:
    """The levels said at the time, the oldest first, as its rows have them."""
    rows = page.get_by_role("region", name="Where you placed it, table").locator("tbody tr")
    said = [
        row.locator(".level").inner_text()
        for row in rows.all()
        if "Looking back" not in row.inner_text()
    ]
    return said[::-1]


def changes(levels: list[str]) -> list[str]:
    return [level for n, level in enumerate(levels) if n == 0 or level != levels[n - 1]]


@pytest.mark.parametrize("who", ["bryony", "idris", "saoirse", "devinder"])
def test_each_chart_says_what_its_sentence_and_its_table_say(
    demo: None, open_page: OpenPage, who: str
) -> None:
    person = User.objects.get(email=f"{who}@demo.example")
    addresses = {
        link.name: link.get_absolute_url() for link in Partnership.objects.owned_by(person)
    }
    page = open_page(person, width=DESKTOP)
    for name, address in addresses.items():
        page.goto(address)
        sentence = page.locator("h2:has-text('Where you placed it') + p").inner_text().lower()
        drawing = page.get_by_role("img", name=f"Linkage with {name}")
        expect(drawing).to_be_visible()
        told = drawing.locator("desc").text_content() or ""
        levels = in_table(page)

        assert len(levels) == drawing.locator(".steps-point").count()
        assert [said.lower() for said in changes(levels)] == re.findall(
            r"(?:^|then )([\w-]+) from", told.lower()
        )
        assert levels[-1].lower() in sentence
        for awkward in (key for key in AWKWARD if key[0] == who and key[1] in name.lower()):
            assert all(words.lower() in sentence for words in AWKWARD[awkward])
        page.set_viewport_size({"width": PHONE, "height": 800})
        expect(drawing).to_be_hidden()
        page.set_viewport_size({"width": DESKTOP, "height": 800})


def test_two_people_who_see_it_differently_each_see_both(demo: None, open_page: OpenPage) -> None:
    """On one day each, in September: Bryony said networking, and Idris co-ordination."""
    for who, other in (("bryony", "Idris"), ("idris", "Bryony")):
        person = User.objects.get(email=f"{who}@demo.example")
        page = open_page(person, width=DESKTOP)
        link = Partnership.objects.owned_by(person).get(name__contains="transition")
        page.goto(link.get_absolute_url())
        with page.expect_navigation():
            page.get_by_role("link", name="Both views, side by side").click()

        for name in ("Your view of the linkage", f"{other}’s view of the linkage"):
            expect(page.get_by_role("img", name=name)).to_be_visible()
        rows = page.get_by_role("region", name="Both views day by day, table").locator("tbody tr")
        first = {row.locator("td").nth(1).inner_text().split("\n")[0] for row in rows.all()}
        assert {"Networking"} < first if other == "Bryony" else {"Co-ordination"} < first


def test_a_partnership_prints_its_chart_and_nothing_to_press(
    leader: User, open_page: OpenPage
) -> None:
    page = open_page(leader, width=DESKTOP)
    link = Partnership.objects.owned_by(leader).get(name__contains="transition")
    page.goto(link.get_absolute_url())

    page.emulate_media(media="print")

    expect(page.get_by_role("img", name=f"Linkage with {link.name}")).to_be_visible()
    for pressed in page.locator("main button, main .btn, main .no-print").all():
        expect(pressed).to_be_hidden()
