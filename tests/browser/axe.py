"""Looks at an open page at every width in both themes, and says what is wrong with it.

The page is loaded once, and the window is resized and recoloured under it, as a person's may be.
What it says of roles, names and colours depends on which elements are shown and in which colours:
where two widths show the same, the second is asked only about where things stand.
"""

from __future__ import annotations

from typing import Any, Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from .conftest import DESKTOP, PHONE, SMALLEST

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = {DESKTOP: 900, PHONE: 844, SMALLEST: 700}
# A theme changes colours and nothing else (see tests/test_look.py): these are asked in the dark.
OF_COLOUR = ["color-contrast", "link-in-text-block"]
# What may differ where the very same is shown, at another width.
OF_PLACE = ["scrollable-region-focusable", "target-size"]
SHOWN = """[...document.querySelectorAll("*")].map(one => {
  if (!one.checkVisibility({ visibilityProperty: true })) return "";
  const style = getComputedStyle(one);
  const isLarge = parseFloat(style.fontSize) >= (style.fontWeight >= 700 ? 56 / 3 : 24);  // in WCAG
  return [style.color, style.backgroundColor, isLarge];
}).join(";")"""
RUN = """async (rules) => {
  const frame = () => new Promise(requestAnimationFrame);
  await frame();
  await frame();
  await Promise.all(document.getAnimations().map(one => one.finished));
  const options = { runOnly: rules, resultTypes: ["violations"], preload: false };
  return (await axe.run(options)).violations;
}"""
LOAD = f"window.axe || (() => {{ {AXE_SCRIPT} }})()"


def what_is_wrong(page: Page) -> list[str]:
    """A line for each violation, and for each width at which the page scrolls sideways."""
    page.emulate_media(reduced_motion="reduce")
    page.evaluate(LOAD)
    wrong: list[str] = []
    seen: set[str] = set()
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        over = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
        if over > 0:
            wrong.append(f"{width} px: scrolls sideways by {over} px: {widest(page)}")
        page.emulate_media(color_scheme="light")
        shown: str = page.evaluate(SHOWN)
        for theme, rules in at_this_width(is_new=shown not in seen):
            page.emulate_media(color_scheme=theme)
            wrong += [f"{width} px, {theme}: {line(each)}" for each in page.evaluate(RUN, rules)]
        seen.add(shown)
    return wrong


def at_this_width(*, is_new: bool) -> list[tuple[Literal["light", "dark"], list[str]]]:
    """Themes, and what is asked in each: nearly nothing where another width showed the same."""
    if is_new:
        return [("light", RULES), ("dark", OF_COLOUR)]
    return [("light", OF_PLACE)]


def line(violation: dict[str, Any]) -> str:
    nodes = [f"{node['target'][-1]} ({node['html'][:120]})" for node in violation["nodes"]]
    first = violation["nodes"][0].get("failureSummary", "").replace("\n", " ")
    return f"{violation['id']} on {'; '.join(nodes[:3])} [{len(nodes)}]: {first[:300]}"


def widest(page: Page) -> str:
    """What reaches furthest to the right, for whoever has to mend it."""
    found: str = page.evaluate(
        """() => {
          let far = document.body, right = 0;
          for (const one of document.querySelectorAll("main *, header *, footer *")) {
            const edge = one.getBoundingClientRect().right;
            if (edge > right) [far, right] = [one, edge];
          }
          return far.outerHTML.slice(0, 120);
        }"""
    )
    return found
