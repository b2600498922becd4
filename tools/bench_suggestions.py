"""How often suggestions are what the demo's people tagged: `python -m tools.bench_suggestions`.

For each demo entry, at most five of all elements are suggested from its text, and held against its
own tags. The demo is small and one author's, so the figures say whether it is any use, and no more.
"""

from __future__ import annotations

from frameworks.packs import read_packs
from frameworks.suggesting import MOST, Candidate, Ranking
from journal.demo_pack import EntryPack, read_demo
from journal.packs import elements_of, read_follow_ups, read_module


def main() -> None:
    frameworks = [pack for pack in read_packs() if pack.switched_on]
    known = elements_of(read_packs())
    module = read_module(known)
    demo = read_demo(module, read_follow_ups(module, known), known)
    everything = Ranking(
        Candidate(f"{pack.key}/{one.key}", one.name, one.description, one.aliases, one.cue_words)
        for pack in frameworks
        for one in pack.elements
    )
    hits = suggested = tagged = with_one = 0
    for entry in demo.entries:
        found = right(everything, entry)
        hits, tagged = hits + found, tagged + len(entry.tags)
        suggested += len(everything.suggest(entry.body))
        with_one += bool(found)
    elements = sum(len(pack.elements) for pack in frameworks)
    print(f"{len(demo.entries)} entries, {tagged} tags, {elements} elements to choose from")
    print(f"precision at {MOST}: {hits / suggested:.2f}; recall at {MOST}: {hits / tagged:.2f}")
    print(f"by chance: {tagged / len(demo.entries) / elements:.3f} precision")
    print(f"entries with at least one that was tagged: {with_one} of {len(demo.entries)}")


def right(ranking: Ranking, entry: EntryPack) -> int:
    return len({one.key for one in ranking.suggest(entry.body)} & set(entry.tags))


if __name__ == "__main__":
    main()
