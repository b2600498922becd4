"""Which elements a text may be about, by the words that both have: a small lexical ranking (BM25).

Pure, and asked for only on request: it is given the elements and a text, keeps neither, and decides
nothing. What it finds shares words with the text and may still not be meant. Names, aliases and the
site's cue words count more than definitions do.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MOST = 5
# How soon saying a word again adds nothing, and how far a long definition counts less (BM25).
SATURATION, LENGTH = 1.2, 0.5
# A word of the name or a cue word counts as so many of the definition.
IN_NAME, IN_ALIAS, IN_CUE = 5, 5, 5
LEAST_WORDS = 2  # a text shares so many with what is suggested, or one that is of its name or a cue
WORD = re.compile(r"[a-z]+")
ENDINGS = ("ations", "ation", "ingly", "ities", "ments", "ment", "ing", "ies", "ity", "ed", "ly")
COMMON = frozenset(
    """a about after all also am an and any are as at be because been before being between both but
    by can could did do does each for from get had has have he her him his how i if in into is it
    its just like made make may me might more most much must my no not of on one only or other our
    out over own same say said see she should so some such than that the their them then there they
    this those through to too under up us very was way we were what when where which while who why
    will with would year you your school schools partner partners partnership work
    working""".split()
)


@dataclass(frozen=True)
class Candidate:
    """An element that may be suggested, in the words that it is known by."""

    key: str
    name: str
    description: str
    aliases: Sequence[str] = ()
    cue_words: Sequence[str] = ()


@dataclass(frozen=True)
class Suggestion:
    """An element, and the words of the text that speak for it, the strongest first."""

    key: str
    score: float
    because: tuple[str, ...]


class Ranking:
    """The elements, counted once; any number of texts may be held against them."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self._candidates = list(candidates)
        self._counts = [_counted(one) for one in self._candidates]
        self._strong = [
            set(stems(" ".join([one.name, *one.aliases, *one.cue_words])))
            for one in self._candidates
        ]
        sizes = [counts.total() for counts in self._counts]
        self._usual = (sum(sizes) / len(sizes) if sizes else 0) or 1
        in_how_many = Counter(stem for counts in self._counts for stem in counts)
        total = len(self._candidates)
        self._rarity = {
            stem: math.log(1 + (total - many + 0.5) / (many + 0.5))
            for stem, many in in_how_many.items()
        }

    def suggest(self, text: str, most: int = MOST) -> list[Suggestion]:
        """At most so many, the likeliest first; none where too little is shared."""
        words = _words_by_stem(text)
        found = (self._judged(place, words) for place in range(len(self._candidates)))
        kept = [suggestion for suggestion in found if suggestion]
        return sorted(kept, key=lambda one: (-one.score, one.key))[:most]

    def _judged(self, place: int, words: dict[str, str]) -> Suggestion | None:
        counts = self._counts[place]
        shared = [stem for stem in words if stem in counts]
        if len(shared) < LEAST_WORDS and not self._strong[place].intersection(shared):
            return None
        long = 1 - LENGTH + LENGTH * counts.total() / self._usual
        weights = {
            stem: self._rarity[stem]
            * counts[stem]
            * (SATURATION + 1)
            / (counts[stem] + SATURATION * long)
            for stem in shared
        }
        because = sorted(shared, key=lambda stem: (-weights[stem], stem))
        return Suggestion(
            self._candidates[place].key,
            sum(weights.values()),
            tuple(words[stem] for stem in because),
        )


def stems(text: str) -> list[str]:
    """The text's words that say something, without case, accents and common endings."""
    return [stem for stem, _ in _stemmed(text)]


def _stemmed(text: str) -> list[tuple[str, str]]:
    plain = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold()
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    words = WORD.findall(plain.replace("'s", ""))
    return [(_stem(word), word) for word in words if len(word) > 2 and word not in COMMON]


def _stem(word: str) -> str:
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending).rstrip("ey")
    plural = word.endswith("s") and not word.endswith("ss") and len(word) > 4
    return (word[:-1] if plural else word).rstrip("ey")


def _words_by_stem(text: str) -> dict[str, str]:
    """Each stem once, with the word it was first met in: saying it often adds nothing."""
    found: dict[str, str] = {}
    for stem, word in _stemmed(text):
        found.setdefault(stem, word)
    return found


def _counted(one: Candidate) -> Counter[str]:
    counts = Counter(stems(one.description))
    for texts, weight in (((one.name,), IN_NAME), (one.aliases, IN_ALIAS), (one.cue_words, IN_CUE)):
        for stem in stems(" ".join(texts)):
            counts[stem] += weight
    return counts
