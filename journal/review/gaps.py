"""Gaps: what nobody in the cohort has shared anything about, to raise in the next session.

Drawn from shared copies alone: what people open, draft or read is theirs. A question is a gap while
no shared text answers it; an element, of the frameworks in front of the module, while none names
it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from frameworks.wordings import StandsFor, Wordings, wordings_of
from journal.models import Cohort, SharedCopy, SheetGap
from journal.openings import closed_in
from partnership.people.models import User
from partnership.prepared import prepared

from .copies import copies_in, naming_in_one


@dataclass(frozen=True)
class Gap:
    """A question or an element, and whether it is on the session sheet already."""

    kind: str
    key: str
    words: str
    is_on_sheet: bool

    @property
    def value(self) -> str:
        """How a button names it."""
        return f"{self.kind}:{self.key}"


@dataclass(frozen=True)
class Gaps:
    """`elements` are by framework, as (its name, its gaps), those without one left out."""

    questions: list[Gap]
    elements: list[tuple[str, list[Gap]]]

    def __iter__(self) -> Iterator[Gap]:
        yield from self.questions
        for _, gaps in self.elements:
            yield from gaps


def gaps_in(cohort: Cohort, person: User) -> Gaps:
    """What nobody shared, as far as this facilitator may know. Five queries."""
    copies = copies_in(cohort, person)
    on_sheet = set(cohort.sheet_gaps.values_list("kind", "key"))
    wordings = wordings_of(cohort.module.frameworks_in_front)
    named = elements_named(cohort, person, wordings)
    elements: dict[str, list[Gap]] = {}
    for element in wordings.offered:
        if element.pk not in named:
            gap = _gap(SheetGap.Kind.ELEMENT, element.whole_key, element.name, on_sheet)
            elements.setdefault(element.framework_name, []).append(gap)
    questions = [
        _gap(SheetGap.Kind.QUESTION, key, title, on_sheet)
        for key, title in unanswered(cohort, copies)
    ]
    return Gaps(questions, list(elements.items()))


def unanswered(cohort: Cohort, copies: QuerySet[SharedCopy]) -> list[tuple[str, str]]:
    """Questions of the module that no shared text answers, as (key, title). Two queries.

    One that is not open to the cohort yet is no gap.
    """
    answered = set(copies.values_list("question", flat=True).distinct())
    asked = cohort.module.questions.in_use().in_order().values_list("pk", "key", "title")
    later = closed_in(cohort.module, [cohort]).questions
    return [(key, title) for pk, key, title in asked if pk not in answered and key not in later]


def elements_named(cohort: Cohort, person: User, wordings: Wordings) -> set[int]:
    """Those that some text names, by the primary key of their present wording. One query."""
    named = _named(wordings.in_short).rows(cohort=cohort.pk, person=person.pk)
    return {wordings.stands_for[pk] for (pk,) in named}


@prepared
def _named(stands_for: StandsFor) -> QuerySet[SharedCopy, Any]:
    return naming_in_one(stands_for).values_list("tags__element").distinct()


def use_in_session(gap: Gap, cohort: Cohort, *, by: User) -> None:
    """Put it on the session sheet. Again is the same."""
    SheetGap.objects.get_or_create(
        cohort=cohort, kind=gap.kind, key=gap.key, defaults={"added_by": by}
    )


def _gap(kind: str, key: str, words: str, on_sheet: set[tuple[str, str]]) -> Gap:
    return Gap(kind, key, words, (kind, key) in on_sheet)
