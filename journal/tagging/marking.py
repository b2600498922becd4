"""A text with its tagged passages marked: paragraphs and list items, cut into flat segments.

Overlapping passages are flattened: each stretch of words that the same passages cover is one
segment, shown as one <mark> and never one inside another. A passage's tags are named in text where
it ends, so that colour is never the only carrier, and it can be linked to where it starts.

Pure, over spans and names: the same function marks an author's entry, a shared copy and a printed
page. `templates/journal/tagging/_words.html` shows what it returns.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from .passages import Paragraph, Span, paragraphs


@dataclass(frozen=True, slots=True)
class Named:
    """What a tag is called, and its family (its colour, beside the word)."""

    name: str
    family: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A passage of the text with its tags. `key` makes its address on the page: #passage-<key>."""

    key: str
    span: Span
    tags: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that the same passages cover; and the passages that start and end with them."""

    text: str
    is_marked: bool
    starting: tuple[Marked, ...]
    ending: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, which is one line of segments, or a list, which is one for each item."""

    is_list: bool
    lines: tuple[tuple[Segment, ...], ...]


def marked_words(body: str, passages: Iterable[Marked]) -> list[Block]:
    """The text as blocks of segments. Spans are code points of the body, end exclusive."""
    parts_of_body = paragraphs(body)
    in_order = sorted(
        (_snapped(one, parts_of_body) for one in passages),
        key=lambda one: (one.span.start, -one.span.end, one.key),
    )
    blocks: list[Block] = []
    for is_list, parts in groupby(parts_of_body, key=lambda part: part.is_item):
        lines = [_segments(body, part, in_order) for part in parts]
        blocks += (
            [Block(True, tuple(lines))] if is_list else [Block(False, (one,)) for one in lines]
        )
    return blocks


def _snapped(passage: Marked, parts: Sequence[Paragraph]) -> Marked:
    """From the first word to the last that is shown, where it begins or ends in what is not: the
    dash of an item, or the space between paragraphs."""
    span = passage.span
    covered = [part for part in parts if part.start < span.end and part.end > span.start]
    if not covered:
        return passage
    shown = Span(max(span.start, covered[0].start), min(span.end, covered[-1].end))
    return replace(passage, span=shown)


def _segments(body: str, part: Paragraph, passages: Sequence[Marked]) -> tuple[Segment, ...]:
    """One paragraph's words, cut wherever a passage starts or ends."""
    here = [one for one in passages if one.span.start < part.end and one.span.end > part.start]
    cuts = {part.start, part.end}
    for one in here:
        cuts |= {max(one.span.start, part.start), min(one.span.end, part.end)}
    return tuple(_segment(body, Span(*ends), here) for ends in pairwise(sorted(cuts)))


def _segment(body: str, span: Span, passages: Sequence[Marked]) -> Segment:
    covering = [
        one for one in passages if one.span.start <= span.start and one.span.end >= span.end
    ]
    return Segment(
        text=span.of(body),
        is_marked=bool(covering),
        starting=tuple(one for one in covering if one.span.start == span.start),
        ending=tuple(one for one in covering if one.span.end == span.end),
    )
