"""What is asked before a draft is published, and what the answers make of its keys. Pure.

A key is what tags are counted by, so each of these is a question and none is guessed:

- an element whose words changed: the same meaning (tags count on under its key), or a new meaning
  (its new words get a new key, and the old key stays with the old words, retired);
- an element that leaves: its tags stay with its own wording, or count under one that is in use;
- an element that is new, while others leave: new in itself, or a part of one that leaves (a split).

A place is taken by one element only: an answer names one, and what was named before gives way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..keys import new_key
from .changes import Change, Changes
from .contents import Contents, Sheet

SAME, NEW, OWN = "same", "new", ""


@dataclass(frozen=True)
class Answers:
    """`meaning` by the key of a changed element, `place_of` and `part_of` by the key that leaves
    or is new: the key of the other, or "" for none."""

    meaning: Mapping[str, str] = field(default_factory=dict)
    place_of: Mapping[str, str] = field(default_factory=dict)
    part_of: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """The changes that a question is about."""

    meaning: tuple[Change, ...]
    place_of: tuple[Change, ...]
    part_of: tuple[Change, ...]

    def __bool__(self) -> bool:
        return bool(self.meaning or self.place_of or self.part_of)


@dataclass(frozen=True)
class Settled:
    """What publishing writes: new keys by the draft's own, and what each element, by its new key,
    takes the place of and comes from. `kept` are old keys that stay with the words they had."""

    keys: Mapping[str, str]
    takes_the_place_of: Mapping[str, list[str]]
    comes_from: Mapping[str, list[str]]
    kept: tuple[str, ...]


def asked_of(changes: Changes) -> Asked:
    """Each changed key is asked about, and only those."""
    left = tuple(one for one in changes.elements if one.has_left)
    new = tuple(one for one in changes.elements if one.before is None)
    return Asked(
        meaning=tuple(one for one in changes.elements if one.changes_meaning),
        place_of=left,
        part_of=new if left else (),
    )


def answers_in(before: Contents, after: Contents, asked: Asked) -> Answers:
    """What the draft says already, for whoever has no more to say."""
    leaving = {one.key for one in asked.place_of}
    live = after.live
    takers = {key: sheet.key for sheet in live.values() for key in sheet.takes_the_place_of}
    origins = {
        one.key: next((key for key in live[one.key].comes_from if key in leaving), OWN)
        for one in asked.part_of
    }
    return Answers(
        meaning={one.key: SAME for one in asked.meaning},
        place_of={key: takers.get(key, OWN) for key in leaving},
        part_of=origins,
    )


def settle(before: Contents, after: Contents, answers: Answers, *, taken: Iterable[str]) -> Settled:
    """`taken` are the keys of every edition the framework ever had."""
    live = after.live
    known = {*taken, *after.elements}
    keys = {key: key for key in after.elements}
    kept = []
    for key, meaning in answers.meaning.items():
        if meaning == NEW and key in live and key in before.live:
            keys[key] = new_key(live[key].name, known, otherwise="element")
            known.add(keys[key])
            kept.append(key)
    in_use = {keys[key] for key in live}
    places = _places(before, after, answers, keys=keys, in_use=in_use, kept=set(kept))
    takes: dict[str, list[str]] = {}
    for key, taker in places.items():
        takes.setdefault(taker, []).append(key)
    origins = {
        keys[key]: _origins(key, sheet, answers, is_anew=key in kept) for key, sheet in live.items()
    }
    return Settled(keys, takes, origins, tuple(kept))


def _places(
    before: Contents,
    after: Contents,
    answers: Answers,
    *,
    keys: Mapping[str, str],
    in_use: set[str],
    kept: set[str],
) -> dict[str, str]:
    """Each key whose tags count under another, and which.

    What took a place keeps it until that element is back or another takes it. An old key that
    keeps its own words keeps with them whatever counted under it.
    """
    places: dict[str, str] = {}
    for sheet in before.elements.values():
        for key in sheet.takes_the_place_of:
            places.setdefault(key, sheet.key)
    for sheet in reversed(after.live.values()):
        for key in sheet.takes_the_place_of:
            if sheet.key not in kept or places.get(key) != sheet.key:
                places[key] = keys[sheet.key]
    for key, taker in answers.place_of.items():
        places.pop(key, None)
        if taker:
            places[key] = keys[taker]
    return {key: taker for key, taker in places.items() if key not in {*in_use, *kept}}


def _origins(key: str, sheet: Sheet, answers: Answers, *, is_anew: bool) -> list[str]:
    found = [key] if is_anew else list(sheet.comes_from)
    origin = answers.part_of.get(key)
    if origin is not None:
        found = [origin] if origin else []
    return found
