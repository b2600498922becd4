"""Elements that the words of an entry may be about, for who asks: an offer, and often a wrong one.

They are found by words that the text and an element share, on this machine, and nothing of the text
is kept or sent anywhere. None is put on an entry until its author ticks it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from frameworks.likely import likely_in
from frameworks.suggesting import MOST
from journal.models import Entry

from .chosen import chosen_of
from .offered import Choice, Choices, choice_of, offered
from .parts import Part

MOST_WORDS = 4
NOTHING_WRITTEN = "There are no saved words to look in yet. Write a few first."
NOTHING_FOUND = "None of your words here point to a tag. Find one above, or try the groups below."


@dataclass(frozen=True)
class Likely:
    """An element to tick, and the words that speak for it."""

    choice: Choice
    words: str


@dataclass(frozen=True)
class Offer:
    """What was found, or why nothing is; `boxes` is what its list says of itself when posted."""

    likely: list[Likely]
    nothing: str = ""

    @property
    def boxes(self) -> Choices:
        return Choices("Suggested by your words", [one.choice for one in self.likely])

    @property
    def said(self) -> str:
        """For who cannot see the list arrive."""
        count = len(self.likely)
        return self.nothing or ("1 tag suggested." if count == 1 else f"{count} tags suggested.")


def likely_for(entry: Entry, part: Part) -> Offer:
    """At most five that are not on this part yet. Two queries, and those of `chosen_of`."""
    text = part.words if part.span else entry.body
    return likely_among(text, chosen_of(entry).ticked(part.value))


def likely_among(text: str, ticked: Collection[str]) -> Offer:
    """At most five for these words, those that are ticked left out."""
    if not text.strip():
        return Offer([], NOTHING_WRITTEN)
    found = likely_in(text, most=MOST + len(ticked))
    found = [one for one in found if one.key not in ticked][:MOST]
    by_key = offered([], [one.key for one in found]) if found else {}
    likely = [
        Likely(choice_of(by_key[one.key], "w", set()), _in_quotes(one.because))
        for one in found
        if one.key in by_key
    ]
    return Offer(likely, "" if likely else NOTHING_FOUND)


def _in_quotes(words: Collection[str]) -> str:
    return ", ".join(f"“{word}”" for word in list(words)[:MOST_WORDS])
