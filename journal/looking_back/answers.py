"""The questions one has answered: those answered more than once, and those to come back to.

Counted from entries marked Done, those in the bin left out, by the day on which each was begun. No
text is read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Count, Max, Min, Q
from django.urls import reverse
from django.utils import timezone

from journal.dates import month_in_words, times
from journal.models import Entry
from journal.second_answers import is_long_ago
from partnership.people.models import User
from partnership.prepared import given, prepared


class Answered(NamedTuple):
    """A question, and how a person's entries answer it; no word of them."""

    question_id: int
    key: str
    title: str
    is_retired: bool
    drafts: int
    answers: int
    first_at: datetime | None
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class Row:
    """A question in a list: where it leads, and when it was answered, in words."""

    title: str
    address: str
    when: str


def answered_by(person: User) -> list[Answered]:
    """Every question this person has begun to answer. One query, a row a question."""
    return [Answered(*row) for row in _answered().rows(owner=person.pk)]


def pairs(answered: Iterable[Answered], now: datetime) -> list[Row]:
    """Those with an earlier answer to hold beside the last, the newest pair first."""
    twice = [one for one in answered if one.answers > 1 and one.last_at]
    twice.sort(key=lambda one: one.last_at or now, reverse=True)
    return [
        Row(one.title, reverse("looking_back:pair", args=[one.key]), _pair_in_words(one, now))
        for one in twice
    ]


def due(answered: Iterable[Answered], now: datetime) -> list[Row]:
    """Those whose last answer is six weeks old, the oldest first. None that is being answered."""
    old = [one for one in answered if is_due(one, now)]
    old.sort(key=lambda one: one.last_at or now)
    return [
        Row(
            one.title,
            reverse("writing:question-answer", args=[one.key]),
            f"You answered this in {_month(one.last_at, now)}.",
        )
        for one in old
    ]


def on_module_page(answered: Iterable[Answered], now: datetime) -> dict[int, list[Row]]:
    """By question: both answers together, and answering it again, where it is time for that."""
    answered = list(answered)
    rows: dict[int, list[Row]] = {}
    for one in answered:
        if one.answers > 1:
            pair = reverse("looking_back:pair", args=[one.key])
            rows.setdefault(one.question_id, []).append(Row("Then and now", pair, ""))
        if is_due(one, now):
            again = reverse("writing:question-answer", args=[one.key])
            rows.setdefault(one.question_id, []).append(Row("Answer it again", again, ""))
    return rows


def is_due(one: Answered, now: datetime) -> bool:
    """Whether to offer answering it again: not to somebody who has just done so, or is at it."""
    if one.last_at is None or one.is_retired or one.drafts:
        return False
    return is_long_ago(timezone.localdate(one.last_at), today=timezone.localdate(now))


def _pair_in_words(one: Answered, now: datetime) -> str:
    first, last = _month(one.first_at, now), _month(one.last_at, now)
    often = times(one.answers)
    if first == last:
        return f"You answered this {often} in {first}."
    if one.answers == 2:
        return f"You answered this in {first} and again in {last}."
    return f"You answered this {often}, first in {first} and last in {last}."


def _month(at: datetime | None, now: datetime) -> str:
    return month_in_words(timezone.localdate(at), timezone.localdate(now)) if at else ""


@prepared
def _answered() -> Any:
    mine = Entry.objects.owned_by(given("owner")).in_journal().filter(question__isnull=False)
    question = ("question", "question__key", "question__title", "question__is_retired")
    done = Q(done_at__isnull=False)
    return (
        mine.order_by()
        .values(*question)
        .annotate(
            drafts=Count("pk", filter=Q(done_at=None, follow_up="")),
            answers=Count("pk", filter=done),
            first_at=Min("started_at", filter=done),
            last_at=Max("started_at", filter=done),
        )
        .values_list(*question, "drafts", "answers", "first_at", "last_at")
    )
