"""Markdown that an admin pastes: what it may do, what is refused in words, and what never runs."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.markdown import ELEMENTS, LINK, as_html, as_printed, faults_in, raised

HOSTILE = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='data:text/html,<script>alert(1)</script>'></object>",
    "<embed src='data:image/svg+xml;base64,PHN2Zz4='>",
    "<form action='https://evil.example/'><button>Go</button></form>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<style>body { display: none }</style>",
    "<link rel=stylesheet href='https://evil.example/x.css'>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<base href='https://evil.example/'>",
    "<a href='javascript:alert(1)'>press</a>",
    "<a href='https://ok.example/' onclick='alert(1)'>press</a>",
    "<div style='position:fixed;inset:0'>over everything</div>",
    "<p hx-get='/settings/' hx-trigger=load>x</p>",
    "<!-- a comment --><b>bold</b>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?>",
    "<!DOCTYPE html><html><body onload=alert(1)>",
    "text <b onmouseover=alert(1)>bold</b> text",
    "[press](javascript:alert(1))",
    "[press](JaVaScRiPt:alert(1))",
    "[press](java&#x09;script:alert(1))",
    "[press](&#106;avascript:alert(1))",
    "[press](%6Aavascript:alert(1))",
    "[press](<java script:alert(1)>)",
    "[press](vbscript:msgbox(1))",
    "[press](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[press](data:image/png;base64,iVBORw0KGgo=)",
    "[press](file:///etc/passwd)",
    "[press](//evil.example/)",
    "[press](\\\\evil.example\\share)",
    "[press](ftp://evil.example/)",
    "[press](blob:https://evil.example/1)",
    "[press](tel:0001)",
    "[press][1]\n\n[1]: javascript:alert(1)",
    "[press](x\"onmouseover=\"alert(1))",
    "<javascript:alert(1)>",
    "![a picture](https://evil.example/pixel.png)",
    "![a picture](data:image/svg+xml,<svg onload=alert(1)>)",
    "![a picture][p]\n\n[p]: https://evil.example/pixel.png",
    "[![a picture](https://evil.example/x.png)](https://ok.example/)",
    '![x](x.png "onload=alert(1)")',
]  # fmt: skip

SPELT = [  # harmless as they stand: printed as the characters that they are, or of this site
    "<svg/onload=alert(1)>",
    "[press](/\\evil.example/)",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "`<script>alert(1)</script>`",
    "```\n<script>alert(1)</script>\n```",
    "    <script>alert(1)</script>",
    '```"onload="alert(1)\nx\n```',
    "\\<script>alert(1)\\</script>",
    "2 < 3 and 3 > 2 & so on",
    "\u202ereversed\u202c and \u200bnothing",
]


class Elements(HTMLParser):
    """What a browser would make of it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_comment(self, data: str) -> None:
        self.found.append(("comment", {}))

    def handle_decl(self, decl: str) -> None:
        self.found.append(("declaration", {}))


def is_harmless(html: str) -> bool:
    allowed = {"a": {"href", "rel"}, "ol": {"start"}}
    return all(
        tag in ELEMENTS
        and attributes.keys() <= allowed.get(tag, set())
        and LINK.match(attributes.get("href") or "#")
        for tag, attributes in Elements(html).found
    )


def test_a_harmful_text_would_be_noticed() -> None:
    for html in ("<script>", "<p onclick=x>", "<a href='javascript:x'>", "<!-- x -->", "<img>"):
        assert not is_harmless(html)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_hostile_is_refused_in_words(text: str) -> None:
    found = faults_in(text)

    assert found
    assert all(re.match(r"Line 1: (a picture|HTML|a link) .+", fault) for fault in found)


@pytest.mark.parametrize("text", [*HOSTILE, *SPELT])
def test_and_does_nothing_if_it_were_printed(text: str) -> None:
    assert is_harmless(as_html(text))
    assert is_harmless(as_html(f"# A heading\n\n- a list\n- {text}\n\n> {text}"))


@pytest.mark.parametrize("text", SPELT)
def test_what_only_speaks_of_it_is_no_fault(text: str) -> None:
    assert faults_in(text) == []


@given(st.text(alphabet=st.sampled_from("<>[]()!`*_#&\\\"'= \n\tax:/;-"), max_size=80))
def test_no_text_makes_anything_harmful(text: str) -> None:
    assert is_harmless(as_html(text))
    faults_in(text)


@pytest.mark.parametrize(
    "text",
    [
        *("[" * 20_000, "*_" * 20_000, "> " * 5_000, "`" * 20_000, "- " * 5_000),
        *("![" * 10_000, "<" * 20_000, "[a](" * 5_000, "&" * 20_000, "a\n" * 20_000),
    ],
    ids=lambda text: text[:4].strip(),
)
def test_a_text_made_to_take_long_does_not(text: str) -> None:
    began = time.monotonic()

    assert is_harmless(as_html(text))
    faults_in(text)

    assert time.monotonic() - began < 10


def test_the_line_of_a_fault_is_named() -> None:
    text = "One.\n\nTwo\nand ![a plan](plan.png).\n\n[odd](ftp://x.example)"

    assert faults_in(text) == [
        "Line 4: a picture cannot be shown here. Take out “plan.png”.",
        "Line 6: a link may lead to https, http, mailto or a page of this site. "
        "Change “ftp://x.example”.",
    ]


def test_what_may_be_written_is_shown() -> None:
    text = (
        "A *first* **paragraph** with a [link](https://ok.example/a?b=c), one to\n"
        "[this site](/frameworks/) and <mailto:a@ok.example>.\n\n"
        "1. one\n2. two\n\n> said so\n\n---\n"
    )

    html = as_html(text)

    assert faults_in(text) == []
    assert "<em>first</em> <strong>paragraph</strong>" in html
    assert '<a href="https://ok.example/a?b=c" rel="noopener noreferrer">link</a>' in html
    assert '<a href="/frameworks/" rel="noopener noreferrer">this site</a>' in html
    assert "<li>two</li>" in html
    assert "<blockquote>\n<p>said so</p>\n</blockquote>" in html
    assert "<hr>" in html


@pytest.mark.parametrize(
    ("typed", "levels"),
    [
        ("# a", [4]),
        ("### a", [4]),
        ("### a\n\n## b\n\n### c", [4, 4, 5]),
        ("# a\n\n#### b\n\n# c", [4, 5, 4]),
        ("# a\n\n## b\n\n### c\n\n#### d\n\n##### e", [4, 5, 6, 6, 6]),
        ("a\n===\n\nb\n---", [4, 5]),
    ],
)
def test_headings_begin_under_the_sections_and_leave_no_level_out(
    typed: str, levels: list[int]
) -> None:
    assert [int(level) for level in re.findall(r"<h(\d)>", as_html(typed))] == levels
    assert [int(level) + 1 for level in re.findall(r"<h(\d)>", raised(as_html(typed)))] == levels


def test_words_that_look_like_a_heading_are_not_raised() -> None:
    assert raised(as_html("`<h4>`")) == as_html("`<h4>`")


def test_nothing_written_is_nothing_printed() -> None:
    assert as_html(" \n\n ") == ""
    assert as_printed("") == ""


def test_a_plain_note_is_a_paragraph() -> None:
    assert as_html("It's 14-19 reform, and 'turf'.") == "<p>It's 14-19 reform, and 'turf'.</p>"
