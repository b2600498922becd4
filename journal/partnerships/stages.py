"""The stages of a partnership's strands: first view, latest view, and the way between, in words.

Only while the site has the scale of stages switched on, which it has not unless an admin did so.
Nothing adds up or averages stages, and a step back is told as a step on is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.formats import date_format

from frameworks.models import Element
from journal.models import Partnership, StrandView

from .placed import Level

STAGES = "maturity_stages"
Said = tuple[date, Level]


@dataclass(frozen=True)
class Way:
    """How one strand moved in its author's view. `latest` is empty after one view."""

    first: str
    latest: str
    movement: str
    now: Said


def way(said: Sequence[Said]) -> Way:
    """Of at least one view, the oldest first."""
    (_, first), (_, latest) = said[0], said[-1]
    if len(said) == 1:
        return Way(_printed(said[0]), "", "One view so far", said[0])
    if first.key != latest.key:
        movement = f"From {first.in_words} to {latest.in_words}"
    elif any(level.key != first.key for _, level in said):
        movement = f"Away from {first.in_words} and back"
    else:
        movement = f"Stayed at {first.in_words}"
    return Way(_printed(said[0]), _printed(said[-1]), movement, said[-1])


def _printed(said: Said) -> str:
    on, level = said
    return f"{level.name}, {date_format(on, 'j M Y')}"


def ways(partnership: Partnership, stands_for: Mapping[int, int]) -> dict[int, Way]:
    """By strand, as it is worded now; an earlier wording counts there. One query."""
    views = StrandView.objects.owned_by(partnership.author_id).filter(partnership=partnership)
    columns = ("strand", "said_on", "stage__key", "stage__name", "stage__position")
    found: dict[int, list[Said]] = {}
    for strand, on, *stage in views.order_by("said_on", "pk").values_list(*columns):
        if strand in stands_for:
            found.setdefault(stands_for[strand], []).append((on, Level(*stage)))
    return {strand: way(said) for strand, said in found.items()}


@transaction.atomic
def say_stages(
    partnership: Partnership, stages: Mapping[Element, Element | None], *, on: date
) -> None:
    """Where these strands are that day; none takes back what was said of it that day."""
    mine = StrandView.objects.owned_by(partnership.author_id)
    for strand, stage in stages.items():
        if stage is None:
            mine.filter(partnership=partnership, strand=strand, said_on=on).delete()
        else:
            mine.update_or_create(
                partnership=partnership, strand=strand, said_on=on, defaults={"stage": stage}
            )
