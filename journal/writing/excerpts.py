"""The few words of a text that a list shows: its opening, or those around what was searched for.

Pure. Words are compared as `journal.text.fold` does: no accents, no case, by how they begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from journal.text import fold

WORDS = 20
WORDS_BEFORE = 6

WORD = re.compile(r"\S+")
LETTERS = re.compile(r"[\w\u0300-\u036f]+")

Piece = tuple[str, bool]


def opening(text: str) -> str:
    """Its first twenty words, with an ellipsis where it goes on."""
    words = text.split(maxsplit=WORDS)
    return " ".join(words[:WORDS]) + (" …" if len(words) > WORDS else "")


def excerpt(text: str, query: str) -> list[Piece]:
    """Twenty words as (words, whether they match) pieces, around the first match if there is one.

    An ellipsis stands where the text goes on.
    """
    wanted = tuple(fold(query).split())
    start = _start(text, wanted)
    words = [match.group() for match in islice(WORD.finditer(text, start), WORDS + 1)]
    goes_on = len(words) > WORDS
    shown = " ".join(words[:WORDS])
    lead, tail = "… " if start else "", " …" if goes_on else ""
    return _gathered([(lead, False), *_pieces(shown, wanted), (tail, False)])


def _start(text: str, wanted: tuple[str, ...]) -> int:
    """Where to begin: a few words before the first match, or at the start of the text."""
    if not wanted:
        return 0
    match = next((m for m in LETTERS.finditer(text) if _matches(m.group(), wanted)), None)
    if match is None:
        return 0
    from_here = max(0, match.start() - 200)
    before = [m.start() for m in WORD.finditer(text, from_here, match.start())]
    if from_here == 0 and len(before) <= WORDS_BEFORE:
        return 0
    return before[-WORDS_BEFORE:][0] if before else match.start()


def _pieces(shown: str, wanted: tuple[str, ...]) -> Iterator[Piece]:
    at = 0
    for match in LETTERS.finditer(shown):
        if _matches(match.group(), wanted):
            yield shown[at : match.start()], False
            yield match.group(), True
            at = match.end()
    yield shown[at:], False


def _gathered(pieces: list[Piece]) -> list[Piece]:
    """Neighbours of one kind as one piece, and no empty ones."""
    gathered: list[Piece] = []
    for text, is_match in pieces:
        if gathered and gathered[-1][1] == is_match:
            gathered[-1] = (gathered[-1][0] + text, is_match)
        elif text:
            gathered.append((text, is_match))
    return gathered


@lru_cache(maxsize=20_000)
def _matches(word: str, wanted: tuple[str, ...]) -> bool:
    folded = fold(word)
    return any(f" {one}" in folded for one in wanted)
