"""The colours as they stand in tokens.css, measured by WCAG 2.2's formula (1.4.3 and 1.4.11).

Words need 4.5 against what they stand on; borders of controls and the focus ring need 3. The rule
colour is decoration, and is in no pair here.
"""

import re

import pytest
from django.conf import settings

CSS = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text()

FAMILIES = ["damson", "estuary", "ochre", "moss", "brick", "slate"]
WORDS = [
    *[(words, ground) for words in ["ink", "ink-2"] for ground in ["paper", "page"]],
    *[(family, ground) for family in FAMILIES for ground in ["paper", "page", f"{family}-soft"]],
    *[("damson-strong", ground) for ground in ["paper", "page", "damson-soft"]],
    *[("ink", f"{family}-soft") for family in FAMILIES],
    ("on-damson", "damson"),
    ("on-damson", "damson-strong"),
    ("ink", "mark"),
    *[(f"on-heat-{step}", f"heat-{step}") for step in range(5)],
]
EDGES = [(line, ground) for line in ["edge", "focus", "damson"] for ground in ["paper", "page"]]


def block(selector: str) -> str:
    start = CSS.index(f"{selector} {{")
    return CSS[start : CSS.index("}", start)]


def colours(selector: str) -> dict[str, str]:
    return dict(re.findall(r"--pj-([\w-]+): (#[0-9a-f]{6});", block(selector)))


LIGHT = colours(":root")
DARK = colours(':root[data-theme="dark"]')
THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb", from 0 for black to 1 for white."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip([0.2126, 0.7152, 0.0722], linear, strict=True))


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted([luminance(one), luminance(other)], reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_formula_gives_the_known_extremes() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@THEMES
@pytest.mark.parametrize(("words", "ground"), WORDS)
def test_words_can_be_read_on_what_they_stand_on(
    theme: dict[str, str], words: str, ground: str
) -> None:
    assert contrast(theme[words], theme[ground]) >= 4.5


@THEMES
@pytest.mark.parametrize(("line", "ground"), EDGES)
def test_the_edge_of_a_control_can_be_seen(theme: dict[str, str], line: str, ground: str) -> None:
    assert contrast(theme[line], theme[ground]) >= 3


@pytest.mark.parametrize(
    ("theme", "words", "ground", "ratio"),
    [
        (LIGHT, "ink", "paper", 14.2),
        (LIGHT, "edge", "page", 4.3),
        (LIGHT, "damson", "damson-soft", 8.4),
        (DARK, "ink-2", "page", 8.3),
        (DARK, "ink", "mark", 7.6),
    ],
)
def test_the_ratios_are_those_of_the_designs_table(
    theme: dict[str, str], words: str, ground: str, ratio: float
) -> None:
    assert contrast(theme[words], theme[ground]) == pytest.approx(ratio, abs=0.06)


def test_dark_is_the_same_whether_chosen_or_the_devices_own() -> None:
    chosen = block(':root[data-theme="dark"]').partition("{")[2]
    devices = block(':root[data-theme="system"]').partition("{")[2]

    assert chosen == devices


def test_every_colour_has_a_light_and_a_dark_value() -> None:
    assert LIGHT.keys() == DARK.keys()


@pytest.mark.parametrize("name", ["site.css", "components.css"])
def test_rooms_use_tokens_and_no_colours_of_their_own_but_on_paper(name: str) -> None:
    sheet = (settings.BASE_DIR / "static" / "css" / name).read_text()

    assert set(re.findall(r"#[0-9a-f]{3,8}\b(?=[^{}]*;)", sheet)) <= {"#fff", "#000"}
