"""The few words of a text that a list shows: its opening, or those around what was searched for.

Pure. Words are compared as `journal.text.fold` does: no accents, no case, by how they begin.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from journal.text import fold

WORDS = 20
WORDS_BEFORE = 6

WORD = re.compile(r"\S+")
LETTER = r"[\w\u0300-\u036f]"


@dataclass(frozen=True)
class Wanted:
    """The beginnings of words that are looked for, and which words are worth unfolding."""

    beginnings: tuple[str, ...]
    likely: re.Pattern[str]


@dataclass(frozen=True)
class Match:
    """A word that matches, and what stands between it and the match before."""

    before: str
    words: str


@dataclass(frozen=True)
class Excerpt:
    """Some words of a text: its matches in order, and what stands behind the last of them."""

    matches: list[Match]
    after: str


def opening(text: str) -> str:
    """Its first twenty words, with an ellipsis where it goes on."""
    words = text.split(maxsplit=WORDS)
    return " ".join(words[:WORDS]) + (" …" if len(words) > WORDS else "")


def wanted_in(query: str) -> Wanted | None:
    """What `excerpt` looks for; nothing if there is no word in the query."""
    beginnings = tuple(fold(query).split())
    if not beginnings:
        return None
    return Wanted(beginnings, _likely("".join(sorted({word[0] for word in beginnings}))))


@lru_cache(maxsize=64)
def _likely(initials: str) -> re.Pattern[str]:
    """Words that begin with one of these, and words with any letter that folding may change."""
    other = r"[^\W\x00-\x7f]"
    words = rf"[{initials}]{LETTER}*|{LETTER}*{other}{LETTER}*"
    return re.compile(rf"(?<!{LETTER})(?:{words})", re.IGNORECASE)


def excerpt(text: str, wanted: Wanted) -> Excerpt:
    """Twenty words of it, around the first match if there is one.

    An ellipsis stands where the text goes on.
    """
    start = _start(text, wanted)
    words = text[start:].split(maxsplit=WORDS)
    shown = ("… " if start else "") + " ".join(words[:WORDS])
    if len(words) > WORDS:
        shown += " …"
    matches, at = [], 0
    for match in wanted.likely.finditer(shown):
        if _matches(match.group(), wanted.beginnings):
            matches.append(Match(shown[at : match.start()], match.group()))
            at = match.end()
    return Excerpt(matches, shown[at:])


def _start(text: str, wanted: Wanted) -> int:
    """Where to begin: a few words before the first match, or at the start of the text."""
    first = _first_match(text, wanted)
    if first == 0:
        return 0
    from_here = max(0, first - 200)
    before = [m.start() for m in WORD.finditer(text, from_here, first)]
    if from_here == 0 and len(before) <= WORDS_BEFORE:
        return 0
    return before[-WORDS_BEFORE:][0] if before else first


def _first_match(text: str, wanted: Wanted) -> int:
    """Where the first word that matches is, or the start of the text when none does."""
    for match in wanted.likely.finditer(text):
        if _matches(match.group(), wanted.beginnings):
            return match.start()
    return 0


def _matches(word: str, beginnings: tuple[str, ...]) -> bool:
    """Whether it begins with any of them. Most have no accents to take off."""
    if word.isascii():
        return word.casefold().startswith(beginnings)
    folded = fold(word)
    return any(f" {one}" in folded for one in beginnings)
