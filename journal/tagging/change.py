"""Where a passage's words are once the text has changed.

Pure functions, one diff for all the passages of a text. One thing is always true: a passage never
comes to point at words its author did not mean; when in doubt it is lost, and its tag says so.
docs/passages.md has the rules, the reasons and the measurements; `carrying` writes the answers
down; `words` has the diff.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate, islice
from typing import Literal

from .passages import Span, context
from .words import GONE, Words, match, shared

LEAST_KEPT = 0.4
MOST_GROWTH = 2
LEAST_CONTEXT_ALIKE = 0.8
LEAST_CONTEXT = 12
WORDS_THAT_SPEAK_FOR_THEMSELVES = 6
MOST_PLACES = 200
MOST_PLACES_COMPARED = 8

Status = Literal["same", "moved", "edited", "lost"]


@dataclass(frozen=True, slots=True)
class Known:
    """A passage as it was last seen: where, and the words its author last meant by it.

    `meant` is the birth text's words, or the reworded ones once the author has said "keep".
    """

    span: Span
    meant: str


@dataclass(frozen=True, slots=True)
class Carried:
    """Where a passage's words are in the new text. `survival` is the share of what was meant."""

    status: Status
    span: Span | None
    survival: float


LOST = Carried("lost", None, 0.0)


def carry(old: str, new: str, passages: Sequence[Known]) -> list[Carried]:
    """Where each passage of the old text is in the new one, by one diff for all of them."""
    if not passages:
        return []
    change = Change(old, new)
    return [_carry_one(change, passage) for passage in passages]


def _carry_one(change: Change, passage: Known) -> Carried:
    span = change.follow(passage.span) or _found_again(change, passage.span)
    if span is None:
        return LOST
    span = _healed(change.new, span, passage.meant)
    words = span.of(change.new)
    if words.split() == passage.meant.split():
        return Carried("same" if span == passage.span else "moved", span, 1.0)
    survival = shared(passage.meant, words)
    return Carried("edited", span, survival) if survival >= LEAST_KEPT else LOST


def _healed(new: str, span: Span, meant: str) -> Span:
    """The words as they were meant, if they stand again where the reworded ones were."""
    nearby = max(0, span.start - len(meant) + 1), span.end + len(meant) - 1
    if span.of(new) == meant or new.count(meant, *nearby) != 1:
        return span
    start = new.find(meant, *nearby)
    return Span(start, start + len(meant))


def _found_again(change: Change, span: Span) -> Span | None:
    """The same words elsewhere, if they are new there and brought their surroundings with them.

    Words that the diff says were there before are another mention, not this one moved.
    """
    quote, (before, after) = span.of(change.old), _own_context(change.old, span)
    places = list(islice(change.new_places(quote), MOST_PLACES))
    for alike in (_both_exact, _one_exact):
        chosen = [place for place in places if alike(change.new, place, before, after)]
        if chosen:
            return chosen[0] if len(chosen) == 1 else None
    if len(places) == 1 and len(quote.split()) >= WORDS_THAT_SPEAK_FOR_THEMSELVES:
        return places[0]
    if len(places) > MOST_PLACES_COMPARED:
        return None
    chosen = [place for place in places if _roughly(change.new, place, before, after)]
    return chosen[0] if len(chosen) == 1 else None


def _own_context(body: str, span: Span) -> tuple[str, str]:
    """The context within its own paragraph, which is what moves along with it."""
    before, after = context(body, span.start, span.end)
    return before.rpartition("\n\n")[2], after.partition("\n\n")[0]


def _both_exact(new: str, place: Span, before: str, after: str) -> bool:
    return (
        len(before + after) >= LEAST_CONTEXT
        and new.endswith(before, 0, place.start)
        and new.startswith(after, place.end)
    )


def _one_exact(new: str, place: Span, before: str, after: str) -> bool:
    return (len(before) >= LEAST_CONTEXT and new.endswith(before, 0, place.start)) or (
        len(after) >= LEAST_CONTEXT and new.startswith(after, place.end)
    )


def _roughly(new: str, place: Span, before: str, after: str) -> bool:
    there = _own_context(new, place)
    return any(
        len(was) >= LEAST_CONTEXT
        and SequenceMatcher(None, was, now, autojunk=False).ratio() >= LEAST_CONTEXT_ALIKE
        for was, now in zip((before, after), there, strict=True)
    )


class Change:
    """What became of each word of one text in the next. Counts are kept as running sums, so that
    a question about a passage takes the same time however long the passage is."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self.before, self.after = Words.of(old), Words.of(new)
        self.kept = match(self.before.words, self.after.words)
        self.stayed = [i for i, k in enumerate(self.kept) if k != GONE]
        came = {self.kept[i] for i in self.stayed}
        self._length_upto = _sums(len(word) for word in self.before.words)
        self._kept_upto = _sums(
            0 if k == GONE else len(word)
            for word, k in zip(self.before.words, self.kept, strict=True)
        )
        self._new_length_upto = _sums(len(word) for word in self.after.words)
        self._added_upto = _sums(
            0 if j in came else len(word) for j, word in enumerate(self.after.words)
        )

    def follow(self, span: Span) -> Span | None:
        """From the first to the last of its words that stayed, if enough of them did."""
        first, end = self.before.within(span.start, span.end)
        stayed = self.stayed[bisect_left(self.stayed, first) : bisect_left(self.stayed, end)]
        length = self._length_upto[end] - self._length_upto[first]
        if not stayed or self._kept_upto[end] - self._kept_upto[first] < LEAST_KEPT * length:
            return None
        start, stop = self._start(span, first, stayed[0]), self._end(span, end, stayed[-1])
        return Span(start, stop) if stop - start <= MOST_GROWTH * len(span) else None

    def _start(self, span: Span, first: int, stayed: int) -> int:
        """Where the passage begins now: at its first word, or at what stands in that word's place.

        Words that stand between the word before the passage, which stayed, and the first one of
        its own that did, can only be its own opening reworded, if they are no more than were there.
        """
        now = self.kept[stayed]
        if stayed == first:
            return self.after.starts[now] + max(0, span.start - self.before.starts[first])
        previous = self.kept[first - 1] if first else GONE
        if (first and previous == GONE) or now - previous - 1 > stayed - first:
            return self.after.starts[now]
        return self.after.starts[previous + 1]

    def _end(self, span: Span, end: int, stayed: int) -> int:
        """Where the passage ends now, in the same way."""
        now = self.kept[stayed]
        if stayed == end - 1:
            return self.after.end(now) - max(0, self.before.end(stayed) - span.end)
        is_last = end == len(self.kept)
        following = len(self.after.words) if is_last else self.kept[end]
        if following == GONE or following - now - 1 > end - 1 - stayed:
            return self.after.end(now)
        return self.after.end(following - 1)

    def new_places(self, quote: str) -> Iterator[Span]:
        """Where the quote stands as whole words, most of which were not in the old text."""
        start = self.new.find(quote)
        while start != -1:
            first, end = self.after.within(start, start + len(quote))
            length = self._new_length_upto[end] - self._new_length_upto[first]
            added = self._added_upto[end] - self._added_upto[first]
            if added * 2 >= length and length == len("".join(quote.split())):
                yield Span(start, start + len(quote))
            start = self.new.find(quote, start + 1)


def _sums(sizes: Iterable[int]) -> list[int]:
    return list(accumulate(sizes, initial=0))
