"""A text as it is read back: its words with passages marked, and its tags as a list beneath.

The same for an author's own entry, for what they are about to share, and for a shared copy, so
this knows only texts, elements and spans.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from django.urls import reverse

from frameworks.models import Element, if_older
from journal.printed import printed_link

from .families import family_of
from .marking import Block, Marked, Named, marked_words
from .parts import opening_words
from .passages import Span

if TYPE_CHECKING:  # readers of shared copies come through here, and never near an entry
    from .chosen import Chosen


class Wording(NamedTuple):
    """What a page prints of an element, in the words of the edition it was tagged with."""

    key: str
    name: str
    edition_number: int
    worded_in: int
    framework_key: str
    framework_name: str

    @classmethod
    def of(cls, element: Element) -> Wording:
        """Needs the element's edition and framework fetched."""
        edition, framework = element.edition, element.edition.framework
        return cls(
            element.key,
            element.name,
            edition.number,
            element.worded_in,
            framework.key,
            framework.name,
        )

    @property
    def family(self) -> str:
        return family_of(self.framework_key)

    @property
    def if_older(self) -> str:
        """Said behind it when the framework says it otherwise by now."""
        return if_older(self.worded_in)


@dataclass(frozen=True, slots=True)
class ShownTag:
    """One line of the list of tags. `passage` is the key of #passage-…; none for all of it."""

    name: str
    family: str
    href: str
    framework: str
    if_older: str
    covers: str
    passage: str = ""

    @property
    def link(self) -> str:
        """Its name, leading to what its framework says of it."""
        return printed_link(self.name, self.family, self.href)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page prints of a tagged text."""

    words: list[Block]
    tags: list[ShownTag]


def shown(
    body: str, tagged: Iterable[tuple[Element, Span | None]], *, also: Iterable[Span] = ()
) -> Shown:
    """A text with these elements on all of it (no span) or on some of its words.

    `also` are passages to mark that have no tag: what a reply is about.
    """
    wordings = ((Wording.of(element), span) for element, span in tagged)
    return shown_wordings(body, wordings, also=also)


def shown_wordings(
    body: str, tagged: Iterable[tuple[Wording, Span | None]], *, also: Iterable[Span] = ()
) -> Shown:
    """The same, for elements of which only the wording was fetched."""
    whole: list[Wording] = []
    passages: dict[Span, list[Wording]] = {}
    for wording, span in tagged:
        if span is None:
            whole.append(wording)
        else:
            passages.setdefault(span, []).append(wording)
    for span in also:
        passages.setdefault(span, [])
    in_order = sorted(passages, key=lambda span: (span.start, span.end))
    marked = [Marked(_key(span), span, _named(passages[span])) for span in in_order]
    tags = [_tag(wording, "All of it") for wording in _once(whole)]
    tags += [
        _tag(wording, opening_words(span.of(body)), _key(span))
        for span in in_order
        for wording in passages[span]
    ]
    return Shown(marked_words(body, marked), tags)


def shown_entry(chosen: Chosen, *, also: Iterable[Span] = ()) -> Shown:
    """One's own entry; a tag whose words are gone stands on all of it."""
    return shown(chosen.entry.body, tagged_spans(chosen), also=also)


def tagged_spans(chosen: Chosen) -> list[tuple[Element, Span | None]]:
    """What is tagged in the present text, and where; no span for all of it."""
    places = chosen.places
    return [
        (tag.element, places[tag.passage_id].span if tag.passage_id in places else None)
        for tag in chosen.tags
    ]


def _key(span: Span) -> str:
    return f"{span.start}-{span.end}"


def _tag(wording: Wording, covers: str, passage: str = "") -> ShownTag:
    href = _defined_at(wording.framework_key, wording.key, wording.worded_in)
    return ShownTag(
        name=wording.name,
        family=wording.family,
        href=href,
        framework=wording.framework_name,
        if_older=wording.if_older,
        covers=covers,
        passage=passage,
    )


@lru_cache(maxsize=1024)
def _defined_at(framework_key: str, key: str, worded_in: int) -> str:
    """Where the words stand that it was tagged with."""
    if worded_in:
        return f"{reverse('frameworks:edition', args=[framework_key, worded_in])}#{key}"
    return f"{reverse('frameworks:framework', args=[framework_key])}#{key}"


def _named(wordings: list[Wording]) -> tuple[Named, ...]:
    return tuple(Named(wording.name, wording.family) for wording in wordings)


def _once(wordings: list[Wording]) -> list[Wording]:
    """Each element once: a lost passage's tag may say what a tag on the whole says already."""
    return list({(wording.framework_key, wording.key): wording for wording in wordings}.values())
