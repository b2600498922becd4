"""Finding an element by a few letters: which are hits, and in which order.

Pure: no models, no request. A name outranks another word for it, which outranks a definition;
the start of a word beats its inside; every word of the query must be found. Definitions count
only when no name does, or they would push the wanted one off the screen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from journal.text import fold

MOST_FOUND = 12
MOST_LETTERS = 80

# Worse is higher. Each pair is (start of a word, inside a word).
NAME, ALIAS, DEFINITION = (0, 1), (2, 3), (4, 5)


@dataclass(frozen=True)
class Findable:
    """An element as the finder sees it. `key` is "framework_key/element_key"."""

    key: str
    name: str
    aliases: tuple[str, ...]
    definition: str


def find(query: str, offered: Iterable[Findable], *, most: int = MOST_FOUND) -> list[Findable]:
    """The hits for what was typed, best first; ties keep the order they are offered in."""
    words = _folded(query[:MOST_LETTERS]).split()
    if not words:
        return []
    ranked = [(rank, one) for one in offered if (rank := _rank(one, words)) is not None]
    if any(worst < DEFINITION[0] for (worst, _, _), _ in ranked):
        ranked = [(rank, one) for rank, one in ranked if rank[0] < DEFINITION[0]]
    ranked.sort(key=lambda hit: hit[0])
    return [one for _, one in ranked[:most]]


def _rank(one: Findable, words: list[str]) -> tuple[int, int, int] | None:
    """The worst word's rank, all words' ranks added, and whether the name begins differently."""
    ranks = []
    for word in words:
        rank = _word_rank(one, word)
        if rank is None:
            return None
        ranks.append(rank)
    begins = _folded(one.name).startswith(" " + words[0])
    return max(ranks), sum(ranks), 0 if begins else 1


def _word_rank(one: Findable, word: str) -> int | None:
    fields = ((one.name, NAME), (" / ".join(one.aliases), ALIAS), (one.definition, DEFINITION))
    for text, (start, inside) in fields:
        folded = _folded(text)
        if f" {word}" in folded:
            return start
        if len(word) > 1 and word in folded:
            return inside
    return None


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    """Names and definitions are folded once a process; they change when an edition is published."""
    return fold(text)
