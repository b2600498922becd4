"""How a person stands with each question of a module: the task list of home and module pages.

Four statuses, and "New reply" in place of any of them while one is unread. At most three queries,
however many questions and answers there are. Nothing here is counted, and nobody else sees it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple, Self
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet, TextChoices
from django.db.models.lookups import IsNull

from journal.consent.waiting import may_be_asked
from journal.models import Entry, Module, Question, QuestionGroup, Reply, TwoViews
from journal.openings import NOTHING, Closed
from journal.planned import back_in, has_come_back
from journal.printed import Printable, printed_state
from journal.standing import is_read_by_others
from journal.templatetags.days import day
from partnership.addresses import address_of
from partnership.people.models import User
from partnership.prepared import given, prepared


class Status(TextChoices):
    """The words on the screen. What calls for nothing is plain text."""

    NOT_STARTED = "todo", "Not started"
    DRAFT = "draft", "Draft"
    SAVED = "saved", "Saved"
    SHARED = "shared", "Shared"
    NEW_REPLY = "reply", "New reply"

    @property
    def look(self) -> str:
        """The class that dresses it. Whole words, so that a search for a class finds its user."""
        return {
            Status.NOT_STARTED: "state-todo",
            Status.DRAFT: "state-draft",
            Status.NEW_REPLY: "state-reply",
        }.get(self, "state-plain")


@dataclass(frozen=True)
class Task(Printable):
    """A question as the task list has it: its number in the module, and where its link goes.

    What the list prints of it is made here, since home prints every question at every visit.
    """

    number: int
    question: Question
    status: Status
    href: str
    heading: str
    printed_status: str
    opens: str = ""  # “Opens on 12 May” of one that cannot be answered yet

    @classmethod
    def made(cls, number: int, question: Question, status: Status, href: str) -> Self:
        heading = f"{number}. {question.title}"
        printed_status = printed_state(status.look, str(status.label))
        return cls(number, question, status, href, heading, printed_status)

    @classmethod
    def not_open(cls, number: int, question: Question, opens_on: date) -> Self:
        opens = f"Opens on {day(opens_on)}"
        made = cls.made(number, question, Status.NOT_STARTED, question.get_absolute_url())
        return replace(made, opens=opens, printed_status=printed_state("state-plain", opens))

    @property
    def is_started(self) -> bool:
        return self.status != Status.NOT_STARTED


@dataclass(frozen=True)
class TaskGroup:
    """The questions that are asked for one purpose."""

    group: QuestionGroup
    tasks: list[Task]


def tasks_of(
    module: Module,
    person: User,
    unread: Iterable[Reply] | None = None,
    *,
    in_full: bool = False,
    closed: Closed = NOTHING,
) -> list[Task]:
    """Every question in use, in the module's order. Pass the unread replies if you have them.

    One that is not open yet says when it will be, unless there is an answer to it already.
    """
    questions = _asked_in_full(module) if in_full else asked(module)
    if unread is None:
        unread = Reply.objects.received_by(person).unread().only("entry_id")
    answered_by_reply = {reply.entry_id for reply in unread}
    answers = answers_by_question(person)
    later = closed.questions
    return [
        Task.not_open(number, question, later[question.key])
        if question.key in later and question.pk not in answers
        else _task(number, question, answers.get(question.pk, []), answered_by_reply)
        for number, question in enumerate(questions, 1)
    ]


class News(NamedTuple):
    """Whether there may be anything new for a person: seldom, so that is asked before what."""

    replies: bool
    lines: bool
    planned: bool
    views: bool


def news_for(person: User, *, today: date) -> News:
    """One query for all of it."""
    [news] = _news().rows(person=person.pk, **back_in(today))
    return News(*news)


@prepared
def _news() -> QuerySet[User, Any]:
    unread = Reply.objects.unread().from_others().filter(to=OuterRef("pk"))
    person = User.objects.filter(pk=given("person"))
    me = OuterRef("pk")
    compare = Exists(TwoViews.objects.waiting_for(me))
    return person.values_list(Exists(unread), may_be_asked(me), has_come_back(me), compare)


def unread_replies(person: User) -> list[Reply]:
    """With who wrote them and under what."""
    return list(Reply.objects.received_by(person).unread().on_kept_entries().for_notice())


def asked(module: Module) -> Sequence[Question]:
    """The module's questions in use, with what a task list prints of them."""
    if not module.pack_digest:
        return _asked(module.pk)
    return asked_since(module.pk, module.pack_digest)


@lru_cache(maxsize=32)
def asked_since(module_id: int, pack_digest: str) -> Sequence[Question]:
    """Kept in memory, since every home page asks and a module with this digest never changes."""
    return _asked(module_id)


def _asked(module_id: int) -> Sequence[Question]:
    return tuple(Question.objects.filter(module=module_id).in_use().for_task_list())


def _asked_in_full(module: Module) -> Sequence[Question]:
    return tuple(Question.objects.filter(module=module).in_use().for_module_page())


def grouped(tasks: Iterable[Task]) -> list[TaskGroup]:
    """The same tasks under the module's headings. The tasks come in the module's order."""
    by_group = groupby(tasks, key=lambda task: task.question.group)
    return [TaskGroup(group, list(members)) for group, members in by_group]


def next_task(tasks: list[Task]) -> Task | None:
    """The question to answer next: the first open and not started after the latest that was.

    Past the end it looks again from the first, since nobody has to answer in order.
    """
    started = [place for place, task in enumerate(tasks) if task.is_started]
    after_latest = started[-1] + 1 if started else 0
    in_turn = tasks[after_latest:] + tasks[:after_latest]
    return next((task for task in in_turn if not (task.is_started or task.opens)), None)


class Answer(NamedTuple):
    """What the status of a question needs of one answer to it."""

    pk: UUID
    is_done: bool
    is_shared: bool


def answers_by_question(person: User) -> dict[int, list[Answer]]:
    """A person's answers to whatever module, newest first, by question. One query."""
    found: dict[int, list[Answer]] = {}
    for question_id, *answer in _answers().rows(owner=person.pk):
        found.setdefault(question_id, []).append(Answer(*answer))
    return found


@prepared
def _answers() -> Any:
    answers = Entry.objects.owned_by(given("owner")).in_journal().filter(question__isnull=False)
    answers = answers.exclude(done_at=None, follow_up__gt="")  # a draft of another question
    is_done = IsNull(F("done_at"), False)
    return answers.newest_first().values_list(
        "question", "pk", is_done, is_read_by_others(given("owner"))
    )


def _task(number: int, question: Question, answers: list[Answer], with_reply: set[UUID]) -> Task:
    """A new reply first, then what is half written, then the newest answer as it stands."""
    for answer in answers:
        if answer.pk in with_reply:
            return Task.made(number, question, Status.NEW_REPLY, _entry(answer))
    for answer in answers:
        if not answer.is_done:
            href = address_of("writing:entry-edit", answer.pk)
            return Task.made(number, question, Status.DRAFT, href)
    if not answers:
        return Task.made(number, question, Status.NOT_STARTED, question.get_absolute_url())
    newest = answers[0]
    status = Status.SHARED if newest.is_shared else Status.SAVED
    return Task.made(number, question, status, _entry(newest))


def _entry(answer: Answer) -> str:
    return address_of("writing:entry", answer.pk)
