"""Answers to requests that cannot be served: a page in the site's own look, or JSON to a script.

The pages for a fault of ours (500) and for a request that is malformed (400) or too large (413)
need no database and no sign-in. "Your saved words are safe" is said only where it is known: a
refused form has changed nothing. What someone who is not signed in gets is in partnership.sign_in.
"""

import sys
from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from partnership.carried import fields_of, is_own_page
from partnership.handed_back import handed_back
from partnership.outages import is_outage, unavailable, with_words
from partnership.sign_in import from_anothers_page, is_from_script

Handler = Callable[[HttpRequest], HttpResponse]
SIGN_IN_CHANGED = (
    "Your sign-in changed while the page was open. Your words are all here: try again, or copy "
    "them to keep them somewhere else."
)
WENT_WRONG = (
    "Something went wrong. The fault is ours, and has been noted. Your words are all here: try "
    "again, or copy them to keep them somewhere else."
)
STALE_PAGE = "Your sign-in changed while this page was open. Reload it and try again."


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400. What was sent could not be read, so nothing more of it is looked at."""
    if isinstance(exception, RequestDataTooBig):
        return too_big(request)
    if is_from_script(request):
        return JsonResponse({"error": "That request could not be read."}, status=400)
    return HttpResponse(render_to_string("400.html"), status=400)


def too_big(request: HttpRequest) -> HttpResponse:
    """413. More than any of our forms lets one type, so it came by another way."""
    if is_from_script(request):
        return JsonResponse({"error": "That is too much to send at once."}, status=413)
    return HttpResponse(render_to_string("413.html"), status=413)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403. A member of the cohort who may look at this and not do that."""
    if is_from_script(request):
        return JsonResponse({"error": "You cannot do that here."}, status=403)
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404. The same for what does not exist and for what is someone else's."""
    if is_from_script(request):
        return JsonResponse({"error": "There is no page here."}, status=404)
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 when the database is what failed. Nothing is looked up anywhere."""
    if is_outage(sys.exception()):
        return unavailable(request)
    if is_from_script(request):
        return JsonResponse({"error": "Something went wrong."}, status=500)
    if words := with_words(request, WENT_WRONG):
        return HttpResponse(words, status=500)
    return HttpResponse(render_to_string("500.html"), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403. The sign-in changed under an open page: hand back the words that came with it.

    To whoever's page it was, however long ago that was opened, and to nobody else: another person
    may be signed in by now, and a page that cannot say whose it is may be a stranger's.
    """
    if is_from_script(request):
        return JsonResponse({"error": STALE_PAGE}, status=403)
    if answer := from_anothers_page(request):
        return answer
    if is_own_page(request):
        return handed_back(request, fields_of(request), why=SIGN_IN_CHANGED, status=403)
    return render(request, "errors/csrf.html", status=403)
