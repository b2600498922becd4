"""The fields of one sheet that say something else in a later edition. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from partnership.differences import Paragraph, differences, folded

from .contents import ORIGINS, Contents, Sheet, lines


@dataclass(frozen=True)
class FieldChange:
    """One field that says something else."""

    name: str
    label: str
    before: str
    after: str

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """Word by word, what was removed ahead of what was added."""
        return folded(differences(self.before, self.after))


def field_changes(
    before: Sheet, after: Sheet, labels: Mapping[str, str]
) -> tuple[FieldChange, ...]:
    pairs = ((name, before.said.get(name, ""), after.said.get(name, "")) for name in labels)
    return tuple(
        FieldChange(name, labels[name], was, now) for name, was, now in pairs if was != now
    )


def origin_fields(before: Contents, after: Contents, key: str) -> Iterable[FieldChange]:
    """What else it takes the place of or comes from; of those that leave now its words tell.

    A place that was taken stays so until that element is back or another takes it: see settling.
    """
    was, now = before.elements[key], after.elements[key]
    if not any((was.takes_the_place_of, was.comes_from, now.takes_the_place_of, now.comes_from)):
        return
    leaving = before.live.keys() - after.live.keys()
    taken = {one for other in after.live.values() for one in other.takes_the_place_of}
    kept = [one for one in was.takes_the_place_of if one not in {*taken, *after.live}]
    takes = [*kept, *(one for one in now.takes_the_place_of if one not in leaving)]
    comes = [one for one in now.comes_from if one not in leaving]
    for name, then, since in (
        ("takes_the_place_of", was.takes_the_place_of, takes),
        ("comes_from", was.comes_from, comes),
    ):
        if set(then) != set(since):
            texts = (lines(_name(before, after, one) for one in keys) for keys in (then, since))
            yield FieldChange(name, ORIGINS[name], *texts)


def _name(before: Contents, after: Contents, key: str) -> str:
    sheet = after.elements.get(key) or before.elements.get(key)
    return sheet.name if sheet else key
