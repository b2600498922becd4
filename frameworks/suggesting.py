"""Which elements a text may be about, by the words that both have: a small lexical ranking (BM25).

Pure, and asked for only on request: it is given the elements and a text, keeps neither, and decides
nothing. What it finds shares words with the text and may still not be meant. A text has to share a
word with an element's name, an alias or a cue word of the site; words of its definition then add
to that. docs/measurements.md says how often it is right, which is not often.
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
WORD = re.compile(r"[a-z]+")
PREFIX = re.compile(r"\b(co|inter|non|pre|re|self)-(?=[a-z])")  # “co-operate” is one word
ENDINGS = tuple("ations ation ating ated ates ate ingly ities ments ment ing ies ity ed ly".split())
# What every text here is about, and the words that any English text has: they speak for nothing.
OURS = "school schools partner partners partnership work working"
USUAL = """
    a about after again against ago all almost alone along already also always am among an and
    another answer answered any anybody anyone anything are around as ask asked asking asks at
    away back bad be because been before being between bit both but by came can cannot come
    comes coming could day days did different do does down each early easy else end enough even
    ever every everybody everyone everything far few find finding first five for found four
    from full gave get give given gives giving go goes going gone good got great had hard has
    have he hear heard held help helped helps her here herself him himself his hold home hour
    how i idea if in instead into is it its itself just keep keeps kept kind knew know known
    knows last late later least leave left less let like likely little long longer look looked
    looking looks lot made make many matter matters may me mean means meant meet meeting might
    mine moment month months more most move much must my myself name near need needed needs
    never new next nice no nobody none not nothing now number of often old on once one ones
    only open or other others ought our ourselves out over own part people perhaps person piece
    place point put quite rather read ready real really reason right room said same sat saw say
    second see seem seems seen sent set several she should side since small so some somebody
    someone something sometimes soon sort start started starts stay still stop stopped such
    sure take taken takes taking talk tell term terms than that the their them themselves then
    there they thing things think thinking third this those though thought three through thus
    time times to today together told too took toward towards tried true try trying turn turned
    twice two under until up upon us use used uses using usual very want wanted wants was way
    ways we week weeks well went were what whatever when where whether which while who whole
    whom whose why will with within without word words world worse would wrong year yes yet you
    your yours yourself
"""
COMMON = frozenset(f"{OURS} {USUAL}".split())


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
        self._strong = [_strong(one) for one in self._candidates]
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
        if not self._strong[place].intersection(shared):
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
    words = WORD.findall(PREFIX.sub(r"\1", plain.replace("'s", "")))
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


def _strong(one: Candidate) -> set[str]:
    """What a text must have one of. An element whose name says nothing stands by its definition."""
    named = stems(" ".join([one.name, *one.aliases, *one.cue_words]))
    return set(named or stems(one.description))


def _counted(one: Candidate) -> Counter[str]:
    counts = Counter(stems(one.description))
    for texts, weight in (((one.name,), IN_NAME), (one.aliases, IN_ALIAS), (one.cue_words, IN_CUE)):
        for stem in stems(" ".join(texts)):
            counts[stem] += weight
    return counts
