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
from django.template.loader import render_to_string

from partnership.carried import CARRIED, WHOSE, fields_of, opened, whose_page
from partnership.handed_back import printed
from partnership.ledger import LedgerError
from partnership.sign_in import is_from_script

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
NOT_SAVED = "We couldn’t save just now. Your words are still here."
NOT_NOW = (
    "The site cannot save just now. The fault is ours, and has been noted. Your words are all "
    "here: wait a minute and try again, or copy them to keep them somewhere else."
)
STILL_SEALED = (
    "The site cannot save just now. The fault is ours, and has been noted. Your words are kept on "
    "this page, sealed: wait a minute and try again."
)
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
    page = with_words(request, NOT_NOW) or render_to_string("503.html")
    return HttpResponse(page, status=503, headers=RETRY_AFTER)


def with_words(request: HttpRequest, why: str) -> str | None:
    """A page with a form that holds somebody's words, to be sent again as they were.

    Only of our own making: a stranger's page could post here as well. And only one with long text,
    so that no password is ever written into a page. Words that came sealed stay sealed.
    """
    if request.method != "POST":
        return None
    if carried := opened(request.POST.get(CARRIED, "")):
        return printed(request, [(CARRIED, carried.token)], why=STILL_SEALED, whose_page="")
    if not whose_page(request):
        return None
    return printed(request, fields_of(request), why=why, whose_page=request.POST[WHOSE])
