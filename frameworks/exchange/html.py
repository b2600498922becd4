"""Between our plain text and the simple HTML that others keep descriptions in.

Nothing of the HTML is kept: it is read for its words, so there is nothing in it to be afraid of.
Tags are found by one pass over the text, since the standard library's parser takes minutes over a
megabyte of tags that never close.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape

BLOCKS = {"p", "div", "ul", "ol", "table", "tr", "blockquote", "pre", "section", "article"}
BLOCKS |= {f"h{n}" for n in range(1, 7)}
KEPT = {"p", "div", "br", "ul", "ol", "li"}
MOST_TOLD = 10
UNSEEN = {"script", "style", "template", "head", "title"}
TAG = re.compile(r"<(?:(?P<comment>!--)|(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]{0,20})\b[^<>]*>)")
NO_CHARACTER = re.compile(r"&#x?[0-9a-fA-F]{8,};?")


def to_html(text: str) -> str:
    """Paragraphs of the text's paragraphs, and its line ends as breaks."""
    paragraphs = re.split(r"\n\n+", text.strip())
    return "".join(f"<p>{escape(part).replace(chr(10), '<br />')}</p>" for part in paragraphs)


def from_html(text: str) -> str:
    """The words of a description, which may also be plain text."""
    if not re.search(r"</?[a-zA-Z]|<!--|&[a-zA-Z#]", text):
        return text.strip()
    lines = [line.strip(" ") for line in "".join(_words(text)).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def lost_tags(text: str) -> list[str]:
    """What the text is formatted with that its words alone do not keep, such as <b> and <a>."""
    tags = {(found["name"] or "").lower() for found in TAG.finditer(text)}
    return [f"<{tag}>" for tag in sorted(tags - KEPT - {""})][:MOST_TOLD]


def _words(text: str) -> Iterator[str]:
    """What is written between the tags, with line ends for those that begin or end a block."""
    at = unseen = 0
    while found := TAG.search(text, at):
        if not unseen:
            yield _plain(text[at : found.start()])
        at = found.end()
        name = (found["name"] or "").lower()
        if found["comment"]:
            end = text.find("-->", at)
            at = end + 3 if end >= 0 else len(text)
        elif name in UNSEEN:
            unseen = max(0, unseen - 1) if found["end"] else unseen + 1
        elif not unseen:
            yield _break(name, is_end=bool(found["end"]))
    if not unseen:
        yield _plain(text[at:])


def _break(name: str, *, is_end: bool) -> str:
    if name in BLOCKS:
        return "\n\n"
    return {"br": "\n", "li": "" if is_end else "\n– "}.get(name, "")


def _plain(text: str) -> str:
    return unescape(NO_CHARACTER.sub("", text).replace("\n", " "))
