"""The rows of an edition, made of a pack or of another edition. Pure: nothing here is saved.

Elements that an edition leaves behind are carried into the next one as retired, so that a key that
was ever published always resolves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import asdict
from datetime import datetime
from typing import Any, TypeVar

from .models import Edition, Element, Framework, Group
from .packs import ElementPack, FrameworkPack

Row = TypeVar("Row", Edition, Group, Element)


def edition_of(pack: FrameworkPack, framework: Framework, number: int, **fields: Any) -> Edition:
    """The edition in the pack's words; `fields` say its state."""
    return Edition(
        framework=framework,
        number=number,
        name=pack.name,
        summary=pack.summary,
        sources=[_without_blanks(asdict(source)) for source in pack.sources],
        dimensions=[asdict(dimension) for dimension in pack.dimensions],
        notes=list(pack.notes),
        is_numbered=pack.is_numbered,
        is_historical=pack.historical,
        is_compiled=pack.compiled,
        is_partly_verified=pack.verified == "partial",
        **fields,
    )


def groups_of(pack: FrameworkPack, edition: Edition) -> Iterator[Group]:
    for group in pack.groups:
        yield Group(
            edition=edition,
            key=group.key,
            position=group.order,
            name=group.name,
            description=group.description,
        )


def elements_of(
    pack: FrameworkPack,
    edition: Edition,
    groups: Mapping[str, Group],
    left_behind: Iterable[Element],
) -> Iterator[Element]:
    """The pack's elements, then those of an earlier edition that are not in it, as retired."""
    for position, element in enumerate(pack.elements, 1):
        yield _element_of(element, edition, position, groups.get(element.group))
    keys = {element.key for element in pack.elements}
    yield from retired(left_behind, edition, groups, keys=keys, after=len(pack.elements))


def copy_of(edition: Edition, *, number: int, begun_at: datetime, **fields: Any) -> Edition:
    """A draft in the words of an edition."""
    draft = _new(edition)
    draft.number, draft.begun_from = number, edition
    draft.state, draft.version, draft.pack_digest = Edition.State.DRAFT, 0, ""
    draft.published_at = draft.published_by = None
    draft.edited_at = begun_at
    for name, value in fields.items():
        setattr(draft, name, value)
    return draft


def copies_of_groups(groups: Iterable[Group], edition: Edition) -> Iterator[Group]:
    for group in groups:
        copied = _new(group)
        copied.edition, copied.version = edition, 0
        yield copied


def copies_of_elements(
    elements: Iterable[Element], edition: Edition, groups: Mapping[str, Group]
) -> Iterator[Element]:
    """Those in use and the retired ones alike. Needs the group of each fetched."""
    for element in elements:
        copied = _new(element)
        copied.edition, copied.version, copied.worded_in = edition, 0, 0
        copied.group = groups.get(element.group.key) if element.group else None
        yield copied


def retired(
    elements: Iterable[Element],
    edition: Edition,
    groups: Mapping[str, Group],
    *,
    keys: Iterable[str],
    after: int,
) -> Iterator[Element]:
    """Those whose key is not among `keys`, as retired from this edition, at its end."""
    known = set(keys)
    gone = [element for element in elements if element.key not in known]
    for position, element in enumerate(copies_of_elements(gone, edition, groups), after + 1):
        element.position, element.is_retired = position, True
        yield element


def _element_of(
    element: ElementPack, edition: Edition, position: int, group: Group | None
) -> Element:
    return Element(
        edition=edition,
        group=group,
        key=element.key,
        position=position,
        name=element.name,
        description=element.description,
        note=element.note,
        example=element.example,
        prompt=element.prompt,
        aliases=list(element.aliases),
        cue_words=list(element.cue_words),
        distinguishes=element.distinguishes,
        adds=element.adds,
        acts=list(element.acts),
        enough_when=element.enough_when,
        signs_of_more=element.signs_of_more,
        activity_question=element.activity_question,
        is_confirmed=element.confirmed,
        takes_the_place_of=list(element.takes_the_place_of),
        comes_from=list(element.comes_from),
    )


def _new(row: Row) -> Row:
    """The same words as a row of its own, whatever columns there are."""
    new = copy(row)
    new.pk = None
    new._state.adding = True
    return new


def _without_blanks(values: dict[str, str]) -> dict[str, str]:
    return {key: value for key, value in values.items() if value}
