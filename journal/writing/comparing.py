"""Two texts of one entry set against each other: which two, in which order, and how it is said."""

from __future__ import annotations

from dataclasses import dataclass

from journal.models import Entry, Revision
from partnership.differences import Paragraph, differences, folded, one_side

NOW = "now"
MOST_TO_CHOOSE_FROM = 100


@dataclass(frozen=True)
class Side:
    """One of the two texts, and what the page calls it."""

    name: str
    title: str
    body: str


@dataclass(frozen=True)
class Comparison:
    """What changed from the earlier to the later text; or both in full, when neither is earlier."""

    earlier: Side
    later: Side
    value: str
    is_side_by_side: bool
    paragraphs: list[Paragraph]

    @property
    def is_same(self) -> bool:
        return all(p.is_same for p in self.paragraphs)

    @property
    def is_same_title(self) -> bool:
        return self.earlier.title == self.later.title

    @property
    def shown(self) -> list[Paragraph]:
        return folded(self.paragraphs)

    @property
    def left(self) -> list[Paragraph]:
        return one_side(self.paragraphs, without="added")

    @property
    def right(self) -> list[Paragraph]:
        return one_side(self.paragraphs, without="removed")


def versions_to_compare(entry: Entry, revision: Revision) -> list[Revision]:
    """The other versions, newest first, without their texts."""
    others = entry.revisions.exclude(pk=revision.pk).newest_first()
    return list(others.defer("title", "body")[:MOST_TO_CHOOSE_FROM])


def other_side(
    entry: Entry, revision: Revision, against: str, others: list[Revision]
) -> Entry | Revision | None:
    """What was asked to compare with: a number, "now", or else the version before this one.

    Nothing for a first version, unless something was asked for. What cannot be compared with is
    as good as not asked.
    """
    if against == NOW or (not against and revision.kind == Revision.Kind.CONFLICT):
        return entry
    asked = next((one for one in others if str(one.number) == against), None)
    earlier = (one for one in others if one.number < revision.number)
    before = next((one for one in earlier if one.kind != Revision.Kind.CONFLICT), None)
    return asked or before


def compare(revision: Revision, other: Entry | Revision) -> Comparison:
    """In the order the two were written; a text that lost to another window stands beside it."""
    sides: list[Entry | Revision] = [revision, other]
    if isinstance(other, Revision):
        sides.sort(key=lambda side: getattr(side, "number", 0))
    is_side_by_side = isinstance(other, Entry) and revision.kind == Revision.Kind.CONFLICT
    if is_side_by_side:
        sides.reverse()
    earlier, later = (Side(_name(side), side.title, side.body) for side in sides)
    return Comparison(
        earlier=earlier,
        later=later,
        value=str(other.number) if isinstance(other, Revision) else NOW,
        is_side_by_side=is_side_by_side,
        paragraphs=differences(earlier.body, later.body),
    )


def _name(side: Entry | Revision) -> str:
    return f"version {side.number}" if isinstance(side, Revision) else "your text now"
