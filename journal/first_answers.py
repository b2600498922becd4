"""What an author wrote earlier that a follow-up is about.

Of a question, their first answer. Of a partnership, the first entry that placed it or was about it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef

from journal.models import Entry, Observation, Prompt
from partnership.people.models import User


class FirstAnswer(NamedTuple):
    """The first finished answer to a question; none of its words."""

    pk: UUID
    question_id: int
    key: str
    title: str
    started_at: datetime


def first_answers(person: User, question_keys: Collection[str]) -> dict[str, FirstAnswer]:
    """By the key of the question. One query, or none if no question is named."""
    if not question_keys:
        return {}
    mine = Entry.objects.owned_by(person).in_journal().finished()
    mine = mine.filter(question__key__in=question_keys, follow_up="").newest_first()
    rows = mine.values_list("pk", "question", "question__key", "question__title", "started_at")
    answers = [FirstAnswer(*row) for row in rows]
    return {answer.key: answer for answer in answers}  # the first is the last in the list


def first_of(person: User, prompt: Prompt) -> FirstAnswer | None:
    """The answer that an answer to this prompt goes back to: to the first of its questions."""
    firsts = first_answers(person, prompt.question_keys)
    return next((firsts[key] for key in prompt.question_keys if key in firsts), None)


class Earlier(NamedTuple):
    """An entry that a follow-up is about: of which question or partnership, and from when."""

    pk: UUID
    name: str
    started_at: datetime


def earlier_for(person: User, prompt: Prompt, partnerships: Iterable[UUID]) -> list[Earlier]:
    """What this prompt is about, of these partnerships if it is about those. One query at most."""
    if prompt.is_of_partnerships:
        return _about(person, list(partnerships))
    firsts = first_answers(person, prompt.question_keys)
    found = [firsts[key] for key in prompt.question_keys if key in firsts]
    return [Earlier(one.pk, one.title, one.started_at) for one in found]


def _about(person: User, partnerships: list[UUID]) -> list[Earlier]:
    """Answers to follow-ups come later by their nature, and are none of these."""
    placed = Observation.objects.owned_by(person).said_at_the_time().filter(entry=OuterRef("pk"))
    mine = Entry.objects.owned_by(person).in_journal().finished().filter(follow_up="")
    mine = mine.filter(partnerships__in=partnerships).newest_first().reverse()
    is_placed = Exists(placed.filter(partnership=OuterRef("partnerships")))
    columns = ("partnerships", "partnerships__name", "pk", "started_at", is_placed)
    rows = list(mine.values_list(*columns))
    found: dict[UUID, Earlier] = {}
    for wanted in (True, False):
        for partnership, name, pk, started_at, is_placed_there in rows:
            if is_placed_there == wanted:
                found.setdefault(partnership, Earlier(pk, name, started_at))
    return sorted(found.values(), key=lambda one: one.name)
