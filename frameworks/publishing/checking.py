"""Whether a draft may be published, by the rules that every pack file keeps.

A fault names the sheet to mend, as drafts call it: "edition", "group/KEY" or "element/KEY".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..exchange.building import node_of, pack_of_node, plain
from ..packs import FrameworkPack
from ..strict_yaml import PackError, Problem
from .contents import ELEMENT, GROUP, HEAD, Contents

EMPTY = "is empty: write it, or leave the key out"
PLACE = re.compile(r"(?P<list>elements|groups|sources|dimensions)(\[(?P<n>\d+)\]|\.(?P<key>\w+))?")


@dataclass(frozen=True)
class Fault:
    """One thing to mend, in words, and on which sheet."""

    sheet: str
    words: str


def faults_of(pack: FrameworkPack, before: Contents, after: Contents) -> list[Fault]:
    """Everything that keeps a draft, as a file would have it, from being published."""
    pack = _without_places(pack)
    try:
        pack_of_node(node_of(plain(pack), 1), pack.name)
    except PackError as error:
        found = [_fault(problem, pack) for problem in error.problems]
    else:
        found = []
    found += _places_taken_twice(before, after)
    sheets = [f"group/{key}" for key in after.groups]
    sheets += [f"element/{key}" for key in after.elements]
    place = {sheet: number for number, sheet in enumerate(sheets, 1)}
    return sorted(set(found), key=lambda fault: (place.get(fault.sheet, 0), fault.words))


def _without_places(pack: FrameworkPack) -> FrameworkPack:
    """Whose place an element takes is settled on publishing, by what is asked there."""
    return replace(
        pack, elements=tuple(replace(one, takes_the_place_of=()) for one in pack.elements)
    )


def _places_taken_twice(before: Contents, after: Contents) -> Iterator[Fault]:
    """Of what leaves with this draft it is asked who takes its place, and not of what had left."""
    takers: dict[str, str] = {}
    for sheet in after.live.values():
        for key in set(sheet.takes_the_place_of) - before.live.keys():
            if key in takers:
                other = after.elements[takers[key]].name
                words = f"takes the place of an element that “{other}” takes the place of too"
                yield Fault(f"element/{sheet.key}", f"{sheet.name}: {words}.")
            takers.setdefault(key, sheet.key)


def _fault(problem: Problem, pack: FrameworkPack) -> Fault:
    place = PLACE.match(problem.key)
    listed = place["list"] if place else ""
    if place and listed in ("elements", "groups") and (place["n"] or place["key"]):
        sheets: Sequence[object] = getattr(pack, listed)
        keys = [getattr(sheet, "key", "") for sheet in sheets]
        key = keys[int(place["n"]) - 1] if place["n"] else place["key"]
        name = next((getattr(one, "name", "") for one in sheets if _key(one) == key), "")
        labels = ELEMENT | {"group": "Group"} if listed == "elements" else GROUP
        field = problem.key[place.end() :].strip(".")
        return Fault(f"{listed[:-1]}/{key}", _words(name or f"“{key}”", field, labels, problem))
    return Fault("edition", _words("The framework", problem.key, HEAD, problem))


def _key(sheet: object) -> str:
    return str(getattr(sheet, "key", ""))


def _words(whose: str, field: str, labels: dict[str, str], problem: Problem) -> str:
    name = re.split(r"[.\[]", field)[0]
    label = {"elements": "elements", "groups": "groups"}.get(name) or labels.get(name, name)
    label = label[:1].lower() + label[1:]
    message = "is empty" if problem.message == EMPTY else problem.message
    return f"{whose}: {label} {message}." if label else f"{whose} {message}."
