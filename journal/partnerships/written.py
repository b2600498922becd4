"""What a leader wrote about one partnership, strand by strand and factor by factor.

Counted from their own entries about it, those in the bin left out: an entry counts once under an
element, however often it names it. A count says what was written about and nothing of how good a
partnership or a person is, so strands stand in their framework's order and are not sorted by it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from frameworks.wordings import Wordings
from journal.models import Partnership, Tag
from partnership.addresses import address_of

from .stages import STAGES, Way, ways

STRANDS = "hargreaves_maturity"
FACTORS = "briggs_factors"
MOST_DOTS = 8
DOT_EVERY = 11  # in units of which a dot has 8
DOTS = [
    "".join(f"M{DOT_EVERY * n} 4a4 4 0 1 0 8 0a4 4 0 1 0-8 0" for n in range(most))
    for most in range(MOST_DOTS + 1)
]


@dataclass
class Named:
    """An element and the entries about this partnership that name it, the newest first."""

    name: str
    whole_key: str
    entries: list[tuple[UUID, datetime]] = field(default_factory=list)  # when each was begun
    way: Way | None = None

    @property
    def dots(self) -> str:
        """One an entry, as many as fit, as the path of an SVG; the number stands beside them."""
        return DOTS[min(len(self.entries), MOST_DOTS)]

    @property
    def dots_wide(self) -> int:
        return DOT_EVERY * min(len(self.entries), MOST_DOTS)

    @property
    def last_on(self) -> date | None:
        return timezone.localdate(self.entries[0][1]) if self.entries else None

    @property
    def last_address(self) -> str:
        return address_of("writing:entry", self.entries[0][0])


@dataclass(frozen=True)
class Written:
    """`strands` under the names of their groups, all of them; `factors` only those named.

    `has_stages` where the site has the scale of stages switched on.
    """

    strands: list[tuple[str, list[Named]]]
    factors: list[Named]
    has_stages: bool = False

    @property
    def names_a_strand(self) -> bool:
        return any(named.entries for _, group in self.strands for named in group)


def written_about(partnership: Partnership, wordings: Wordings, in_use: Collection[str]) -> Written:
    """Of the frameworks in use. An element that is offered no more is there if it was named.

    One query, and one more while stages are switched on.
    """
    has_stages = STAGES in in_use
    found = _entries_by_element(partnership, wordings)
    stages = ways(partnership, wordings.stands_for) if has_stages else {}
    groups: dict[str, list[Named]] = {}
    factors = []
    for one in wordings.elements:
        if one.framework_key not in in_use:
            continue
        named = Named(one.name, one.whole_key, _newest_first(found.get(one.pk)), stages.get(one.pk))
        if one.framework_key == STRANDS and (named.entries or not one.is_retired):
            groups.setdefault(one.group, []).append(named)
        elif one.framework_key == FACTORS and named.entries:
            factors.append(named)
    return Written(
        strands=list(groups.items()),
        factors=sorted(factors, key=lambda named: -len(named.entries)),
        has_stages=has_stages,
    )


def _newest_first(entries: Mapping[UUID, datetime] | None) -> list[tuple[UUID, datetime]]:
    return sorted((entries or {}).items(), key=lambda row: row[1], reverse=True)


def _entries_by_element(
    partnership: Partnership, wordings: Wordings
) -> dict[int, dict[UUID, datetime]]:
    """When each entry was begun, by the element's present wording. An earlier one counts there."""
    stands_for = wordings.stands_for
    counted = [one.pk for one in wordings.elements if one.framework_key in (STRANDS, FACTORS)]
    named = [pk for pk, now in stands_for.items() if now in set(counted)]
    tags = Tag.objects.owned_by(partnership.author_id).filter(
        entry__partnerships=partnership, entry__binned_at=None, element__in=named
    )
    found: dict[int, dict[UUID, datetime]] = {}
    for element, entry, at in tags.values_list("element", "entry", "entry__started_at"):
        found.setdefault(stands_for[element], {})[entry] = at
    return found
