"""What home puts on the sheet: the way to go on, and one thing to come across again.

The first thing anyone sees is their own last sentence. Without a draft it is the next question;
when all are answered, or nobody asks any, a free entry. Nothing is said of how long it has been.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from journal.dates import day_in_words, month_in_words
from journal.excerpts import last_sentence
from journal.models import Entry
from journal.writing.reading import heading_of
from journal.writing.statuses import Task, next_task
from partnership.people.models import User

LONG_ENOUGH_AGO = timedelta(weeks=4)


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
    drafts = Entry.objects.owned_by(person).in_journal().drafts()
    draft = drafts.last_edited_first().for_carrying_on().first()
    if draft is not None:
        return _with_draft(draft, tasks, today)
    task = next_task(list(tasks))
    if task is not None:
        return _with_question(task, is_first=not any(task.is_started for task in tasks))
    return CarryOn(
        lead="You have answered every question." if tasks else "",
        href=reverse("writing:entry-new"),
        button="Start writing",
        question="Write about whatever is on your mind.",
        is_free=True,
    )


def _with_draft(draft: Entry, tasks: Sequence[Task], today: date) -> CarryOn:
    numbers = {task.question.pk: task.number for task in tasks}
    number = numbers.get(draft.question_id or 0)
    if number:
        what = f"question {number}"
    elif draft.question or draft.title:
        what = f"“{heading_of(draft)}”"
    else:
        what = "an entry of your own"
    when = day_in_words(timezone.localdate(draft.edited_at), today)
    return CarryOn(
        lead=f"You stopped halfway through {what} {when}.",
        href=reverse("writing:entry-edit", args=[draft.pk]),
        button="Carry on writing",
        about=_about(number, heading_of(draft)) if draft.question else "A free entry",
        question=draft.question.parts[0] if draft.question else draft.title,
        last_words=last_sentence(draft.closing),  # type: ignore[attr-defined]
    )


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


def _about(number: int | None, title: str) -> str:
    return f"Question {number} · {title}" if number else title


@dataclass(frozen=True)
class Earlier:
    """Something written a good while ago: "In October you wrote …"."""

    entry: Entry
    month: str
    heading: str


def earlier(person: User, not_these: Sequence[str], *, now: datetime) -> Earlier | None:
    """One finished entry of at least four weeks ago, the same all day. One query."""
    entries = Entry.objects.owned_by(person).in_journal().finished()
    old = entries.filter(started_at__lt=now - LONG_ENOUGH_AGO).exclude(pk__in=not_these)
    today = timezone.localdate(now)
    entry = old.turning_up_on(today).for_list().first()
    if entry is None:
        return None
    return Earlier(entry, month_in_words(entry.written_on, today), heading_of(entry))
