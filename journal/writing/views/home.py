"""Home: carry on. And "Not this one", for what turned up from earlier."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db import DatabaseError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from journal.consent.waiting import is_asked
from journal.context import Desks, desks_of
from journal.dates import greeting
from journal.follow_ups import Opened, offered
from journal.models import Entry, Reply
from journal.openings import closed_in
from journal.planned import come_back
from journal.writing.carrying_on import carry_on, earlier
from journal.writing.statuses import News, Task, grouped, news_for, tasks_of, unread_replies
from partnership.http import PersonRequest
from partnership.people.models import User

T = TypeVar("T")

NOT_THESE = "earlier_not_these"
MOST_NOT_THESE = 50
NO_NEWS = News(replies=False, lines=False, planned=False, views=False)
logger = logging.getLogger(__name__)


@require_safe
def home(request: PersonRequest) -> HttpResponse:
    """The way to go on, what is new, the module as a task list, and something from earlier."""
    if request.user.welcomed_at is None:
        return redirect("welcome")
    person, now, failed = request.user, timezone.localtime(), set[str]()
    not_these = request.session.get(NOT_THESE, [])
    desks = desks_of(request)
    cohort = desks.cohort
    new = _new(person, now.date(), failed)
    follow_up = part("follow_up", lambda: _follow_up(desks, person, now.date()), failed)
    tasks = part("tasks", lambda: _tasks(desks, person, new["replies"]), failed) or []
    context = {
        "greeting": greeting(now),
        "today": now.date(),
        "cohort": cohort,
        "facilitated": desks.facilitated[0] if desks.facilitated and not cohort else None,
        "carry_on": carry_on(person, tasks, today=now.date()),
        "follow_up": follow_up,
        **new,
        "groups": grouped(tasks),
        "earlier": None,
        "failed": failed,
    }
    if not follow_up:  # what that asks from memory may be about any of it
        context["earlier"] = part("earlier", lambda: earlier(person, not_these, now=now), failed)
    return TemplateResponse(request, "journal/writing/home.html", context)


@require_POST
def earlier_skip(request: PersonRequest, entry_id: UUID) -> HttpResponse:
    """ "Not this one": another may turn up in its place until this person signs out."""
    entry = get_object_or_404(Entry.objects.owned_by(request.user).only("pk"), pk=entry_id)
    not_these = [*request.session.get(NOT_THESE, []), str(entry.pk)]
    request.session[NOT_THESE] = not_these[-MOST_NOT_THESE:]
    return redirect(f"{reverse('writing:home')}#earlier")


def _new(person: User, today: date, failed: set[str]) -> dict[str, Any]:
    """What has come since: asked for only where there may be any."""
    news = part("replies", lambda: news_for(person, today=today), failed) or NO_NEWS
    found: dict[str, Any] = {"replies": [], "planned": [], "is_asked": False}
    if news.replies:
        found["replies"] = part("replies", lambda: unread_replies(person), failed) or []
    if news.planned:
        found["planned"] = part("planned", lambda: come_back(person, today=today), failed)
    if news.lines:
        found["is_asked"] = part("lines", lambda: is_asked(person), failed)
    return {**found, "is_asked_to_compare": news.views}


def _tasks(desks: Desks, person: User, replies: list[Reply]) -> list[Task]:
    if desks.cohort is None:
        return []
    module = desks.cohort.module
    return tasks_of(module, person, replies, closed=closed_in(module, desks.cohorts))


def _follow_up(desks: Desks, person: User, today: date) -> Opened | None:
    """One moment at a time, the one that opened last."""
    return next(iter(offered(person, desks.led, today=today)), None)


def part(name: str, build: Callable[[], T], failed: set[str]) -> T | None:
    """A part of the page that may fail by itself: it says so, and carrying on still works."""
    try:
        return build()
    except DatabaseError:
        logger.exception("home could not show %s", name)
        failed.add(name)
        return None
