"""Which elements leaders named in the same text: both, of the texts that name either.

Whoever may read the texts is told every count. To anyone else a count under five would point at
people, so it is not said, nor is what it is out of; `may_read` is decided by whoever asks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from frameworks.models import Element
from frameworks.wordings import wordings_of
from journal.models import SharedTag
from journal.models.sharing import SharedCopyQuerySet

FEWEST = 5

Named = Mapping[str, set[UUID]]  # element → the texts that name it


@dataclass(frozen=True, slots=True)
class Cell:
    """Two elements: how many texts name both, of how many that name either; hidden as None."""

    one: str
    other: str
    both: int | None
    either: int | None
    address: str = ""

    @property
    def words(self) -> str:
        if self.both is None:
            return f"fewer than {FEWEST}"
        return f"{self.both} of {self.either}" if self.both else "0"


@dataclass(frozen=True, slots=True)
class Table:
    """Elements down and across; a pair stands once, and an element never with itself."""

    columns: list[str]
    rows: list[tuple[str, list[Cell | None]]]

    @property
    def pairs(self) -> list[Cell]:
        """The same as a list, those named together most often first."""
        cells = [cell for _, row in self.rows for cell in row if cell and cell.both != 0]
        return sorted(cells, key=lambda cell: (-(cell.both or 0), cell.one, cell.other))


def named_in(copies: SharedCopyQuerySet, frameworks: Sequence[str]) -> Named:
    """Which of these texts name each element of these frameworks. Two queries."""
    wordings = wordings_of(frameworks)
    tags = SharedTag.objects.filter(
        copy__in=copies, element__edition__framework__key__in=frameworks
    )
    found: dict[str, set[UUID]] = defaultdict(set)
    for element, copy in tags.values_list("element", "copy"):
        found[wordings.key_of(element)].add(copy)
    return found


def table(
    named: Named, rows: Mapping[str, Element], columns: Mapping[str, Element], *, may_read: bool
) -> Table:
    """Elements by key, in the order they are to be shown in."""
    seen: set[frozenset[str]] = set()
    lines = []
    for one, row in rows.items():
        cells: list[Cell | None] = []
        for other, column in columns.items():
            pair = frozenset({one, other})
            cells.append(
                None
                if one == other or pair in seen
                else cell(named, (one, row.name), (other, column.name), may_read=may_read)
            )
            seen.add(pair)
        lines.append((row.name, cells))
    return Table([column.name for column in columns.values()], lines)


def texts_naming(
    copies: SharedCopyQuerySet, named: Named, one: str, other: str
) -> SharedCopyQuerySet:
    """Those of these texts that name both."""
    return copies.filter(pk__in=named.get(one, set()) & named.get(other, set()))


def cell(named: Named, one: tuple[str, str], other: tuple[str, str], *, may_read: bool) -> Cell:
    """Each element as its key and its name."""
    (key, name), (other_key, other_name) = one, other
    here, there = named.get(key, set()), named.get(other_key, set())
    both, either = len(here & there), len(here | there)
    if not may_read and both < FEWEST:
        return Cell(name, other_name, None, None)
    query = urlencode({"one": key, "other": other_key}, safe="/")
    return Cell(name, other_name, both, either, f"?{query}" if both and may_read else "")
