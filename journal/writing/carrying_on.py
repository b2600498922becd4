"""What home puts on the sheet: the way to go on, and one thing to come across again.

The first thing anyone sees is their own last sentence. Without a draft it is the next question;
when all are answered, or nobody asks any, a free entry. Nothing is said of how long it has been.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import DateTimeField, OuterRef, Subquery
from django.db.models.functions import Left, Right
from django.urls import reverse
from django.utils import timezone

from journal.dates import day_in_words, month_in_words
from journal.excerpts import last_sentence
from journal.models import Entry, Prompt
from journal.models.entry import OPENING_CHARACTERS
from journal.second_answers import asked_from_memory
from journal.writing.reading import FREE
from journal.writing.statuses import Task, next_task
from partnership.addresses import address_of
from partnership.people.models import User
from partnership.prepared import given, given_each, prepared

LONG_ENOUGH_AGO = timedelta(weeks=4)
CLOSING = 600  # characters of a draft, among which its last sentence is


@dataclass(frozen=True)
class CarryOn:
    """The sheet: what is said above it, what is on it, and where its button goes."""

    lead: str
    href: str
    button: str
    about: str = ""
    question: str = ""
    last_words: str = ""
    is_free: bool = False


def carry_on(person: User, tasks: Sequence[Task], *, today: date) -> CarryOn:
    """The draft edited last, else the next question, else a free entry. One query."""
    for draft in _newest_draft().rows(owner=person.pk):
        return _with_draft(Draft(*draft), tasks, today)
    task = next_task(list(tasks))
    if task is not None:
        return _with_question(task, is_first=not any(task.is_started for task in tasks))
    return CarryOn(
        lead=_nothing_to_answer(tasks),
        href=reverse("writing:entry-new"),
        button="Start writing",
        question="Write about whatever is on your mind.",
        is_free=True,
    )


class Draft(NamedTuple):
    """What is fetched of the draft that was edited last."""

    pk: UUID
    title: str
    edited_at: datetime
    question_id: int | None
    question: str | None
    parts: list[str] | None
    closing: str
    prompt: str | None  # of a follow-up, which is what it answers then


@prepared
def _newest_draft() -> Any:
    drafts = Entry.objects.owned_by(given("owner")).in_journal().drafts().last_edited_first()
    question = ("question", "question__title", "question__parts")
    prompt = Subquery(Prompt.objects.filter(key=OuterRef("follow_up")).values("wording")[:1])
    columns = ("pk", "title", "edited_at", *question, Right("body", CLOSING), prompt)
    return drafts.values_list(*columns)[:1]


def _with_draft(draft: Draft, tasks: Sequence[Task], today: date) -> CarryOn:
    numbers = {task.question.pk: task.number for task in tasks}
    number = None if draft.prompt else numbers.get(draft.question_id or 0)
    if draft.prompt:
        what = f"“{draft.title}”"
    elif number:
        what = f"question {number}"
    elif draft.question or draft.title:
        what = f"“{draft.question or draft.title}”"
    else:
        what = "an entry of your own"
    when = day_in_words(timezone.localdate(draft.edited_at), today)
    return CarryOn(
        lead=f"You stopped halfway through {what} {when}.",
        href=address_of("writing:entry-edit", draft.pk),
        button="Carry on writing",
        about=_about_draft(draft, number),
        question=draft.prompt or (draft.parts[0] if draft.parts else draft.title),
        last_words=last_sentence(draft.closing),
    )


def _about_draft(draft: Draft, number: int | None) -> str:
    if draft.prompt:
        return draft.title
    return _about(number, draft.question) if draft.question else FREE


def _with_question(task: Task, *, is_first: bool) -> CarryOn:
    return CarryOn(
        lead=(
            "Your first question takes about ten minutes, or start with one sentence."
            if is_first
            else f"Question {task.number} is next."
        ),
        href=task.href,
        button="Start writing",
        about=_about(task.number, task.question.title),
        question=task.question.parts[0],
    )


def _nothing_to_answer(tasks: Sequence[Task]) -> str:
    """That all is answered; or when there is more to answer, if that is still to come."""
    to_come = next((task for task in tasks if task.opens), None)
    if to_come:
        return f"Question {to_come.number} {to_come.opens.replace('Opens', 'opens')}."
    return "You have answered every question." if tasks else ""


def _about(number: int | None, title: str) -> str:
    return f"Question {number} · {title}" if number else title


class Old(NamedTuple):
    """What is fetched of something written a good while ago."""

    pk: UUID
    title: str
    started_at: datetime
    question: str | None
    opening: str


@dataclass(frozen=True)
class Earlier:
    """Something written a good while ago: "In October you wrote …"."""

    entry: Old
    href: str
    month: str
    heading: str


def earlier(person: User, not_these: Sequence[str], *, now: datetime) -> Earlier | None:
    """One finished entry of at least four weeks ago, the same all day. One query.

    None that its author is asked to remember just now.
    """
    today = timezone.localdate(now)
    found = _old(today, len(not_these)).rows(
        owner=person.pk, before=now - LONG_ENOUGH_AGO, not_these=not_these
    )
    if not found:
        return None
    entry = Old(*found[0])
    return Earlier(
        entry,
        href=address_of("writing:entry", entry.pk),
        month=month_in_words(timezone.localdate(entry.started_at), today),
        heading=entry.question or entry.title or FREE,
    )


@prepared
def _old(day: date, not_these: int) -> Any:
    """In an order of the day's own, and but for so many."""
    entries = Entry.objects.owned_by(given("owner")).in_journal().finished().turning_up_on(day)
    old = entries.filter(started_at__lt=given("before", DateTimeField()))
    left_out = old.exclude(pk__in=given_each("not_these", not_these))
    left_out = left_out.exclude(asked_from_memory(given("owner")))
    opening = Left("body", OPENING_CHARACTERS)
    return left_out.values_list("pk", "title", "started_at", "question__title", opening)[:1]
