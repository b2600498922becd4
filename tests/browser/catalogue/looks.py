"""One page in one state, and what to do before looking at it.

What only one part of the catalogue does before looking stands in that part.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.urls import reverse
from playwright.sync_api import Page, expect

from .demo import Demo

Act = Callable[[Page, Any], object]
NOWHERE = "no such address"
A_PROBE = "read by programs that watch the site, as JSON"
A_FILE = "a file to keep, whose page is looked at"
POSTS_ONLY = "a button, with no page of its own: what follows it is looked at"


@dataclass(frozen=True)
class Look:
    """One page in one state: whose it is, its address, and what to do before looking.

    `of` names what of the world stands in the address, in order: "shared.pk one".
    """

    name: str
    state: str = "full"
    who: str | None = "leader"
    of: str = ""
    query: str = ""
    act: Act | None = None

    def address(self, world: Demo) -> str:
        if self.name == NOWHERE:
            return "/nothing/here/"
        arguments = [attrgetter(path)(world) for path in self.of.split()]
        return reverse(self.name, args=arguments) + self.query

    def __str__(self) -> str:
        return f"{self.name} ({self.state})"


Looks = dict[str, list[Look]]


def press(button: str) -> Act:
    """Press it and wait for the page that answers; the one at hand is about to go."""

    def act(page: Page, world: Demo) -> None:
        with page.expect_navigation():
            page.locator("main").get_by_role("button", name=button).click()

    return act


def unfilled(button: str) -> Act:
    """Press it with nothing filled in, whatever the browser thinks of that."""

    def act(page: Page, world: Demo) -> None:
        typed = page.locator("main input:not([type=hidden], [type=radio], [type=checkbox])")
        typed.evaluate_all("all => all.forEach(one => { one.value = '' })")
        press(button)(page, world)
        expect(page.get_by_text("There is a problem")).to_be_visible()

    return act


def open_all(page: Page, world: Demo) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
