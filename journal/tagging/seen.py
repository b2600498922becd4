"""Which edition a page showed, when a newer one was published while somebody was reading it.

A tag keeps the words that its author read. So each list of elements sends the editions that it
showed, and a tick made on a page from before a framework was reworded is kept in the words of that
page, and its author is told. Where the words are the same, the tag is of the newest edition.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from frameworks.models import Element

Seen = Mapping[str, int]  # the number of the edition that was shown, by the framework's key

NOTHING: Seen = {}


def seen_in(sent: Iterable[str]) -> Seen:
    """From "himmelman_linkage.2 briggs_factors.1"; what is not like that says nothing."""
    pairs = (one.rpartition(".") for one in " ".join(sent).split())
    return {key: int(number) for key, _, number in pairs if number.isdecimal() and len(number) < 6}


def said_of(elements: Iterable[Element]) -> str:
    """What `seen_in` reads: the editions of these elements. Needs edition and framework fetched."""
    shown = {one.edition.framework.key: one.edition.number for one in elements}
    return " ".join(f"{key}.{number}" for key, number in shown.items())


def as_seen(
    offered: Mapping[str, Element], keys: Collection[str], seen: Seen
) -> dict[str, Element]:
    """The offered elements by "framework/element" key, those that were seen in other words in them.

    No query unless an edition was published meanwhile; one for each framework of which one was.
    """
    found = dict(offered)
    for framework_key, number in seen.items():
        mine = [key for key in keys if key.startswith(f"{framework_key}/")]
        if not all(key in found and found[key].edition.number == number for key in mine):
            earlier = all_as_seen(found, framework_key, number)
            found |= {key: earlier[key] for key in mine if key in earlier}
    return found


def all_as_seen(
    offered: Mapping[str, Element], framework_key: str, number: int
) -> dict[str, Element]:
    """The offered elements, and in place of those that were seen in other words the ones seen.

    What was offered then and is not any more is among them. One query.
    """
    found = dict(offered)
    earlier = Element.objects.offered_before().with_framework()
    for element in earlier.filter(edition__framework__key=framework_key, edition__number=number):
        key = f"{framework_key}/{element.key}"
        if element.worded_in or key not in found:
            found[key] = element
    return found


def reworded_since(elements: Iterable[Element]) -> str:
    """What to tell somebody whose tags are in the words of an earlier edition; mostly nothing."""
    names = [f"“{one.name}”" for one in elements if one.worded_in]
    if not names:
        return ""
    if len(names) == 1:
        return f"{names[0]} was changed while you were tagging. Your tag keeps the words you saw."
    listed = f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{listed} were changed while you were tagging. Your tags keep the words you saw."
