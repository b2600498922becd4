"""The table of docs/passages.md: `python -m tools.bench_passages [passages a row]`.

For each kind of edit, how many passages of 8–30 words and of 1–2 words are carried to the right
place (intersection over union of at least 0.8), lost, or carried to wrong words; beside them what
the stored offsets alone, and a fuzzy search for the quote alone, would have done.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from difflib import SequenceMatcher
from statistics import median
from time import perf_counter
from typing import Literal

from journal.tagging.change import Known, carry
from journal.tagging.passages import Span
from journal.tagging.words import Words, shared

from .reflections import EDITS, Case, case

LONG, SHORT = (8, 30), (1, 2)
ENOUGH_OVERLAP = 0.8
LEAST_FUZZY = 0.6

Outcome = Literal["correct", "rightly lost", "lost", "wrong"]
Method = Callable[[Case], Span | None]


def carried(case: Case) -> Span | None:
    [answer] = carry(case.old, case.new, [Known(case.span, case.span.of(case.old))])
    return answer.span


def raw_offsets(case: Case) -> Span | None:
    return case.span


def fuzzy_search(case: Case) -> Span | None:
    """The best stretch of as many words, wherever it is, if it is at all like the quote."""
    quote = case.span.of(case.old)
    words, size = Words.of(case.new), len(Words.of(quote).words)
    spans = [
        Span(words.starts[i], words.end(i + size - 1)) for i in range(len(words.words) - size + 1)
    ]
    likeliest = sorted(spans, key=lambda span: -shared(quote, span.of(case.new)))[:5]
    ratio, best = max(
        (SequenceMatcher(None, quote, span.of(case.new), autojunk=False).ratio(), span.start)
        for span in likeliest
    )
    chosen = next(span for span in likeliest if span.start == best)
    return chosen if ratio >= LEAST_FUZZY else None


METHODS: list[Method] = [carried, raw_offsets, fuzzy_search]


def outcome(case: Case, answer: Span | None) -> Outcome:
    if answer is None:
        return "lost" if case.truth else "rightly lost"
    return "correct" if case.truth and overlap(case.truth, answer) >= ENOUGH_OVERLAP else "wrong"


def overlap(one: Span, two: Span) -> float:
    both = max(0, min(one.end, two.end) - max(one.start, two.start))
    return both / (len(one) + len(two) - both)


def row(name: str, sizes: tuple[int, int], count: int) -> list[Case]:
    return [case(f"{name} {sizes} {n}", EDITS[name], sizes) for n in range(count)]


def measure(cases: list[Case], method: Method = carried) -> dict[Outcome, float]:
    """Per cent of the cases with each outcome."""
    counts = Counter(outcome(each, method(each)) for each in cases)
    return {name: 100 * count / len(cases) for name, count in counts.items()}


def milliseconds(cases: list[Case]) -> float:
    """The middle one of the times that carrying one passage over each edit takes."""
    times = []
    for each in cases:
        begun = perf_counter()
        carried(each)
        times.append(perf_counter() - begun)
    return 1000 * median(times)


def printed(found: dict[Outcome, float]) -> str:
    parts = (f"{found.get(name, 0):5.1f}" for name in ("correct", "lost", "wrong"))
    return " /".join(parts) + f"  ({found.get('rightly lost', 0):5.1f})"


def main(count: int) -> None:
    print(f"Passages over edits, {count} a row. Per cent: correct / lost / wrong (rightly lost)\n")
    print(f"{'edit':30}{'words':6}{'carried':31}{'raw offsets':31}{'fuzzy search':31}ms")
    for name in EDITS:
        for label, sizes in (("8–30", LONG), ("1–2", SHORT)):
            cases = row(name, sizes, count)
            columns = [printed(measure(cases, m)) for m in METHODS]
            cells = "".join(f"{column:31}" for column in columns)
            print(f"{name:30}{label:6}{cells}{milliseconds(cases):4.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
