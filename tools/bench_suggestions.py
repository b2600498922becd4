"""How often suggestions are what was meant: `python -m tools.bench_suggestions`.

At most five of all elements are suggested for each text, and held against the tags that it has: the
demo's entries with those of their authors, and the module's questions and follow-ups, shorter, with
those that they suggest. Both are small and one project's own, so the figures say whether it is any
use, and no more. docs/measurements.md says what was tried and by which figures it was chosen.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from frameworks.packs import read_packs
from frameworks.suggesting import MOST, Candidate, Ranking
from journal.demo_pack import read_demo
from journal.packs import elements_of, read_follow_ups, read_module

Tagged = Sequence[tuple[str, Collection[str]]]


def main() -> None:
    frameworks = [pack for pack in read_packs() if pack.switched_on]
    known = elements_of(read_packs())
    module = read_module(known)
    follow_ups = read_follow_ups(module, known)
    everything = Ranking(
        Candidate(f"{pack.key}/{one.key}", one.name, one.description, one.aliases, one.cue_words)
        for pack in frameworks
        for one in pack.elements
    )
    elements = sum(len(pack.elements) for pack in frameworks)
    print(f"suggestions, {elements} elements to choose from")
    entries = [(one.body, one.tags) for one in read_demo(module, follow_ups, known).entries]
    show("the demo's entries", everything, entries, elements)
    asked = [(f"{one.title} {' '.join(one.parts)}", one.suggested_tags) for one in module.questions]
    asked += [(one.wording, one.suggested_tags) for one in follow_ups.prompts]
    show("the module's questions", everything, [one for one in asked if one[1]], elements)


def show(name: str, ranking: Ranking, texts: Tagged, elements: int) -> None:
    suggested = [{one.key for one in ranking.suggest(text)} for text, _ in texts]
    hits = [
        len(found.intersection(tags)) for found, (_, tags) in zip(suggested, texts, strict=True)
    ]
    tags = sum(len(tags) for _, tags in texts)
    precision, recall = sum(hits) / sum(len(found) for found in suggested), sum(hits) / tags
    print(f"{len(texts)} texts, {name}, with {tags} tags")
    print(f"  precision at {MOST}: {precision:.2f}; by chance: {tags / len(texts) / elements:.3f}")
    print(f"  recall at {MOST}: {recall:.2f}; by chance: {MOST / elements:.3f}")
    print(f"  with at least one that was tagged: {sum(map(bool, hits))}")


if __name__ == "__main__":
    main()
