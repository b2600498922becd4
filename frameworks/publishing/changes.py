"""What differs between two editions, element by element, in words. Pure.

A draft is compared with what is published, and any edition with any other. An element is its key:
what is reworded under one key is the same element, whatever it is called. Splits and merges are
what the later edition says of itself, in `comes_from` and `takes_the_place_of`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from .contents import ELEMENT, GROUP, HEAD, MEANING, ORIGINS, Contents, Sheet
from .fields import FieldChange, field_changes, origin_fields


class Kind(StrEnum):
    """What happened to an element, in the word that the page uses."""

    RENAMED = "renamed"
    REWORDED = "reworded"
    SPLIT = "split"
    MERGED = "merged"
    RETIRED = "retired"
    RETURNED = "brought back"
    NEW = "new"
    ORIGIN = "with another origin"
    MOVED = "moved"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Change:
    """What happened to one sheet: an element, or a group.

    `into` are the elements that carry on from one that left, and `out_of` those that one came from.
    """

    key: str
    kind: Kind
    before: Sheet | None
    after: Sheet | None
    fields: tuple[FieldChange, ...] = ()
    into: tuple[Sheet, ...] = ()
    out_of: tuple[Sheet, ...] = ()
    is_moved: bool = False
    groups: tuple[str, str] = ("", "")

    @property
    def name(self) -> str:
        sheet = self.after or self.before
        return sheet.name if sheet else self.key

    @property
    def changes_meaning(self) -> bool:
        """Whether words differ that somebody may have tagged by."""
        is_asked = self.kind not in GONE_OR_NEW and not self.stays_retired
        return is_asked and any(one.name in MEANING for one in self.fields)

    @property
    def stays_retired(self) -> bool:
        """Whether neither edition offers it."""
        return all(sheet is not None and sheet.is_retired for sheet in (self.before, self.after))

    @property
    def has_left(self) -> bool:
        """Whether it was in use, and the later edition does not offer it."""
        return self.kind in (Kind.RETIRED, Kind.SPLIT) or bool(self.into)

    @property
    def words(self) -> str:
        """Such as “split into “One” and “Other””."""
        return _words(self)

    @property
    def where(self) -> str:
        """Where it moved to, if it did."""
        if not self.is_moved:
            return ""
        before, after = self.groups
        return f"moved from “{before}” to “{after}”" if before != after else "moved in the list"


GONE_OR_NEW = {Kind.NEW, Kind.RETIRED, Kind.RETURNED, Kind.SPLIT}


@dataclass(frozen=True)
class Changes:
    """All that differs; `elements` and `groups` hold what is unchanged too, in the later order."""

    head: tuple[FieldChange, ...]
    groups: tuple[Change, ...]
    elements: tuple[Change, ...]

    @property
    def changed_groups(self) -> list[Change]:
        return [one for one in self.groups if one.kind != Kind.UNCHANGED]

    @property
    def changed(self) -> list[Change]:
        return [one for one in self.elements if one.kind != Kind.UNCHANGED]

    @property
    def unchanged(self) -> list[Change]:
        return [one for one in self.elements if one.kind == Kind.UNCHANGED]

    @property
    def is_empty(self) -> bool:
        return not (self.head or self.changed_groups or self.changed)


def changes_between(before: Contents, after: Contents) -> Changes:
    """What the later edition changes. An element retired in both has changed if its words have."""
    groups = _places(before.groups, after.groups)
    return Changes(
        head=field_changes(before.head, after.head, HEAD),
        groups=tuple(_group_changes(before, after, groups)),
        elements=tuple(_element_changes(before, after)),
    )


def _group_changes(before: Contents, after: Contents, moved: set[str]) -> Iterable[Change]:
    for key, sheet in after.groups.items():
        was = before.groups.get(key)
        if was is None:
            yield Change(key, Kind.NEW, None, sheet, field_changes(Sheet(), sheet, GROUP))
        else:
            fields = field_changes(was, sheet, GROUP)
            kind = _kind_of(fields, is_moved=key in moved)
            yield Change(key, kind, was, sheet, fields, is_moved=key in moved)
    for key, sheet in before.groups.items():
        if key not in after.groups:
            yield Change(key, Kind.RETIRED, sheet, None)


def _element_changes(before: Contents, after: Contents) -> Iterable[Change]:
    was, now = before.live, after.live
    moved = _places(was, now)
    followed = _followed(before, after)
    for key, sheet in now.items():
        origins = [one for one in _origins(sheet) if one not in now]
        if key in was:
            leaving = tuple(before.elements[one] for one in origins if one in was)
            yield _changed(before, after, key, leaving, is_moved=key in moved)
        else:
            out_of = tuple(before.elements[one] for one in origins if one in before.elements)
            taken = [one for one in out_of if one.key in sheet.takes_the_place_of]
            kind = Kind.MERGED if len(taken) > 1 else Kind.NEW
            known = before.elements.get(key)
            if known:
                kind = Kind.RETURNED
            fields = field_changes(known or Sheet(), sheet, ELEMENT)
            yield Change(key, kind, known, sheet, fields, out_of=out_of)
    for key, sheet in after.elements.items():
        known = before.elements.get(key)
        if known is None or key in was or key in now:
            continue
        if fields := field_changes(known, sheet, ELEMENT):
            yield Change(key, _kind_of(fields, is_moved=False), known, sheet, fields)
    for key, sheet in was.items():
        if key not in now:
            into = followed.get(key, ())
            yield Change(key, _left_as(key, into), sheet, after.elements.get(key), into=tuple(into))


def _changed(
    before: Contents, after: Contents, key: str, out_of: tuple[Sheet, ...], *, is_moved: bool
) -> Change:
    was, now = before.elements[key], after.elements[key]
    fields = field_changes(was, now, ELEMENT) + tuple(origin_fields(before, after, key))
    is_moved = is_moved or was.group != now.group
    kind = Kind.MERGED if out_of else _kind_of(fields, is_moved=is_moved)
    groups = (_name_of(before.groups, was.group), _name_of(after.groups, now.group))
    if was.group == now.group:
        groups = ("", "")
    return Change(key, kind, was, now, fields, out_of=out_of, is_moved=is_moved, groups=groups)


def _kind_of(fields: Iterable[FieldChange], *, is_moved: bool) -> Kind:
    names = {one.name for one in fields}
    if "name" in names:
        return Kind.RENAMED
    if names and names <= ORIGINS.keys():
        return Kind.ORIGIN
    if names:
        return Kind.REWORDED
    return Kind.MOVED if is_moved else Kind.UNCHANGED


def _origins(sheet: Sheet) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*sheet.takes_the_place_of, *sheet.comes_from]))


def _followed(before: Contents, after: Contents) -> dict[str, list[Sheet]]:
    """Which elements in use carry on from each that left."""
    followed: dict[str, list[Sheet]] = {}
    for sheet in after.live.values():
        for key in _origins(sheet):
            if key in before.live and key not in after.live:
                followed.setdefault(key, []).append(sheet)
    return followed


def _left_as(key: str, into: Iterable[Sheet]) -> Kind:
    followers = list(into)
    if len(followers) > 1:
        return Kind.SPLIT
    if followers and key in followers[0].takes_the_place_of:
        return Kind.MERGED if len(followers[0].takes_the_place_of) > 1 else Kind.RETIRED
    return Kind.RETIRED


def _places(before: Iterable[str], after: Iterable[str]) -> set[str]:
    """Those in both that stand in another order among themselves."""
    then, now = list(before), list(after)
    then, now = [key for key in then if key in set(now)], [key for key in now if key in set(then)]
    blocks = SequenceMatcher(None, then, now, autojunk=False).get_matching_blocks()
    stayed = {key for block in blocks for key in then[block.a : block.a + block.size]}
    return set(then) - stayed


def _name_of(groups: Mapping[str, Sheet], key: str) -> str:
    return groups[key].name if key in groups else "no group"


def _words(change: Change) -> str:
    names = named(change.into or change.out_of)
    if change.kind == Kind.SPLIT:
        return f"split into {names}"
    if change.kind == Kind.RETIRED and change.into:
        takes = change.key in change.into[0].takes_the_place_of
        return f"retired; {names} {'takes its place' if takes else 'carries on with a new meaning'}"
    if change.kind == Kind.MERGED and change.into:
        return f"merged into {names}"
    if change.kind == Kind.MERGED:
        also = " and reworded" if change.fields and change.before else ""
        return f"merged with {names}{also}" if change.before else f"merged from {names}"
    if change.kind == Kind.NEW and change.out_of:
        takes = change.out_of[0].key in (change.after or Sheet()).takes_the_place_of
        return f"new; {'takes the place of' if takes else 'comes from'} {names}"
    said = str(change.kind)
    if change.kind == Kind.RENAMED and any(
        one.name not in {"name", *ORIGINS} for one in change.fields
    ):
        said = "renamed and reworded"
    return f"{said}, and stays retired" if change.stays_retired else said


def named(sheets: Iterable[Sheet]) -> str:
    """Their names in a row: “One”, “two” and “three”."""
    return quoted(sheet.name for sheet in sheets)


def quoted(texts: Iterable[str]) -> str:
    names = [f"“{text}”" for text in texts]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
