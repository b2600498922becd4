"""Changing what a draft consists of: add, move, retire, bring back, delete, split, merge.

Each names what it does rather than a new state of the whole, so two admins who do such things at
once both get what they asked for. An element that was ever published is retired and never deleted:
somebody may have tagged with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from datetime import datetime
from typing import Any, Literal

from django.db import transaction

from partnership.people.models import User

from ..keys import new_key
from ..models import Edition, Element, Group
from .drafts import NoDraftError, held
from .ordering import number, put_in_order
from .sheets import GROUP

LONGEST_NAME = 200
Step = Literal["up", "down"]


class WasPublishedError(Exception):
    """It stands in a published edition, so it can be retired and not deleted."""


class NotEmptyError(Exception):
    """The group still has elements in use."""


@contextmanager
def changing(draft: Edition, *, by: User, at: datetime) -> Iterator[Edition]:
    """The draft, held and said to be changed. Raises NoDraftError when it is one no more."""
    with transaction.atomic():
        framework = held(draft.framework)
        found = framework.editions.filter(pk=draft.pk, state=Edition.State.DRAFT).first()
        if found is None:
            raise NoDraftError
        found.framework = framework
        found.edited_at, found.edited_by = at, by
        found.save(update_fields=["edited_at", "edited_by"])
        yield found


def keys_published(draft: Edition) -> set[str]:
    """Of every element that was ever published in this framework."""
    published = Element.objects.filter(edition__framework=draft.framework_id)
    published = published.exclude(edition__state=Edition.State.DRAFT)
    return set(published.values_list("key", flat=True))


def add_group(draft: Edition, name: str, *, by: User, at: datetime) -> Group:
    """At the end of the list."""
    with changing(draft, by=by, at=at) as found:
        taken = set(found.groups.values_list("key", flat=True))
        last = found.groups.order_by("position").last()
        return Group.objects.create(
            edition=found,
            key=new_key(name, taken, otherwise="group"),
            position=last.position + 1 if last else 1,
            name=name[:LONGEST_NAME],
        )


def add_element(draft: Edition, name: str, *, group: str = "", by: User, at: datetime) -> Element:
    """At the end of its group."""
    with changing(draft, by=by, at=at) as found:
        made = _new(found, name, found.groups.filter(key=group).first())
        made.save(force_insert=True)
        put_in_order(found)
        return made


def move(draft: Edition, sheet: str, to: Step, *, by: User, at: datetime) -> None:
    """One place up or down among its like; at the end of the list it stays where it is."""
    with changing(draft, by=by, at=at) as found:
        rows, among, here = _around(found, sheet)
        there = here + (-1 if to == "up" else 1)
        if 0 <= there < len(among):
            a, b = rows.index(among[here]), rows.index(among[there])
            rows[a], rows[b] = rows[b], rows[a]
            number(rows)
            put_in_order(found)


def place(draft: Edition, sheet: str, before: str, *, by: User, at: datetime) -> None:
    """Before another of its like, by key; at the end for "" or what is not there."""
    with changing(draft, by=by, at=at) as found:
        rows, among, here = _around(found, sheet)
        held_row = among.pop(here)
        keys = [row.key for row in among]
        among.insert(keys.index(before) if before in keys else len(among), held_row)
        in_place = iter(among)
        mine = {row.pk for row in among}
        number([next(in_place) if row.pk in mine else row for row in rows])
        put_in_order(found)


def _around(draft: Edition, sheet: str) -> tuple[list[Any], list[Any], int]:
    """All rows of its kind, those it moves among, and its place there. Raises NoDraftError."""
    kind, _, key = sheet.partition("/")
    rows: list[Any]
    if kind == GROUP:
        rows = list(draft.groups.only("pk", "edition", "key", "position"))
        among = list(rows)
    else:
        rows = list(
            draft.elements.only("pk", "edition", "key", "group_id", "position", "is_retired")
        )
        group = next((row.group_id for row in rows if row.key == key), None)
        among = [row for row in rows if row.group_id == group and not row.is_retired]
    here = next((n for n, row in enumerate(among) if row.key == key), None)
    if here is None:
        raise NoDraftError
    return rows, among, here


def retire(draft: Edition, key: str, *, by: User, at: datetime) -> None:
    with changing(draft, by=by, at=at) as found:
        found.elements.filter(key=key).update(is_retired=True)


def bring_back(draft: Edition, key: str, *, by: User, at: datetime) -> None:
    """Into use again, so nothing takes its place any more."""
    with changing(draft, by=by, at=at) as found:
        found.elements.filter(key=key).update(is_retired=False)
        for element in found.elements.all():
            if key in element.takes_the_place_of:
                element.takes_the_place_of = [k for k in element.takes_the_place_of if k != key]
                element.save(update_fields=["takes_the_place_of"])


def delete_element(draft: Edition, key: str, *, by: User, at: datetime) -> None:
    """Of an element that is new in this draft. Raises WasPublishedError for any other."""
    with changing(draft, by=by, at=at) as found:
        if key in keys_published(found):
            raise WasPublishedError
        found.elements.filter(key=key).delete()
        put_in_order(found)


def delete_group(draft: Edition, key: str, *, by: User, at: datetime) -> None:
    """Of a group without an element in use; retired ones stay. Raises NotEmptyError."""
    with changing(draft, by=by, at=at) as found:
        elements = found.elements.filter(group__key=key)
        if elements.filter(is_retired=False).exists():
            raise NotEmptyError
        elements.update(group=None)
        found.groups.filter(key=key).delete()
        put_in_order(found)


def split(
    draft: Edition, key: str, names: tuple[str, str], *, by: User, at: datetime
) -> list[Element]:
    """Two new ones in its words, which say that they come from it; it is retired. Its tags stay.

    Raises NoDraftError when it is not there.
    """
    with changing(draft, by=by, at=at) as found:
        element = found.elements.select_related("group").filter(key=key).first()
        if element is None:
            raise NoDraftError
        rows = list(found.elements.only("pk", "edition", "position"))
        taken = _keys_taken(found)
        made = []
        for n, name in enumerate(names, 1):
            part = copy(element)
            part.pk, part._state.adding = None, True
            part.key, part.name = new_key(name, taken, otherwise="element"), name[:LONGEST_NAME]
            part.position, part.version = rows[-1].position + n, 0
            part.comes_from, part.takes_the_place_of = [key], []
            part.save(force_insert=True)
            taken.add(part.key)
            made.append(part)
        found.elements.filter(pk=element.pk).update(is_retired=True)
        here = next(n for n, row in enumerate(rows, 1) if row.pk == element.pk)
        number([*rows[:here], *made, *rows[here:]])
        return made


def merge(draft: Edition, key: str, into: str, *, by: User, at: datetime) -> None:
    """`into` takes the place of `key`, whose tags then count there; it is retired.

    One that is new in this draft, which nobody can have tagged with, is deleted. Raises
    NoDraftError when either is not there.
    """
    with changing(draft, by=by, at=at) as found:
        rows = {row.key: row for row in found.elements.filter(key__in=[key, into])}
        if len(rows) != 2:
            raise NoDraftError
        gone, stays = rows[key], rows[into]
        if key in keys_published(found):
            Element.objects.filter(pk=gone.pk).update(is_retired=True, takes_the_place_of=[])
            places = [key, *gone.takes_the_place_of]
        else:
            gone.delete()
            places = list(gone.takes_the_place_of)
        stays.takes_the_place_of = list(dict.fromkeys([*stays.takes_the_place_of, *places]))
        stays.save(update_fields=["takes_the_place_of"])
        put_in_order(found)


def _new(draft: Edition, name: str, group: Group | None) -> Element:
    """Behind all others."""
    last = draft.elements.order_by("position").last()
    return Element(
        edition=draft,
        group=group,
        key=new_key(name, _keys_taken(draft), otherwise="element"),
        position=last.position + 1 if last else 1,
        name=name[:LONGEST_NAME],
    )


def _keys_taken(draft: Edition) -> set[str]:
    """Of every element that any edition of the framework ever had."""
    elements = Element.objects.filter(edition__framework=draft.framework_id)
    return set(elements.values_list("key", flat=True))
