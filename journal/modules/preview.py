"""A draft as a leader would see it: the rows that publishing would make, unsaved, in the very
templates of the leader's pages. Nothing here is written, and nobody's journal is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from frameworks.models import Framework
from journal import markdown
from journal.models import Module, Question, QuestionGroup, Section
from journal.openings import Plan, closed
from journal.writing.module_page import Part, minutes_to_read, suggested_elements, words_of
from journal.writing.statuses import Status, Task, grouped, next_task

from .sheets import ABOUT, GROUP, QUESTION, SECTION, Working


class Previewed:
    """The module of a draft."""

    def __init__(self, there: Working, on: date) -> None:
        about = there.sheets[ABOUT]
        self.key = there.key
        self.module = Module(
            key=there.key,
            title=there.title,
            introduction=about["introduction"],
            source={"citation": about["citation"]},
        )
        self.sections = [
            _section(n, part.key, part.content) for n, part in enumerate(there.parts(SECTION), 1)
        ]
        self.questions: list[Question] = []
        self.behind: dict[str, list[Section]] = {}
        for number, group in enumerate(there.parts(GROUP), 1):
            heading = QuestionGroup(
                pk=number,
                key=group.key,
                name=group.title,
                purpose=group.content["purpose"],
                note=group.content["note"],
            )
            for part in there.parts(QUESTION, group=group.key):
                pk = len(self.questions) + 1
                question = _question(pk, part.key, {**part.content, "title": part.title}, heading)
                question.module = self.module
                self.questions.append(question)
                chosen = part.content["sections"]
                self.behind[part.key] = [one for one in self.sections if one.key in chosen]

        plan = self._plan()
        self.has_days = bool(plan.days)
        self.closed = closed(plan, [], today=on)

    def _plan(self) -> Plan:
        """The days of the draft; no cohort's."""
        dated = [(f"section/{one.key}", one.opens_on) for one in self.sections]
        dated += [(f"question/{one.key}", one.opens_on) for one in self.questions]
        behind = {
            key: [f"section/{section.key}" for section in sections]
            for key, sections in self.behind.items()
        }
        return Plan({name: day for name, day in dated if day}, behind)

    def page(self) -> dict[str, Any]:
        """What the module's page needs."""
        tasks = [self._task(n, question) for n, question in enumerate(self.questions, 1)]
        suggested = suggested_elements(tasks)
        return {
            "module": self.module,
            "minutes": minutes_to_read(
                one for one in self.sections if one.key not in self.closed.sections
            ),
            "parts": self._parts(tasks),
            "next": next_task(tasks),
            "groups": [
                (part.group, [(task, suggested[task.question.pk], ()) for task in part.tasks])
                for part in grouped(tasks)
            ],
        }

    def question(self, key: str) -> Question | None:
        return next((one for one in self.questions if one.key == key), None)

    def _task(self, number: int, question: Question) -> Task:
        opens_on = self.closed.questions.get(question.key)
        if opens_on:
            return Task.not_open(number, question, opens_on)
        href = reverse("modules:question-preview", args=[self.key, QUESTION, question.key])
        return Task.made(number, question, Status.NOT_STARTED, href)

    def _parts(self, tasks: Sequence[Task]) -> list[Part]:
        keys = {key for section in self.sections for key in section.framework_keys}
        frameworks = Framework.objects.in_use().filter(key__in=keys).in_bulk(field_name="key")
        parts = {
            section.key: Part(
                section,
                [frameworks[key] for key in section.framework_keys if key in frameworks],
                opens=words_of(self.closed.sections.get(section.key)),
            )
            for section in self.sections
        }
        for task in tasks:
            behind = self.behind[task.question.key]
            if behind and task.question.stands_in_the_reading:
                parts[behind[-1].key].tasks.append(task)
        return list(parts.values())


def _section(number: int, key: str, content: dict[str, Any]) -> Section:
    return Section(
        pk=number,
        key=key,
        position=number,
        title=content["title"] or "A section without a title",
        thinkpiece_heading=content["thinkpiece_heading"],
        reading_note=content["reading_note"],
        reading_html=markdown.as_html(content["reading_note"]),
        notice=content["notice"],
        thinkpiece_text=content["thinkpiece_text"],
        thinkpiece_html=markdown.as_html(content["thinkpiece_text"]),
        thinkpiece_licence=content["thinkpiece_licence"],
        framework_keys=content["frameworks"],
        opens_on=_day(content["opens_on"]),
    )


def _question(pk: int, key: str, content: dict[str, Any], group: QuestionGroup) -> Question:
    return Question(
        pk=pk,
        key=key,
        group=group,
        title=content["title"],
        parts=content["parts"] or ["(It asks nothing yet.)"],
        origin=content["origin"],
        source=content["source"],
        suggested_tags=content["suggested_tags"],
        invites_commitment=content["invites_commitment"],
        opens_on=_day(content["opens_on"]),
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
