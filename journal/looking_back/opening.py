"""A question of the module that would open an element which one has not written about yet.

Always the same one until something is written or it is put aside: the first question, in the
module's order, that suggests such an element. Those that were never begun come before those that
are ready for a second look. Putting one aside is remembered until its reader signs out, and by
nobody.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.urls import reverse

from journal.models import Module, Question
from journal.openings import Closed

from .answers import Answered, is_due
from .coverage import Coverage, Name, definition_of


class Asked(NamedTuple):
    """What is fetched of a question of the module."""

    pk: int
    key: str
    title: str
    suggested_tags: list[str]


@dataclass(frozen=True, slots=True)
class Opening:
    """The question, where it is answered, and the element that it would open."""

    key: str
    title: str
    address: str
    element: Name
    framework: str


def opening_in(
    module: Module,
    coverage: Coverage,
    answered: Iterable[Answered],
    *,
    closed: Closed,
    not_these: Collection[str],
    now: datetime,
) -> Opening | None:
    """One query. None once every element that the module suggests is named."""
    begun = {one.question_id: one for one in answered}
    columns = ("pk", "key", "title", "suggested_tags")
    rows = Question.objects.filter(module=module).in_use().in_order().values_list(*columns)
    asked = [Asked(*row) for row in rows]
    asked = [one for one in asked if one.key not in not_these and one.key not in closed.questions]
    fresh = [one for one in asked if one.pk not in begun]
    again = [one for one in asked if one.pk in begun and is_due(begun[one.pk], now)]
    found = (_opening(one, coverage) for one in [*fresh, *again])
    return next((one for one in found if one), None)


def _opening(one: Asked, coverage: Coverage) -> Opening | None:
    for whole_key in one.suggested_tags:
        element = coverage.unwritten(whole_key)
        if element:
            return Opening(
                key=one.key,
                title=one.title,
                address=reverse("writing:question-answer", args=[one.key]),
                element=definition_of(element),
                framework=element.framework_name,
            )
    return None
