"""What changed between two texts, word by word, for reading and not for patching.

Pure functions over strings. Paragraphs are matched first, then the words of those that changed,
both by difflib under a bound on its work: past it the rest counts as replaced, so that a hundred
thousand hostile characters cost a second and never a minute. Blank lines only part paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import accumulate, groupby
from typing import Literal

Kind = Literal["same", "added", "removed", "skipped"]
Opcode = tuple[str, int, int, int, int]

MOST_WORK = 4_000_000  # comparisons; about a second
LEAST_ALIKE = 0.3  # of a paragraph's words; below it old and new stand one after the other
STRAY_WORDS = 2  # so few unchanged words inside a change read better as part of it
LONG_STRETCH = 60  # unchanged words inside a paragraph, beyond which the middle is left out
KEPT_WORDS = 20  # at either end of such a stretch

TOKEN = re.compile(r"\n|[\w’'-]+[^\S\n]*|[^\w\s][^\S\n]*|[^\S\n]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words that are the same, added or removed; or how many unchanged ones are left out."""

    kind: Kind
    text: str = ""
    words: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The pieces of one paragraph; or, without any, how many unchanged paragraphs are left out."""

    pieces: tuple[Piece, ...] = ()
    skipped: int = 0

    @property
    def is_same(self) -> bool:
        return all(piece.kind in ("same", "skipped") for piece in self.pieces)


def differences(before: str, after: str) -> list[Paragraph]:
    """The paragraphs of both texts in reading order, what was removed ahead of what was added."""
    old, new = _paragraphs(before), _paragraphs(after)
    found: list[Paragraph] = []
    for tag, i, i_end, j, j_end in BoundedMatcher(old, new).get_opcodes():
        if tag == "equal":
            found += [Paragraph((Piece("same", text),)) for text in new[j:j_end]]
        else:
            found += _changed(old[i:i_end], new[j:j_end])
    return found


def folded(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The same with long unchanged stretches left out, save what stands next to a change."""
    shown: list[Paragraph] = []
    runs = [(same, list(run)) for same, run in groupby(paragraphs, key=lambda p: p.is_same)]
    for place, (same, run) in enumerate(runs):
        if not same:
            shown += [Paragraph(tuple(_without_middles(p.pieces))) for p in run]
            continue
        head = run[:1] if place > 0 else []
        tail = run[-1:] if place < len(runs) - 1 else []
        skipped = len(run) - len(head) - len(tail)
        if skipped <= 1:
            shown += run
        else:
            shown += [*head, Paragraph(skipped=skipped), *tail]
    return shown


def one_side(paragraphs: Iterable[Paragraph], *, without: Kind) -> list[Paragraph]:
    """Only the earlier text (without what was added), or only the later one."""
    sides = (tuple(p for p in para.pieces if p.kind != without) for para in paragraphs)
    return [Paragraph(pieces) for pieces in sides if pieces]


def beside(one: str, other: str) -> tuple[list[Paragraph], list[Paragraph]]:
    """Two texts of which neither is the earlier: each whole, with what only it says as changed."""
    paragraphs = differences(one, other)
    return one_side(paragraphs, without="added"), one_side(paragraphs, without="removed")


class BoundedMatcher(SequenceMatcher[str]):
    """difflib's matcher, which stops looking once it has done MOST_WORK comparisons."""

    a: Sequence[str]
    b2j: dict[str, list[int]]

    def __init__(self, a: Sequence[str], b: Sequence[str]) -> None:
        super().__init__(None, a, b, autojunk=len(b) > 1000)
        costs = (1 + len(self.b2j.get(item, ())) for item in a)
        self._costs = [0, *accumulate(costs)]
        self._work_left = MOST_WORK

    def find_longest_match(
        self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None
    ) -> Match:
        ahi = len(self.a) if ahi is None else ahi
        self._work_left -= self._costs[ahi] - self._costs[alo]
        if self._work_left < 0:
            return Match(alo, blo, 0)
        return super().find_longest_match(alo, ahi, blo, bhi)


def _paragraphs(text: str) -> list[str]:
    return [line.rstrip() for line in text.split("\n") if line.strip()]


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[Paragraph]:
    """Changed paragraphs as one marked text, or as two when they have little in common."""
    runs = _runs(TOKEN.findall("\n".join(old)), TOKEN.findall("\n".join(new)))
    kept = sum(len(piece.text) for piece in runs if piece.kind == "same")
    if kept < LEAST_ALIKE * min(len("".join(old)), len("".join(new))):
        yield from (Paragraph((Piece("removed", text),)) for text in old)
        yield from (Paragraph((Piece("added", text),)) for text in new)
    elif runs:
        yield from _parted(runs)


def _runs(old: list[str], new: list[str]) -> list[Piece]:
    """The words of both in order, gathered into pieces of one kind."""
    bare_old, bare_new = ([token.rstrip(" \t") for token in side] for side in (old, new))
    pieces: list[Piece] = []
    opcodes = BoundedMatcher(bare_old, bare_new).get_opcodes()
    for place, (tag, i, i_end, j, j_end) in enumerate(opcodes):
        if tag == "equal" and not _is_stray(new[j:j_end], place, opcodes, old, new):
            pieces.append(Piece("same", "".join(new[j:j_end])))
        else:
            pieces.append(Piece("removed", "".join(old[i:i_end])))
            pieces.append(Piece("added", "".join(new[j:j_end])))
    return _gathered(pieces)


def _is_stray(
    tokens: list[str], place: int, opcodes: Sequence[Opcode], old: list[str], new: list[str]
) -> bool:
    """Whether these unchanged words are few, and lie between two changes of one paragraph."""
    if not 0 < place < len(opcodes) - 1 or _words(tokens) > STRAY_WORDS:
        return False
    near = opcodes[place - 1 : place + 2]
    return not any("\n" in old[i:i_end] + new[j:j_end] for _, i, i_end, j, j_end in near)


def _gathered(pieces: Iterable[Piece]) -> list[Piece]:
    """Neighbouring changes as one removed and one added piece."""
    gathered: list[Piece] = []
    for same, run in groupby(pieces, key=lambda piece: piece.kind == "same"):
        members = list(run)
        kinds: tuple[Kind, ...] = ("same",) if same else ("removed", "added")
        for kind in kinds:
            text = "".join(piece.text for piece in members if piece.kind == kind)
            if text:
                gathered.append(Piece(kind, text))
    return gathered


def _parted(runs: Iterable[Piece]) -> Iterator[Paragraph]:
    """The pieces cut into paragraphs wherever one of them has a line end inside it."""
    current: list[Piece] = []
    for piece in runs:
        for n, text in enumerate(piece.text.split("\n")):
            if n and current:
                yield Paragraph(tuple(current))
                current = []
            if text:
                current.append(Piece(piece.kind, text))
    if current:
        yield Paragraph(tuple(current))


def _without_middles(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        words = piece.text.split(" ")
        if piece.kind != "same" or len(words) <= LONG_STRETCH:
            yield piece
            continue
        yield Piece("same", " ".join(words[:KEPT_WORDS]) + " ")
        yield Piece("skipped", words=len(words) - 2 * KEPT_WORDS)
        yield Piece("same", " " + " ".join(words[-KEPT_WORDS:]))


def _words(tokens: Iterable[str]) -> int:
    return sum(1 for token in tokens if token[:1].isalnum())
