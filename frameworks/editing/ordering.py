"""What stands where in a draft. Elements stand, and are numbered, in the order of their groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import F

from ..models import Edition

AT_A_TIME = 900  # parameters in a statement


def put_in_order(draft: Edition) -> None:
    """Number the elements anew: without a group first, then group by group."""
    place = {pk: n for n, pk in enumerate(draft.groups.values_list("pk", flat=True), 1)}
    elements = list(draft.elements.only("pk", "edition", "group_id", "position"))
    elements.sort(key=lambda one: (place.get(one.group_id or 0, 0), one.position))
    number(elements)


def number(rows: Sequence[Any]) -> None:
    """Let these, all groups or all elements of a draft, stand in this order.

    Only what moves is written, and what moves equally far at once: to put one among hundreds takes
    three statements.
    """
    moved = [(row, place) for place, row in enumerate(rows, 1) if row.position != place]
    if not moved:
        return
    model = type(rows[0])
    aside = len(rows) + max(row.position for row in rows)
    by_step: dict[int, list[int]] = defaultdict(list)
    for row, place in moved:
        by_step[place - row.position].append(row.pk)
        row.position = place
    _shift(model, [row.pk for row, _ in moved], aside)
    for step, keys in by_step.items():
        _shift(model, keys, step - aside)


def _shift(model: Any, keys: list[int], by: int) -> None:
    for start in range(0, len(keys), AT_A_TIME):
        rows = model.objects.filter(pk__in=keys[start : start + AT_A_TIME])
        rows.update(position=F("position") + by)
