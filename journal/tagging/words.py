"""Which words of one text are still there in another: the diff that carries passages.

Pure functions over strings. A word is compared without the space around it, and punctuation is
compared by itself, so that a comma that becomes a full stop leaves the word before it alone.
`journal.tagging.passages` decides what to make of the answer.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

WORD = re.compile(r"""[^\s.,;:!?…"“”()\[\]]+|[.,;:!?…"“”()\[\]]+""")
GONE = -1

# difflib looks at every pair of equal words, again for each block it finds. A stretch with more
# than these is first cut up at what occurs once in both texts: runs of three words, then words. A
# stretch that still has more counts as rewritten, and its passages are looked for word for word.
MOST_WORDS = 1_000
MOST_PAIRS = 60_000
RUNS = (3, 1)
FEW_WORDS = 3


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text and where each starts, in code points."""

    text: str
    words: list[str]
    starts: list[int]

    @classmethod
    def of(cls, text: str) -> Words:
        found = list(WORD.finditer(text))
        return cls(text, [m.group() for m in found], [m.start() for m in found])

    def end(self, index: int) -> int:
        return self.starts[index] + len(self.words[index])

    def begins_sentence(self, index: int) -> bool:
        """Whether it is the first of the text, or comes after a full stop or on a new line."""
        if not index:
            return True
        gap = self.text[self.end(index - 1) : self.starts[index]]
        return "\n" in gap or self.ends_sentence(index - 1)

    def ends_sentence(self, index: int) -> bool:
        return self.words[index][0] in ".!?…"

    def within(self, start: int, end: int) -> tuple[int, int]:
        """First and last+1 of the words that have a character in [start, end)."""
        first = bisect_left(self.starts, start)
        if first and self.end(first - 1) > start:
            first -= 1
        return first, bisect_left(self.starts, end)


def match(old: Words, new: Words) -> list[int]:
    """For each old word, the index of the new word that it is now, or GONE. Always rising."""
    kept = [GONE] * len(old.words)
    for i, j, size in _blocks(old.words, new.words):
        kept[i : i + size] = range(j, j + size)
    slide(kept, new)
    came = inverse(kept, len(new.words))
    slide(came, old)
    return inverse(came, len(old.words))


def inverse(kept: Sequence[int], length: int) -> list[int]:
    """The same matches seen from the other text, which has this many words."""
    came = [GONE] * length
    for i, j in enumerate(kept):
        if j != GONE:
            came[j] = i
    return came


def slide(kept: list[int], new: Words) -> None:
    """Where it could be either, let what was put in begin where a sentence does.

    With "The head spoke." put before "The head left.", a diff may as well say that "head spoke.
    The" was put in after the first word, and would tear a passage that begins there in two.
    """
    for i in range(len(kept) - 1):
        before, after = kept[i], kept[i + 1]
        if GONE in (before, after) or after == before + 1 or new.begins_sentence(before + 1):
            continue
        left, right = _steps_left(kept, new, i), _steps_right(kept, new, i)
        for step in range(left):
            kept[i - step] += after - before - 1
        for step in range(0 if left else right):
            kept[i + 1 + step] -= after - before - 1


def _steps_left(kept: Sequence[int], new: Words, i: int) -> int:
    """How many words before the gap after old word i can go to its end; none if in vain."""
    before, gap = kept[i], kept[i + 1] - kept[i] - 1
    for step in range(i + 1):
        here = before - step
        if kept[i - step] != here or new.words[here] != new.words[here + gap]:
            return 0
        if new.begins_sentence(here):
            return step + 1
    return 0


def _steps_right(kept: Sequence[int], new: Words, i: int) -> int:
    """How many words after the gap after old word i can go to its beginning."""
    after, gap = kept[i + 1], kept[i + 1] - kept[i] - 1
    for step in range(len(kept) - i - 1):
        here = after + step
        if kept[i + 1 + step] != here or new.words[here] != new.words[here - gap]:
            return 0
        if new.begins_sentence(here - gap + 1):
            return step + 1
    return 0


def weights(words: Sequence[str]) -> list[int]:
    """How much each word of a passage counts: its length.

    Of one or two words each counts the same, and a mark beside them nothing, so that half of "the
    school" is left in "the visits" and none of "trust." in a full stop.
    """
    real = [word[0].isalnum() for word in words]
    if 0 < sum(real) < FEW_WORDS:
        return [int(is_real) for is_real in real]
    return [len(word) for word in words]


def shared(meant: str, text: str) -> float:
    """The share of the first text's words, by weight, that are in the second."""
    words, left = WORD.findall(meant), Counter(WORD.findall(text))
    kept = whole = 0
    for word, weight in zip(words, weights(words), strict=True):
        whole += weight
        if left[word]:
            left[word] -= 1
            kept += weight
    return kept / whole if whole else 0.0


Block = tuple[int, int, int]


def _blocks(old: Sequence[str], new: Sequence[str]) -> Iterator[Block]:
    """Equal runs (start in old, start in new, length): what both ends share, then the middle."""
    most = min(len(old), len(new))
    head = next((i for i in range(most) if old[i] != new[i]), most)
    most -= head
    tail = next((i for i in range(most) if old[-1 - i] != new[-1 - i]), most)
    yield 0, 0, head
    middle = old[head : len(old) - tail], new[head : len(new) - tail]
    for i, j, size in _middle(*middle):
        yield head + i, head + j, size
    yield len(old) - tail, len(new) - tail, tail


def _middle(
    old: Sequence[str], new: Sequence[str], runs: tuple[int, ...] = RUNS
) -> Iterator[Block]:
    if _is_quick(old, new):
        yield from SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    elif runs:
        i = j = 0
        for next_i, next_j in [*_anchors(old, new, runs[0]), (len(old), len(new))]:
            for a, b, size in _middle(old[i:next_i], new[j:next_j], runs[1:]):
                yield i + a, j + b, size
            i, j = next_i, next_j


def _is_quick(old: Sequence[str], new: Sequence[str]) -> bool:
    if not old or not new:
        return True
    counts = Counter(new)
    return len(old) <= MOST_WORDS and sum(counts[word] for word in old) <= MOST_PAIRS


def _anchors(old: Sequence[str], new: Sequence[str], run: int) -> list[tuple[int, int]]:
    """Where runs of words that occur once in each text begin, in the order of both texts."""
    in_old, in_new = _once(old, run), _once(new, run)
    return _longest_rising([(i, in_new[words]) for words, i in in_old.items() if words in in_new])


def _once(words: Sequence[str], run: int) -> dict[tuple[str, ...], int]:
    runs = [tuple(words[i : i + run]) for i in range(len(words) - run + 1)]
    counts = Counter(runs)
    return {words: i for i, words in enumerate(runs) if counts[words] == 1}


def _longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of pairs, rising in their first, that rises in the second too."""
    tops: list[int] = []
    top_pairs: list[int] = []
    before = [GONE] * len(pairs)
    for n, (_, j) in enumerate(pairs):
        pile = bisect_left(tops, j)
        before[n] = top_pairs[pile - 1] if pile else GONE
        tops[pile : pile + 1] = [j]
        top_pairs[pile : pile + 1] = [n]
    rising = []
    n = top_pairs[-1] if top_pairs else GONE
    while n != GONE:
        rising.append(pairs[n])
        n = before[n]
    return rising[::-1]
