"""How long a sign-in lasts since its last use: fourteen days, twelve hours for those who look after
others' words or the site, and an hour on a shared computer, for everyone.

A shared computer's cookie also ends with the browser, but browsers that restore their tabs restore
such cookies too, so the times are kept here, on the server. "Last use" is written at most once a
minute on a shared computer, every ten minutes for those who look after others, and once a day
otherwise, so that reading a page rarely writes. Whether somebody looks after others is asked anew
whenever it is written. It only ever shortens a sign-in: no right is kept in a session.

What a page does by itself is no use: asking how long is left, and sending a save again that fails.
Five minutes before an hour is over, static/js/session-end.js asks whether somebody is still there.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from .models import User

SHARED_IDLE = 60 * 60
DESK_IDLE = 12 * 60 * 60
SHARED_NOTE_EVERY = 60
DESK_NOTE_EVERY = 10 * 60
OWN_NOTE_EVERY = 24 * 60 * 60

SHARED = "shared_computer"
DESK = "looks_after_others"
LAST_USED = "last_used_at"

GetResponse = Callable[[HttpRequest], HttpResponse]
Question = Callable[[User], bool]

SENT_AGAIN = (401, 403, 429)  # and faults: what a page answers by sending the same again, untouched

_questions: list[Question] = []


def register(question: Question) -> None:
    """Ask this too, to know who looks after others: people know nothing of cohorts."""
    if question not in _questions:
        _questions.append(question)


def looks_after_others(person: User) -> bool:
    return person.is_staff or any(question(person) for question in _questions)


def remember_computer(
    session: SessionBase, *, shared: bool, desk: bool = False, at: float | None = None
) -> None:
    """Say whether this sign-in is on a shared computer, and of somebody who looks after others.
    Each kind starts its time anew."""
    session[SHARED] = shared
    session[DESK] = desk
    session[LAST_USED] = int(time.time() if at is None else at)
    session.set_expiry(0 if shared else settings.SESSION_COOKIE_AGE)


def is_shared(session: SessionBase) -> bool:
    return bool(session.get(SHARED, False))


def may_idle(session: SessionBase, person: User) -> int:
    """For how many seconds nothing need be done."""
    if is_shared(session):
        return SHARED_IDLE
    return DESK_IDLE if person.is_staff or session.get(DESK) else settings.SESSION_COOKIE_AGE


def has_lapsed(session: SessionBase, person: User, at: float) -> bool:
    never = 0 if is_shared(session) else at
    return at - session.get(LAST_USED, never) > may_idle(session, person)


def end_sessions(person: User) -> None:
    """Sign this person out everywhere. A session does not say whose it is, so each is opened."""
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(person.pk):
            session.delete()


def seconds_left(session: SessionBase, person: User, at: float) -> int:
    """How long it lasts if nothing more is done."""
    left = max(0, int(session.get(LAST_USED, 0) + may_idle(session, person) - at))
    return left if is_shared(session) else min(left, int(session.get_expiry_age()))


def is_use(request: HttpRequest) -> bool:
    """Anything but asking how long is left, which a page does by itself."""
    return request.method == "POST" or request.path != _where_it_is_asked()


def is_sent_by_itself(request: HttpRequest) -> bool:
    """A save by a script: at first of what was typed, and after that for want of an answer."""
    return request.content_type == "application/json"


@cache
def _where_it_is_asked() -> str:
    return reverse("session-left")


class SessionAgeMiddleware:
    """Ends a sign-in that was not used for its time, and keeps any other one rolling."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        now = time.time()
        person = request.user
        if not person.is_authenticated:
            return self.get_response(request)
        if has_lapsed(request.session, person, now):
            logout(request)
        elif is_sent_by_itself(request):
            response = self.get_response(request)
            if response.status_code < 500 and response.status_code not in SENT_AGAIN:
                note_use(request.session, person, now)
            return response
        elif is_use(request):
            note_use(request.session, person, now)
        return self.get_response(request)


def note_use(session: SessionBase, person: User, now: float) -> None:
    """Write down that it was used just now, unless that was done a moment ago."""
    if now - session.get(LAST_USED, 0) < _note_every(session):
        return
    session[LAST_USED] = int(now)
    session[DESK] = looks_after_others(person)


def _note_every(session: SessionBase) -> int:
    if is_shared(session):
        return SHARED_NOTE_EVERY
    return DESK_NOTE_EVERY if session.get(DESK) else OWN_NOTE_EVERY
