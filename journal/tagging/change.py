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
from itertools import accumulate, compress, islice
from typing import Literal

from .passages import FEW_WORDS, Span, context
from .words import GONE, Words, match, shared, weights

LEAST_KEPT = 0.4
MOST_GROWTH = 2
STRAY = 4
LEAST_CONTEXT_ALIKE = 0.8
LEAST_CONTEXT = 12
WORDS_THAT_SPEAK_FOR_THEMSELVES = 6
MOST_PLACES = 200
# Longer passages: measured from the last text alone, so that a thousand of them stay quick.
LONG = 2_000
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
    span = change.follow(passage.span)
    if span is None or span.of(change.new) != passage.span.of(change.old):
        span = _moved_whole(change, passage.span) or span or _found_again(change, passage.span)
    if span is None:
        return LOST
    span = _healed(change.new, span, passage.meant)
    words, meant = span.of(change.new), passage.meant
    if words == meant or (len(meant) <= LONG and words.split() == meant.split()):
        return Carried("same" if span == passage.span else "moved", span, 1.0)
    survival = shared(meant, words) if len(meant) <= LONG else change.share_kept(passage.span)
    return Carried("edited", span, survival) if survival >= LEAST_KEPT else LOST


def _healed(new: str, span: Span, meant: str) -> Span:
    """The words as they were meant, if they stand again where the reworded ones were."""
    nearby = max(0, span.start - len(meant) + 1), span.end + len(meant) - 1
    if span.of(new) == meant or new.count(meant, *nearby) != 1:
        return span
    start = new.find(meant, *nearby)
    return Span(start, start + len(meant))


def _moved_whole(change: Change, span: Span) -> Span | None:
    """The same words with the same surroundings, if both texts have them just once.

    Whatever the diff made of them: of much that moved, it can follow only some.
    """
    before, after = _own_context(change.old, span)
    whole = before + span.of(change.old) + after
    is_known_by_it = len(before + after) >= LEAST_CONTEXT
    if not is_known_by_it or not change.old.count(whole) == change.new.count(whole) == 1:
        return None
    start = change.new.index(whole) + len(before)
    return Span(start, start + len(span))


def _found_again(change: Change, span: Span) -> Span | None:
    """The same words elsewhere, if they are new there and brought their surroundings with them.

    Words that the diff says were there before are another mention, not this one moved.
    """
    quote, (before, after) = span.of(change.old), _own_context(change.old, span)
    places = change.new_places(quote)
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
        self.kept = match(self.before, self.after)
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
        if self.share_kept(span) < LEAST_KEPT:
            return None
        earliest, latest = self._core(first, end)
        start, stop = self._start(span, first, earliest), self._end(span, end, latest)
        return Span(start, stop) if stop - start <= MOST_GROWTH * len(span) else None

    def share_kept(self, span: Span) -> float:
        """The share of the passage's words that stayed, weighed as `weights` does."""
        first, end = self.before.within(span.start, span.end)
        if end - first <= 2 * FEW_WORDS:
            weighed = weights(self.before.words[first:end])
            stayed = (self.kept[i] != GONE for i in range(first, end))
            kept, whole = sum(compress(weighed, stayed)), sum(weighed)
        else:
            kept = self._kept_upto[end] - self._kept_upto[first]
            whole = self._length_upto[end] - self._length_upto[first]
        return kept / whole if whole else 0.0

    def _core(self, first: int, end: int) -> tuple[int, int]:
        """The first and the last word of the passage that stayed and that stand with the others.

        A word at its edge that the diff found again only beyond a stretch of other words is more
        likely another of the same; a comma left over at its edge says nothing.
        """
        low, high = bisect_left(self.stayed, first), bisect_left(self.stayed, end) - 1
        while low < high and self._strays(low, low + 1, is_cut=self.stayed[low] > first):
            low += 1
        while low < high and self._strays(high, high - 1, is_cut=self.stayed[high] < end - 1):
            high -= 1
        return self.stayed[low], self.stayed[high]

    def _strays(self, edge: int, inner: int, *, is_cut: bool) -> bool:
        one, two = sorted((self.stayed[edge], self.stayed[inner]))
        put_in = (self.kept[two] - self.kept[one]) - (two - one)
        is_mark = not self.before.words[self.stayed[edge]][0].isalnum()
        return put_in >= STRAY or (is_cut and is_mark)

    def _start(self, span: Span, first: int, stayed: int) -> int:
        """Where the passage begins now: at its first word, or at what stands in that word's place.

        What stands between the word before the passage, which stayed, and the first of its own
        that did, can only be its own opening reworded, if it is not much longer than that was. If
        the passage began a sentence, what was put in before that sentence is not part of it.
        """
        now = self.kept[stayed]
        if stayed == first:
            return self.after.starts[now] + max(0, span.start - self.before.starts[first])
        previous = self.kept[first - 1] if first else GONE
        if first and previous == GONE:
            return self.after.starts[now]
        most = MOST_GROWTH * (stayed - first) + 1
        begins = previous + 1
        if self.before.begins_sentence(first):
            opening = range(now, max(begins, now - most) - 1, -1)
            begins = next((i for i in opening if self.after.begins_sentence(i)), begins)
        return self.after.starts[begins if now - begins <= most else now]

    def _end(self, span: Span, end: int, stayed: int) -> int:
        """Where the passage ends now, in the same way."""
        now = self.kept[stayed]
        if stayed == end - 1:
            return self.after.end(now) - max(0, self.before.end(stayed) - span.end)
        is_last = end == len(self.kept)
        following = len(self.after.words) if is_last else self.kept[end]
        if following == GONE:
            return self.after.end(now)
        most = MOST_GROWTH * (end - 1 - stayed) + 1
        if not is_last and self.before.ends_sentence(end):
            closing = range(now + 1, min(following, now + most + 2))
            following = next((i for i in closing if self.after.ends_sentence(i)), following)
        return self.after.end(following - 1 if following - now - 1 <= most else now)

    def new_places(self, quote: str) -> list[Span]:
        """Where the quote stands as whole words, most of which were not in the old text.

        None at all if it stands in so many places that it says nothing.
        """
        starts = list(islice(_finds(self.new, quote), MOST_PLACES + 1))
        if len(starts) > MOST_PLACES:
            return []
        places = (Span(start, start + len(quote)) for start in starts)
        return [place for place in places if self._is_new(place) and _is_whole(self.new, place)]

    def _is_new(self, place: Span) -> bool:
        first, end = self.after.within(place.start, place.end)
        length = self._new_length_upto[end] - self._new_length_upto[first]
        return 2 * (self._added_upto[end] - self._added_upto[first]) >= length


def _finds(text: str, quote: str) -> Iterator[int]:
    start = text.find(quote)
    while start != -1:
        yield start
        start = text.find(quote, start + 1)


def _is_whole(text: str, span: Span) -> bool:
    """Whether it does not begin or end inside a word."""
    edges = text[max(0, span.start - 1) : span.start + 1], text[span.end - 1 : span.end + 1]
    return not any(len(edge) == 2 and edge.isalnum() for edge in edges)


def _sums(sizes: Iterable[int]) -> list[int]:
    return list(accumulate(sizes, initial=0))
