"""How long a sign-in lasts since its last use: fourteen days, or an hour on a shared computer.

A shared computer's cookie also ends with the browser, but browsers that restore their tabs restore
such cookies too, so the hour is kept here, on the server. "Last use" is written at most once a
minute on a shared computer and once a day on one's own, so that reading a page rarely writes. Five
minutes before an hour is over, static/js/session-end.js asks whether somebody is still there.
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
SHARED_NOTE_EVERY = 60
OWN_NOTE_EVERY = 24 * 60 * 60

SHARED = "shared_computer"
LAST_USED = "last_used_at"

GetResponse = Callable[[HttpRequest], HttpResponse]


def remember_computer(session: SessionBase, *, shared: bool, at: float | None = None) -> None:
    """Say whether this sign-in is on a shared computer. Both kinds start their time anew."""
    session[SHARED] = shared
    session[LAST_USED] = int(time.time() if at is None else at)
    session.set_expiry(0 if shared else settings.SESSION_COOKIE_AGE)


def is_shared(session: SessionBase) -> bool:
    return bool(session.get(SHARED, False))


def has_lapsed(session: SessionBase, at: float) -> bool:
    """On a shared computer, was the last use more than an hour ago?"""
    return is_shared(session) and at - session.get(LAST_USED, 0) > SHARED_IDLE


def end_sessions(person: User) -> None:
    """Sign this person out everywhere. A session does not say whose it is, so each is opened."""
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(person.pk):
            session.delete()


def seconds_left(session: SessionBase, at: float) -> int:
    """How long it lasts if nothing more is done."""
    if not is_shared(session):
        return int(session.get_expiry_age())
    return max(0, int(session.get(LAST_USED, 0) + SHARED_IDLE - at))


def is_use(request: HttpRequest) -> bool:
    """Anything but asking how long is left, which a page does by itself."""
    return request.method == "POST" or request.path != _where_it_is_asked()


@cache
def _where_it_is_asked() -> str:
    return reverse("session-left")


class SessionAgeMiddleware:
    """Ends a shared computer's sign-in after an idle hour, and keeps any other one rolling."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            self.keep_time(request, time.time())
        return self.get_response(request)

    def keep_time(self, request: HttpRequest, now: float) -> None:
        session = request.session
        if has_lapsed(session, now):
            logout(request)
            return
        if not is_use(request):
            return
        note_every = SHARED_NOTE_EVERY if is_shared(session) else OWN_NOTE_EVERY
        if now - session.get(LAST_USED, 0) >= note_every:
            session[LAST_USED] = int(now)
