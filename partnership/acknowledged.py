"""Tells a page's outbox that a form it had kept was done, so that it need keep it no longer.

A form that is saved by its button and not as one writes (`data-keep`) has no answer that a script
sees: the next page is the answer, and whether that page means that the words are safe only the
server knows. The form sends the name of what the device keeps; once it was done, a cookie says that
name, and says nothing else. static/js/outbox.js reads it, deletes what it kept, and the cookie.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse

KEPT = "kept"  # the name of the hidden field, which outbox.js adds
A_RECORD = re.compile(r"\A[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
THE_SAME_POST_THERE = {307, 308}
LONG_ENOUGH = 60 * 60  # for the next page to come


def acknowledging(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware. Whoever is not signed in is sent on as well, and nothing of theirs is done."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if (
            request.method == "POST"
            and request.user.is_authenticated
            and was_done(request, response)
        ):
            acknowledge(request.POST.get(KEPT, ""), response)
        return response

    return middleware


def was_done(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether what was asked for was done: its answer leads on, and not with word of an error.

    A form that is shown again was not done, and one that is sent on to another address not yet.
    """
    status = response.status_code
    leads_on = 300 <= status < 400 and status not in THE_SAME_POST_THERE
    return leads_on and not _says_that_it_failed(request)


def _says_that_it_failed(request: HttpRequest) -> bool:
    """On the next page. Only what was said just now: older messages may still wait there."""
    said_now = getattr(getattr(request, "_messages", None), "_queued_messages", ())
    return any(message.level >= messages.ERROR for message in said_now)


def acknowledge(kept: str, response: HttpResponse) -> None:
    """Say so to the device that kept the form."""
    if A_RECORD.match(kept):
        response.set_cookie(
            f"kept_{kept}",
            "1",
            max_age=LONG_ENOUGH,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
