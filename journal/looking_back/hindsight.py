"""Where one would place a partnership on an earlier day, looking at it now.

Said beside what was said then, which stays as it is: only other days can be placed from hindsight,
and the first answer is never touched.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from frameworks.models import Element
from journal.models import Entry, Observation
from journal.models.partnership import ObservationQuerySet
from journal.two_views.following import follow, stop_following

from .pairs import Side


@dataclass(frozen=True)
class Earlier:
    """A partnership that the earlier entry is about: what was said then, and what is said now."""

    partnership_id: UUID
    name: str
    then: str
    now: str
    now_named: str = ""

    @property
    def hint(self) -> str:
        """What was said on the day itself."""
        if not self.then:
            return "You did not place it then."
        return f"You said {self.then[:1].lower()}{self.then[1:]} then. That stays as it is."


def to_place_again(
    earlier: Side, later: Side, *, today: date, only: Collection[UUID] | None = None
) -> list[Earlier]:
    """Of the earlier entry, all or only some; none on the day itself. One query."""
    about_on = earlier.entry.written_on
    if about_on >= today:
        return []
    said = {one.partnership_id: one.level for one in earlier.placed}
    again = {
        one.partnership_id: (one.key, one.level)
        for one in later.placed_again
        if one.about_on == about_on
    }
    about = earlier.entry.partnerships.order_by("name", "pk").values_list("pk", "name")
    return [
        Earlier(pk, name, said.get(pk, ""), *again.get(pk, ("",)))
        for pk, name in about
        if only is None or pk in only
    ]


def place_again(
    *, later: Entry, about_on: date, placed: Sequence[tuple[UUID, Element | None]], today: date
) -> None:
    """Say it once for each partnership; no level takes back what was said so from hindsight.

    Whoever calls this holds the later entry's row.
    """
    for partnership_id, level in placed:
        before = _said(later, about_on).filter(partnership=partnership_id)
        if level is None:
            stop_following(before)
            before.delete()
        elif not before.update(level=level, said_on=today):
            Observation.objects.create(
                partnership_id=partnership_id,
                entry=later,
                level=level,
                about_on=about_on,
                said_on=today,
                is_hindsight=True,
            )
        for observation in before:
            follow(observation, by=later.author_id)


def _said(later: Entry, about_on: date) -> ObservationQuerySet:
    return later.observations.filter(is_hindsight=True, about_on=about_on)
