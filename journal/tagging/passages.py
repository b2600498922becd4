"""Passages: some words of a text, chosen by its author.

Pure functions over strings as `journal.text.clean_text` leaves them. Offsets count code points,
end exclusive: JavaScript counts UTF-16 units, so an emoji is one here and two there. What becomes
of a passage when the text changes is in `change`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from partnership.text import clean_text

CONTEXT_CHARACTERS = 32
FEW_WORDS = 3
SENTENCE_END = re.compile(r"""[.!?…]+["'”’)\]]*(?=\s|$)|\n""")
BLANK_LINES = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
ITEM = re.compile(r"^[^\S\n]*[-–•][^\S\n]+(?=\S)", re.MULTILINE)


class PassageError(ValueError):
    """Words that cannot be tagged as they were sent; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Span:
    """Some characters of a text: offsets in code points, end exclusive."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        return text[self.start : self.end]


def trimmed(body: str, start: int, end: int) -> Span:
    """The span without the white space around it.

    Raises PassageError for a span that is reversed, empty, white space only or outside the text.
    """
    if not 0 <= start <= end <= len(body):
        raise PassageError("Those words are not in this text. Reload the page and select again.")
    words = body[start:end]
    if not words.strip():
        raise PassageError("Select the words that you want to tag, then tag them.")
    return Span(start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip()))


def checked(body: str, start: int, end: int, quote: str) -> Span:
    """The trimmed span, if its words are the ones the browser says they are."""
    span = trimmed(body, start, end)
    if span.of(body) != _cleaned(quote).strip():
        raise PassageError(
            "Your text has changed since you selected those words. "
            "Reload the page and select them again."
        )
    return span


def context(body: str, start: int, end: int) -> tuple[str, str]:
    """The characters before and after: at most 32 each, as a passage keeps them."""
    return body[max(0, start - CONTEXT_CHARACTERS) : start], body[end : end + CONTEXT_CHARACTERS]


def _cleaned(text: str) -> str:
    try:
        return clean_text(text)
    except ValidationError as error:
        raise PassageError(error.messages[0]) from error


def is_short(quote: str) -> bool:
    """Under three words: such passages are easily lost, so the page offers the sentence."""
    return len(re.findall(r"\w[\w'’-]*", quote)) < FEW_WORDS


def sentence_around(body: str, span: Span) -> Span:
    """The sentence, or sentences, that the span lies in. A line end ends a sentence too."""
    ends = [found.end() for found in SENTENCE_END.finditer(body)]
    start = max((end for end in ends if end <= span.start), default=0)
    end = min((end for end in ends if end >= span.end), default=len(body))
    return trimmed(body, start, end)


def sentences(body: str) -> list[Span]:
    """Every sentence of the text, in order. A paragraph, an item and a line each end one."""
    found: list[Span] = []
    for paragraph in paragraphs(body):
        stops = [end.end() for end in SENTENCE_END.finditer(body, paragraph.start, paragraph.end)]
        starts = [paragraph.start, *stops]
        pieces = zip(starts, [*stops, paragraph.end], strict=True)
        found += [trimmed(body, start, end) for start, end in pieces if body[start:end].strip()]
    return found


def in_context(body: str, span: Span) -> tuple[str, str, str]:
    """The words, and what stands before and after them: to the end of one sentence either side."""
    around = sentence_around(body, span)
    before, after = body[: around.start], body[around.end :]
    start, end = around.start, around.end
    if before.strip():
        last = trimmed(body, 0, around.start)
        start = sentence_around(body, Span(last.end - 1, last.end)).start
    if after.strip():
        first = trimmed(body, around.end, len(body))
        end = sentence_around(body, Span(first.start, first.start + 1)).end
    return body[start : span.start], span.of(body), body[span.end : end]


@dataclass(frozen=True, slots=True)
class Paragraph(Span):
    """A paragraph, or one item of a list, without the dash that begins it."""

    is_item: bool = False


def paragraphs(body: str) -> list[Paragraph]:
    """The paragraphs of a text, which blank lines part, and the items of its lists, in order.

    A line that starts with a dash and a space begins an item, which runs on to the next.
    """
    found: list[Paragraph] = []
    start = 0
    for blank in [*BLANK_LINES.finditer(body), None]:
        end = blank.start() if blank else len(body)
        found.extend(_parts(body, start, end))
        start = blank.end() if blank else end
    return found


def _parts(body: str, start: int, end: int) -> list[Paragraph]:
    """A stretch without blank lines: what comes before its first item, then its items."""
    marks = list(ITEM.finditer(body, start, end))
    stops = [*(mark.start() for mark in marks), end]
    parts = [(start, stops[0], False)]
    parts += [(mark.end(), stop, True) for mark, stop in zip(marks, stops[1:], strict=True)]
    spans = [(trimmed(body, a, b), is_item) for a, b, is_item in parts if body[a:b].strip()]
    return [Paragraph(span.start, span.end, is_item) for span, is_item in spans]
