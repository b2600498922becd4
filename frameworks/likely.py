"""The elements on offer that a text may be about: frameworks.suggesting over what is published.

What is published never changes, so the elements are counted once for a set of editions and kept in
memory until another edition is published, or a framework is switched on or off. Texts are not kept.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from partnership.prepared import prepared

from .models import Edition, Element
from .suggesting import MOST, Candidate, Ranking, Suggestion


def likely_in(text: str, *, most: int = MOST) -> list[Suggestion]:
    """The likeliest first, each keyed "framework/element". One query; two after a publication."""
    return _ranking(tuple(pk for (pk,) in _editions().rows())).suggest(text, most)


def forget_rankings() -> None:
    """For tests, whose editions begin again from the same numbers."""
    _ranking.cache_clear()


@prepared
def _editions() -> Any:
    return Edition.objects.offered().order_by("pk").values_list("pk")


@lru_cache(maxsize=2)
def _ranking(editions: tuple[int, ...]) -> Ranking:
    elements = Element.objects.live().filter(edition__in=editions).order_by("edition", "position")
    columns = ("edition__framework__key", "key", "name", "description", "aliases", "cue_words")
    return Ranking(
        Candidate(f"{framework_key}/{key}", *said)
        for framework_key, key, *said in elements.values_list(*columns)
    )
