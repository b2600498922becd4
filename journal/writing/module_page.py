"""What the module page shows: the reading with what it speaks of, and the questions with theirs.

A module names frameworks and elements by key; here a key becomes the published wording. What is no
longer offered is left out of the suggestions, and a framework nobody may read out of the links.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import ceil

from frameworks.models import Element, Framework
from journal.models import Module, Question, Section
from journal.openings import NOTHING, Closed
from journal.templatetags.days import day
from journal.writing.statuses import Task

WORDS_A_MINUTE = 200


@dataclass(frozen=True)
class Part:
    """A section of the reading, the frameworks it speaks of, and the questions asked in it."""

    section: Section
    frameworks: list[Framework]
    tasks: list[Task] = field(default_factory=list)
    opens: str = ""  # “It opens on 12 May.” of one that is not shown yet


def minutes_to_read(sections: Iterable[Section]) -> int:
    """At 200 words a minute, rounded up; at least one."""
    words = sum(len(f"{section.reading_note} {section.notice}".split()) for section in sections)
    return max(1, ceil(words / WORDS_A_MINUTE))


def parts_of(module: Module, tasks: Sequence[Task], closed: Closed = NOTHING) -> list[Part]:
    """The reading in order, each question that stands in it after the last of its sections."""
    sections = list(Section.objects.filter(module=module).in_use())
    keys = {key for section in sections for key in section.framework_keys}
    frameworks = Framework.objects.in_use().filter(key__in=keys).in_bulk(field_name="key")
    parts = {
        section.pk: Part(
            section,
            [frameworks[k] for k in section.framework_keys if k in frameworks],
            opens=words_of(closed.sections.get(section.key)),
        )
        for section in sections
    }
    last_section = _last_sections(tasks)
    for task in tasks:
        place = last_section.get(task.question.pk)
        if place in parts:
            parts[place].tasks.append(task)
    return list(parts.values())


def words_of(opens_on: date | None) -> str:
    return f"It opens on {day(opens_on)}." if opens_on else ""


def _last_sections(tasks: Iterable[Task]) -> dict[int, int]:
    """For questions that stand in the reading: the last section that each grew from."""
    standing = [task.question.pk for task in tasks if task.question.stands_in_the_reading]
    links = Question.sections.through.objects.filter(
        question__in=standing, section__is_retired=False
    ).order_by("section__position")
    return dict(links.values_list("question_id", "section_id"))


def suggested_elements(tasks: Sequence[Task]) -> dict[int, list[Element]]:
    """The elements each question suggests, in its order, by question. One query."""
    wanted = {tag for task in tasks for tag in task.question.suggested_tags}
    keys = {tag.partition("/")[2] for tag in wanted}
    found = Element.objects.offered().filter(key__in=keys).with_framework()
    by_tag = {f"{element.edition.framework.key}/{element.key}": element for element in found}
    return {
        task.question.pk: [by_tag[tag] for tag in task.question.suggested_tags if tag in by_tag]
        for task in tasks
    }
