"""What is being tagged: all of an entry, a paragraph, or words that were selected in it.

A part travels between page and server as "all" or "12-40" (code points of one version of the
text), so its words never stand in an address. Offsets mean nothing in another text: a part comes
with the version it was read in, or with its words, and is refused when they do not fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .passages import PassageError, Span, checked, paragraphs, trimmed

OPENING_WORDS = 7
MOST_PARAGRAPHS = 40
ALL = "all"


@dataclass(frozen=True)
class Part:
    """All of the entry when there is no span; otherwise some of its words."""

    span: Span | None = None
    words: str = ""
    is_paragraph: bool = False

    @property
    def value(self) -> str:
        return f"{self.span.start}-{self.span.end}" if self.span else ALL

    @property
    def opening(self) -> str:
        """The first words, in quotation marks, for a label.

        A passage says its last words too, or it would read like the paragraph it begins.
        """
        return opening_words(self.words) if self.is_paragraph else both_ends(self.words)


WHOLE = Part()


def part_of(body: str, span: Span) -> Part:
    """These words as a part, knowing whether they are a paragraph of the text."""
    is_paragraph = any((one.start, one.end) == (span.start, span.end) for one in paragraphs(body))
    return Part(span, span.of(body), is_paragraph)


def parts_of(body: str, others: Iterable[Span] = ()) -> list[Part]:
    """All of it, each paragraph, and any other spans, in the order of the text."""
    spans = [Span(one.start, one.end) for one in paragraphs(body)[:MOST_PARAGRAPHS]]
    if len(spans) == 1:
        spans = []
    spans += [span for span in dict.fromkeys(others) if span not in spans]
    spans.sort(key=lambda span: (span.start, -span.end))
    of_paragraphs = {(one.start, one.end) for one in paragraphs(body)}
    return [WHOLE, *(Part(s, s.of(body), (s.start, s.end) in of_paragraphs) for s in spans)]


def read_part(
    value: str, *, body: str, version: int, read_version: int | None, quote: str = ""
) -> Part:
    """The part that a page sent. `read_version` is the version of the text that page showed.

    Raises PassageError, saying what to do, for offsets that are no part of the present text.
    """
    if value == ALL:
        return WHOLE
    offsets = re.fullmatch(r"(\d{1,6})-(\d{1,6})", value, re.ASCII)
    if offsets is None:
        raise PassageError("Choose what you are tagging: all of it, or a part of it.")
    start, end = int(offsets[1]), int(offsets[2])
    if quote:
        return part_of(body, checked(body, start, end, quote))
    if read_version != version:
        raise PassageError(
            "Your words have changed since this page was opened. Choose the part again."
        )
    return part_of(body, trimmed(body, start, end))


def opening_words(text: str) -> str:
    words = text.split()
    more = " …" if len(words) > OPENING_WORDS else ""
    return f"“{' '.join(words[:OPENING_WORDS])}{more}”"


def both_ends(text: str) -> str:
    words = text.split()
    if len(words) <= OPENING_WORDS:
        return f"“{' '.join(words)}”"
    return f"“{' '.join(words[: OPENING_WORDS - 3])} … {' '.join(words[-3:])}”"
