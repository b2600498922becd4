"""The lines that a facilitator may choose from a copy: its sentences, and passages tagged in it.

Without a script a line is one of them, or several that follow one another; with one it is
whatever is selected. A line travels as "12-40" (code points), as a part of an entry does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from journal.consent.deeds import MOST_CHARACTERS
from journal.models import SharedCopy
from journal.tagging.passages import SENTENCE_END, PassageError, Span, paragraphs, trimmed

CHOOSE_ONE = "Choose the words that you would like to read out."
NOT_IN_A_ROW = "Tick one sentence, or some that follow one another."


@dataclass(frozen=True)
class Choice:
    """Some words of the copy with a box to tick; none when they are longer than a line."""

    value: str
    words: str
    is_short: bool


def choices_of(spans: Iterable[Span], body: str) -> list[Choice]:
    return [
        Choice(f"{span.start}-{span.end}", span.of(body), len(span) <= MOST_CHARACTERS)
        for span in spans
    ]


def sentences(body: str) -> list[Span]:
    """The sentences of a text, in order. The end of a paragraph or of a list's item ends one."""
    found: list[Span] = []
    for paragraph in paragraphs(body):
        start = paragraph.start
        ends = [end.end() for end in SENTENCE_END.finditer(body, start, paragraph.end)]
        for end in dict.fromkeys([*ends, paragraph.end]):
            if body[start:end].strip():
                found.append(trimmed(body, start, end))
            start = end
    return found


def tagged_passages(copy: SharedCopy, besides: Sequence[Span]) -> list[Span]:
    """The passages that its author tagged, in order, less those among the others. One query."""
    ends = sorted({(tag.start or 0, tag.end) for tag in copy.tags.all() if tag.end})
    passages = [Span(start, end) for start, end in ends]
    return [span for span in passages if span not in besides]


def chosen_line(body: str, values: Sequence[str]) -> Span:
    """The words of all these together, which must follow one another.

    Raises PassageError, saying what to do, when there are none, or they do not.
    """
    spans = sorted({_span(value) for value in values}, key=lambda span: (span.start, span.end))
    if not spans:
        raise PassageError(CHOOSE_ONE)
    for one, following in pairwise(spans):
        between = body[one.end : following.start]
        if following.start < one.end or re.search(r"\w", between):
            raise PassageError(NOT_IN_A_ROW)
    return trimmed(body, spans[0].start, spans[-1].end)


def _span(value: str) -> Span:
    offsets = re.fullmatch(r"(\d{1,6})-(\d{1,6})", value, re.ASCII)
    if offsets is None:
        raise PassageError(CHOOSE_ONE)
    return Span(int(offsets[1]), int(offsets[2]))
