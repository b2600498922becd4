"""Pointing at some words of a shared copy: a paragraph, or words that were selected on the page.

A page sends "" for all of it, "12-40" (code points) for a paragraph, or "find 1 some words" for a
selection: the second place where these words stand, whatever white space the page shows between
them. Pure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from journal.tagging.parts import Part, parts_of
from journal.tagging.passages import PassageError, Span, trimmed

MOST_QUOTED = 2_000
OFFSETS = re.compile(r"(\d{1,6})-(\d{1,6})", re.ASCII)
SELECTED = re.compile(r"find (\d{1,4}) (.+)", re.ASCII | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Pointed:
    """Some words of a text, and where they are in it."""

    start: int
    end: int
    quote: str

    @property
    def columns(self) -> dict[str, int | str]:
        return {"start": self.start, "end": self.end, "quote": self.quote}

    @property
    def value(self) -> str:
        """As it stands in the form."""
        return f"{self.start}-{self.end}"


def pointed_at(sent: str, body: str) -> Pointed | None:
    """The words that a page pointed at; nothing for all of it, or for words that are not there."""
    if offsets := OFFSETS.fullmatch(sent):
        return _checked(body, int(offsets[1]), int(offsets[2]))
    if selected := SELECTED.fullmatch(sent):
        return _found(body, selected[2][:MOST_QUOTED], int(selected[1]))
    return None


def places(body: str, pointed: Pointed | None) -> list[Part]:
    """What may be pointed at: all of it, each paragraph, and what was pointed at already."""
    return parts_of(body, [Span(pointed.start, pointed.end)] if pointed else [])


def _checked(body: str, start: int, end: int) -> Pointed | None:
    try:
        span = trimmed(body, start, end)
    except PassageError:
        return None
    return Pointed(span.start, span.end, span.of(body))


def _found(body: str, quote: str, nth: int) -> Pointed | None:
    words = r"\s+".join(re.escape(word) for word in quote.split())
    place = next(islice(re.finditer(words, body), nth, None), None) if words else None
    return Pointed(place.start(), place.end(), place.group()) if place else None
