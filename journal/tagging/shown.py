"""A text as it is read back: its words with passages marked, and its tags as a list beneath.

The same for an author's own entry, for what they are about to share, and for a shared copy, so
this knows only texts, elements and spans. Needs each element's edition and framework fetched.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from frameworks.models import Element

from .families import family_of
from .marking import Block, Marked, Named, marked_words
from .parts import opening_words
from .passages import Span

if TYPE_CHECKING:  # readers of shared copies come through here, and never near an entry
    from .chosen import Chosen


@dataclass(frozen=True, slots=True)
class ShownTag:
    """One line of the list of tags. `passage` is the key of #passage-…; none for all of it."""

    element: Element
    family: str
    covers: str
    passage: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page prints of a tagged text."""

    words: list[Block]
    tags: list[ShownTag]


def shown(body: str, tagged: Iterable[tuple[Element, Span | None]]) -> Shown:
    """A text with these elements on all of it (no span) or on some of its words."""
    whole: list[Element] = []
    passages: dict[Span, list[Element]] = {}
    for element, span in tagged:
        if span is None:
            whole.append(element)
        else:
            passages.setdefault(span, []).append(element)
    in_order = sorted(passages, key=lambda span: (span.start, span.end))
    marked = [Marked(_key(span), span, _named(passages[span])) for span in in_order]
    tags = [ShownTag(element, _family(element), "All of it") for element in _once(whole)]
    tags += [
        ShownTag(element, _family(element), opening_words(span.of(body)), _key(span))
        for span in in_order
        for element in passages[span]
    ]
    return Shown(marked_words(body, marked), tags)


def shown_entry(chosen: Chosen) -> Shown:
    """One's own entry; a tag whose words are gone stands on all of it."""
    return shown(chosen.entry.body, tagged_spans(chosen))


def tagged_spans(chosen: Chosen) -> list[tuple[Element, Span | None]]:
    """What is tagged in the present text, and where; no span for all of it."""
    places = chosen.places
    return [
        (tag.element, places[tag.passage_id].span if tag.passage_id in places else None)
        for tag in chosen.tags
    ]


def _key(span: Span) -> str:
    return f"{span.start}-{span.end}"


def _named(elements: list[Element]) -> tuple[Named, ...]:
    return tuple(Named(element.name, _family(element)) for element in elements)


def _family(element: Element) -> str:
    return family_of(element.edition.framework.key)


def _once(elements: list[Element]) -> list[Element]:
    """Each element once: a lost passage's tag may say what a tag on the whole says already."""
    return list(
        {(element.edition.framework.key, element.key): element for element in elements}.values()
    )
