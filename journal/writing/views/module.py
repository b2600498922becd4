"""The module: read, then answer.

Modules are reference content, like frameworks: anyone who is signed in may read one and answer its
questions, in a cohort that takes it or not. What they write is theirs.
"""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from journal.context import desks_of
from journal.looking_back.answers import answered_by, on_module_page
from journal.models import Module
from journal.openings import closed_in
from journal.writing.module_page import minutes_to_read, parts_of, suggested_elements
from journal.writing.statuses import grouped, next_task, tasks_of
from partnership.http import PersonRequest


@require_safe
def module(request: PersonRequest, key: str) -> TemplateResponse:
    """The reading notes, each question where it stands, and all of them as a task list."""
    found = get_object_or_404(Module, key=key)
    closed = closed_in(found, desks_of(request).cohorts)
    tasks = tasks_of(found, request.user, in_full=True, closed=closed)
    suggested = suggested_elements(tasks)
    parts = parts_of(found, tasks, closed)
    again = on_module_page(answered_by(request.user), timezone.now())
    context = {
        "module": found,
        "minutes": minutes_to_read(part.section for part in parts if not part.opens),
        "parts": parts,
        "next": next_task(tasks),
        "groups": [
            (
                part.group,
                [
                    (task, suggested[task.question.pk], again.get(task.question.pk, ()))
                    for task in part.tasks
                ],
            )
            for part in grouped(tasks)
        ],
    }
    return TemplateResponse(request, "journal/writing/module.html", context)
