"""When the database cannot be reached or cannot write: 503, with what was sent handed back.

A disk that is full, a database that is restarting and one that is locked for too long all come here
from any view or middleware, by way of partnership.errors. Nothing was kept: each save is one
transaction. A script keeps the words on its page and tries again; without one, the page that is
answered holds every field as it was sent, key and all: sending it again writes nothing twice.
"""

from __future__ import annotations

import errno

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import CsrfViewMiddleware, get_token
from django.template.loader import render_to_string

from partnership.ledger import LedgerError
from partnership.sign_in import is_from_script

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
NOT_SAVED = "We couldn’t save just now. Your words are still here."
RETRY_AFTER = {"Retry-After": "5"}


def is_outage(error: BaseException | None) -> bool:
    """Whether it is the disk or the database, and not a fault in what was asked."""
    if isinstance(error, OSError):
        return error.errno in NO_ROOM
    return isinstance(error, OperationalError | InterfaceError | LedgerError)


def unavailable(request: HttpRequest) -> HttpResponse:
    """503. Nothing is looked up: the database may be what is missing."""
    if is_from_script(request):
        return JsonResponse({"error": NOT_SAVED}, status=503, headers=RETRY_AFTER)
    page = render_to_string("503.html", handed_back(request))
    return HttpResponse(page, status=503, headers=RETRY_AFTER)


def handed_back(request: HttpRequest) -> dict[str, object]:
    """The fields of a form that holds somebody's words, to be sent again as they were.

    Only of our own making: a stranger's page could post here as well. And only one with a text, so
    that no password is ever written into a page.
    """
    if request.method != "POST" or "body" not in request.POST or not is_ours(request):
        return {"words": None}
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    unseen = ("csrfmiddlewaretoken", "body")
    return {
        "words": request.POST["body"],
        "fields": [(name, value) for name, value in fields if name not in unseen],
        "send_to": request.get_full_path(),
        "csrf_token": get_token(request),
    }


def is_ours(request: HttpRequest) -> bool:
    """Whether it passes the CSRF check, which may not have been reached."""
    check = CsrfViewMiddleware(lambda request: HttpResponse())
    check.process_request(request)
    return check.process_view(request, lambda request: HttpResponse(), (), {}) is None
