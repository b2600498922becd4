"""What the fields of a pack are called to a person, and what was lost told by reason.

A format that cannot carry prompts loses one with every element: forty lines that say the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..publishing.contents import ELEMENT, HEAD
from .report import Loss

FIELDS = {name: label.lower() for name, label in (HEAD | ELEMENT).items()} | {
    "comes_from": "what it was split from",
    "compiled": "that it was gathered from the reading",
    "elements": "order of the elements",
    "group": "group",
    "groups": "groups",
    "historical": "that it is historical",
    "key": "key",
    "kind": "kind",
    "order": "place",
    "position": "number",
    "status": "whether it is core",
    "subject": "what it is about",
    "switched_on": "whether it begins switched on",
    "takes_the_place_of": "earlier keys it takes the place of",
    "verified": "how far it was verified",
}
MOST_NAMED = 3


@dataclass(frozen=True)
class LostForOneReason:
    """What a format loses for one reason, such as “prompt (4 elements)”."""

    why: str
    whats: list[str]


def by_reason(losses: Iterable[Loss]) -> list[LostForOneReason]:
    """What is lost, a line a reason, however many elements lose it."""
    found: dict[str, dict[str, list[str]]] = {}
    for loss in losses:
        path = loss.where.split(".")
        keys = found.setdefault(loss.why, {}).setdefault(FIELDS[path[-1]], [])
        keys += path[1:2] if len(path) > 2 else []
    return [
        LostForOneReason(why[0].upper() + why[1:], [_with(*what) for what in whats.items()])
        for why, whats in found.items()
    ]


def _with(field: str, keys: list[str]) -> str:
    if not keys:
        return field
    return f"{field} ({', '.join(keys) if len(keys) <= MOST_NAMED else f'of {len(keys)}'})"
