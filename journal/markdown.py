"""Markdown that admins write, as HTML that may be printed: rendered when it is published.

Paragraphs, headings, lists, quotations, emphasis, links, rules and code. Pictures and HTML are
refused, and links lead to https, http, mailto or this site: `faults_in` says so in words, with the
line, and nothing with a fault is published. What `as_html` makes is safe whatever it was given: the
parser takes no HTML and no pictures, and nh3 then keeps only the elements named here.

Headings begin at the level under a section's own and never leave one out, however they were typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import nh3
from django.utils import safestring
from markdown_it import MarkdownIt
from markdown_it.token import Token

TOP, LOWEST = 4, 6  # headings: sections have the third level on the module's page
ELEMENTS = {"p", "em", "strong", "ul", "ol", "li", "blockquote", "h4", "h5", "h6"}
ELEMENTS |= {"a", "hr", "br", "code", "pre"}
SCHEMES = {"https", "http", "mailto"}
LINK = re.compile(r"(https?://[^/\\\s]|mailto:[^/\\\s]|/(?![/\\])|#)", re.IGNORECASE)

NO_PICTURES = "Line {line}: a picture cannot be shown here. Take out “{what}”."
NO_HTML = "Line {line}: HTML is not read here. Take out “{what}”, or write it as Markdown."
NO_SUCH_LINK = (
    "Line {line}: a link may lead to https, http, mailto or a page of this site. Change “{what}”."
)
MOST_SHOWN = 60


def as_html(text: str) -> str:
    """What is printed for this Markdown. Safe for any text; "" for one without words."""
    if not text.strip():
        return ""
    parser = _parser()
    environment: dict[str, object] = {}
    tokens = parser.parse(text, environment)
    _level_headings(tokens)
    html = parser.renderer.render(tokens, parser.options, environment)
    return nh3.clean(
        html,
        tags=ELEMENTS,
        clean_content_tags={"script", "style"},
        attributes={"*": set(), "a": {"href"}, "ol": {"start"}},
        attribute_filter=_kept,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
    ).strip()


def as_printed(html: str) -> str:
    """HTML that `as_html` made, for a template to print as it stands."""
    return safestring.mark_safe(html)  # noqa: S308  # parsed without HTML, then cleaned


def raised(html: str) -> str:
    """The same under a heading of the second level, where the section's own is not shown."""
    for level in range(TOP, LOWEST + 1):
        html = html.replace(f"<h{level}>", f"<h{level - 1}>")
        html = html.replace(f"</h{level}>", f"</h{level - 1}>")
    return html


def faults_in(text: str) -> list[str]:
    """What would be left out or shown otherwise than it was meant, a sentence each."""
    found = []
    for token, line in _all(_looser().parse(text)):
        if token.type == "image":
            found.append(_said(NO_PICTURES, line, str(token.attrGet("src") or token.content)))
        elif token.type in ("html_inline", "html_block"):
            found.append(_said(NO_HTML, line, token.content))
        elif token.type == "link_open" and not LINK.match(str(token.attrGet("href"))):
            found.append(_said(NO_SUCH_LINK, line, str(token.attrGet("href"))))
    return list(dict.fromkeys(found))


def _said(words: str, line: int, what: str) -> str:
    what = " ".join(what.split())
    return words.format(
        line=line, what=what if len(what) <= MOST_SHOWN else f"{what[:MOST_SHOWN]}…"
    )


@cache
def _parser() -> MarkdownIt:
    """No HTML and no pictures; what would lead somewhere odd stays as the words that were typed."""
    parser = MarkdownIt("commonmark", {"html": False})
    parser.validateLink = lambda url: bool(LINK.match(url))  # type: ignore[method-assign]
    return parser.disable(["image", "html_block", "html_inline"])


@cache
def _looser() -> MarkdownIt:
    """Reads everything that somebody might have meant, so that it can be named. Never printed."""
    parser = MarkdownIt("commonmark", {"html": True})
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


def _kept(element: str, attribute: str, value: str) -> str | None:
    """A link that leads somewhere odd stays as its words."""
    if (element, attribute) == ("a", "href") and not LINK.match(value):
        return None
    return value


def _level_headings(tokens: Sequence[Token]) -> None:
    """Each heading one level under the nearest before it that was typed as higher."""
    above: list[str] = []
    for token in tokens:
        if token.type == "heading_open":
            while above and above[-1] >= token.tag:
                above.pop()
            above.append(token.tag)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(TOP + len(above) - 1, LOWEST)}"


def _all(tokens: Sequence[Token], line: int = 1) -> Iterator[tuple[Token, int]]:
    """Every token with the line it stands on; inside a paragraph, breaks count as lines."""
    for token in tokens:
        line = token.map[0] + 1 if token.map else line
        yield token, line
        here = line
        for child in token.children or ():
            yield child, here
            here += child.type in ("softbreak", "hardbreak")
