"""No page breaks a rule of axe-core or scrolls sideways: each state, three widths, two themes.

Marked `once`, since markup does not depend on the database: see docs/testing.md.
"""

from __future__ import annotations

import re

import pytest

from partnership.people.models import User
from tests.conftest import signed_in

from .axe import what_is_wrong
from .catalogue import EXCUSED, LOOKS, NOWHERE, POSTS_ONLY, World, addresses
from .conftest import Faults, OpenPage

SOME_ID = "1f0c7c9e-0000-4000-8000-000000000000"


@pytest.mark.browser
@pytest.mark.once
@pytest.mark.parametrize("part", LOOKS)
def test_nothing_is_wrong_with_any_page(
    demo: None, open_page: OpenPage, faults: Faults, part: str
) -> None:
    faults.allow(r"status of 4\d\d")
    world, wrong, pages = World(), [], {}

    for look in LOOKS[part]:
        if look.who not in pages:
            pages[look.who] = open_page(getattr(world, look.who) if look.who else None)
        page = pages[look.who]
        page.set_viewport_size({"width": 1280, "height": 900})
        answer = page.goto(look.address(world))
        assert (answer is not None and answer.ok) is (look.name != NOWHERE), look
        if look.act:
            look.act(page, world)
        wrong += [f"{look}: {line}" for line in what_is_wrong(page)]

    assert not wrong, "\n".join(wrong)


@pytest.mark.browser
@pytest.mark.once
def test_faults_made_on_purpose_are_noticed(demo: None, open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/sign-in/")

    page.evaluate(
        """() => {
          const heading = document.querySelector("h1");
          document.adoptedStyleSheets.push(new CSSStyleSheet());
          document.adoptedStyleSheets.at(-1).insertRule(
            "@media (max-width: 400px) { h1 { color: #c8c4bd } }"
          );
          heading.style.width = "500px";
          const grey = Object.assign(document.createElement("p"), { textContent: "Grey in both." });
          grey.style.color = "#767676";
          grey.style.background = "#6a6a6a";
          heading.after(grey);
        }"""
    )
    wrong = what_is_wrong(page)

    found = [line for line in wrong if "color-contrast on" in line]
    assert [line[:14] for line in found if "h1" in line] == ["390 px, light:"]
    assert [line[:14] for line in found if "Grey" in line] == [
        *("1280 px, light", "1280 px, dark:"),
        *("390 px, light:", "390 px, dark: "),
    ]  # 320 px shows the same as 390
    assert [line[:24] for line in wrong if "scrolls" in line] == [
        "390 px: scrolls sideways",
        "320 px: scrolls sideways",
    ]


def test_every_address_is_looked_at_or_excused() -> None:
    named = {name for name, _ in addresses()}
    looked_at = {look.name for looks in LOOKS.values() for look in looks}

    assert sorted(named - looked_at - EXCUSED.keys()) == []
    assert sorted((looked_at | EXCUSED.keys()) - named) == [NOWHERE]


def test_what_is_excused_as_a_button_is_no_page(sam: User) -> None:
    as_sam = signed_in(sam)  # to whom no address is missing
    for name, pattern in addresses():
        if EXCUSED.get(name) == POSTS_ONLY:
            path = re.sub(r"<int:\w+>", "1", pattern).replace("<slug:part>", "reading")
            path = re.sub(r"<uuid:\w+>", SOME_ID, re.sub(r"<slug:\w+>", "x", path))

            assert as_sam.get(f"/{path}").status_code == 405, name
