"""Bringing a draft up to date with an edition that was published since it was begun.

Field by field, between three: what the draft was begun from, the draft, and what is published now.
What only one side changed stands. Where both changed a field in different ways, the published words
stand in the draft and the draft's are kept beside it: nobody's words are thrown away by this.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from partnership.people.models import User

from ..editing.drafts import NoDraftError, held, next_number
from ..models import Edition, Element, Group, KeptWording
from ..rows import copies_of_elements, copies_of_groups
from .deeds import base_of, newer_than

HEAD = (
    "name", "summary", "sources", "dimensions", "notes",
    "is_numbered", "is_historical", "is_compiled", "is_partly_verified",
)  # fmt: skip
GROUP = ("name", "description")
ELEMENT = (
    "name", "description", "note", "example", "prompt", "aliases", "cue_words", "distinguishes",
    "adds", "acts", "enough_when", "signs_of_more", "activity_question", "is_confirmed",
    "is_retired", "takes_the_place_of", "comes_from",
)  # fmt: skip

Words = Mapping[str, Any]


@dataclass(frozen=True)
class Joined:
    """What a sheet says after both changed it, and what of the draft's words had to give way."""

    words: dict[str, Any]
    gave_way: dict[str, Any]


def joined(base: Words, mine: Words, theirs: Words) -> Joined:
    """One sheet of three. Pure."""
    words, gave_way = {}, {}
    for name in mine:
        was, my, their = base.get(name), mine[name], theirs[name]
        words[name] = my if their == was else their
        if my not in (was, their) and their != was:
            gave_way[name] = my
    return Joined(words, gave_way)


@transaction.atomic
def bring_up_to_date(draft: Edition, *, by: User, at: datetime) -> int:
    """Let the draft stand on what is published now. How many sheets gave way somewhere.

    Raises NoDraftError. A draft that stands on it already is left as it is.
    """
    framework = held(draft.framework)
    draft = Edition.objects.select_for_update().get(pk=draft.pk)
    if draft.state != Edition.State.DRAFT:
        raise NoDraftError
    theirs = newer_than(draft)
    if theirs is None:
        return 0
    base = base_of(draft)
    kept = [*_join_head(base, draft, theirs)]
    kept += _join_groups(base, draft, theirs)
    kept += _join_elements(base, draft, theirs)
    draft.begun_from, draft.number = theirs, next_number(framework)
    draft.edited_at, draft.edited_by = at, by
    draft.save()
    for wording in kept:
        wording.framework, wording.by, wording.kept_at = framework, by, at
    KeptWording.objects.bulk_create(kept)
    return len(kept)


def _join_head(base: Edition | None, draft: Edition, theirs: Edition) -> Iterable[KeptWording]:
    before = _words(base, HEAD) if base else {}
    found = joined(before, _words(draft, HEAD), _words(theirs, HEAD))
    if _take(draft, found):
        yield _kept("edition", found, draft.version)


def _join_groups(base: Edition | None, draft: Edition, theirs: Edition) -> list[KeptWording]:
    before = {group.key: group for group in base.groups.all()} if base else {}
    mine = {group.key: group for group in draft.groups.all()}
    kept = []
    for group in theirs.groups.all():
        if group.key in mine:
            known = before.get(group.key)
            words = _words(known, GROUP) if known else {}
            found = joined(words, _words(mine[group.key], GROUP), _words(group, GROUP))
            if _take(mine[group.key], found):
                kept.append(_kept(f"group/{group.key}", found, mine[group.key].version))
            mine[group.key].save()
        elif group.key not in before:
            last = max((one.position for one in mine.values()), default=0)
            [copied] = copies_of_groups([group], draft)
            copied.position = last + 1
            copied.save(force_insert=True)
            mine[group.key] = copied
    return kept


def _join_elements(base: Edition | None, draft: Edition, theirs: Edition) -> list[KeptWording]:
    groups = {group.key: group for group in draft.groups.all()}
    before = _by_key(base)
    mine = _by_key(draft)
    last = max((one.position for one in mine.values()), default=0)
    kept, changed, added = [], [], []
    for element in _by_key(theirs).values():
        own = mine.get(element.key)
        if own is None:
            last += 1
            [copied] = copies_of_elements([element], draft, groups)
            copied.position, copied.is_retired = last, element.key in before or element.is_retired
            added.append(copied)
            continue
        known = before.get(element.key)
        words = _element_words(known) if known else {}
        found = joined(words, _element_words(own), _element_words(element))
        group = found.words.pop("group")
        own.group = groups.get(group, own.group) if group else None
        if _take(own, found):
            kept.append(_kept(f"element/{element.key}", found, own.version))
        changed.append(own)
    Element.objects.bulk_update(changed, [*ELEMENT, "group", "version"], batch_size=100)
    Element.objects.bulk_create(added)
    return kept


def _by_key(edition: Edition | None) -> dict[str, Element]:
    if edition is None:
        return {}
    return {element.key: element for element in edition.elements.select_related("group")}


def _element_words(element: Element) -> dict[str, Any]:
    return {**_words(element, ELEMENT), "group": element.group.key if element.group else ""}


def _words(row: Edition | Group | Element, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _take(row: Edition | Group | Element, found: Joined) -> bool:
    """Write the joined words on the row; whether words of the draft gave way.

    Its version counts one more, so that an open window's next save is told.
    """
    before = _words(row, found.words)
    for name, value in found.words.items():
        setattr(row, name, value)
    if before != found.words:
        row.version += 1
    return bool(found.gave_way)


def _kept(sheet: str, found: Joined, version: int) -> KeptWording:
    return KeptWording(sheet=sheet, fields=found.gave_way, base_version=version)
