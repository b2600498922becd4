"""A draft as a list: its groups and elements in order, each a row of ready words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..models import Edition, Element
from ..uses import SiteUse
from .addresses import row_id, sheet_address
from .sheets import ELEMENT, GROUP, name_of


@dataclass(frozen=True)
class Row:
    """One element, or a group."""

    key: str
    name: str
    note: str
    id: str
    href: str
    move: str
    away: str
    away_word: str
    is_first: bool = False
    is_last: bool = False


@dataclass
class Part:
    """A group with its elements, or the elements without a group."""

    group: Row | None
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class Outline:
    """`found` is how many rows a search left, of `count` in use."""

    parts: list[Part]
    retired: list[Row]
    count: int
    found: int


COLUMNS = ("key", "name", "description", "aliases", "group_id", "is_retired")


def outline_of(
    draft: Edition,
    published: set[str],
    uses: Mapping[str, SiteUse],
    doubts: Mapping[str, str],
    *,
    query: str = "",
) -> Outline:
    """Two queries, however many elements."""
    of = draft.framework.key
    groups = list(draft.groups.values_list("pk", "key", "name"))
    notes = {key: [used_in_words(uses.get(key)), doubts.get(key, "")] for key in published}
    elements = list(draft.elements.only("pk", "edition", *COLUMNS))
    in_use = [one for one in elements if not one.is_retired]
    shown = [one for one in in_use if _has(one, query.casefold().strip())]
    parts = [Part(None)]
    for place, (_, key, name) in enumerate(groups):
        ends = {"is_first": place == 0, "is_last": place == len(groups) - 1}
        parts.append(Part(_row(of, GROUP, key, name, "", "delete", "Delete", **ends)))
    by_group = {None: parts[0]} | {
        pk: part for (pk, _, _), part in zip(groups, parts[1:], strict=True)
    }
    members: dict[int | None, list[Element]] = {}
    for one in shown:
        members.setdefault(one.group_id, []).append(one)
    for group_id, rows in members.items():
        last = len(rows) - 1
        by_group[group_id].rows = [
            _element(of, one, published, notes, is_first=n == 0, is_last=n == last)
            for n, one in enumerate(rows)
        ]
    if not parts[0].rows:
        parts.pop(0)
    retired = [
        _row(of, ELEMENT, one.key, one.name, "", "bring-back", "Bring back")
        for one in elements
        if one.is_retired
    ]
    return Outline(parts, retired, len(in_use), len(shown))


def used_in_words(use: SiteUse | None) -> str:
    """Such as “Used in 214 tags.”; nothing where too few people used it to say."""
    if use is None:
        return ""
    return f"Used in {use.tags:,} tag{'' if use.tags == 1 else 's'}."


def _has(element: Element, query: str) -> bool:
    if not query:
        return True
    texts: Iterable[str] = (element.name, element.key, element.description, *element.aliases)
    return any(query in text.casefold() for text in texts)


def _element(
    of: str, one: Element, published: set[str], known: Mapping[str, list[str]], **ends: bool
) -> Row:
    is_new = one.key not in published
    notes = [*known.get(one.key, ()), "New in this draft." if is_new else ""]
    notes += [] if one.description else ["No definition yet."]
    note = " ".join(filter(None, notes))
    away, word = ("delete", "Delete") if is_new else ("retire", "Retire")
    return _row(of, ELEMENT, one.key, one.name, note, away, word, **ends)


def _row(
    of: str, kind: str, key: str, name: str, note: str, away: str, word: str, **ends: bool
) -> Row:
    sheet = name_of(kind, key)
    return Row(
        key=key,
        name=name or "Without a name",
        note=note,
        id=row_id(sheet),
        href=sheet_address(of, sheet),
        move=sheet_address(of, sheet, then="move"),
        away=sheet_address(of, sheet, then=away),
        away_word=word,
        **ends,
    )
