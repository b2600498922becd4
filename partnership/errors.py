"""Answers to requests that cannot be served, in the site's own look (or as JSON to a script)."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from partnership.sign_in import is_from_script

STALE_PAGE = "Your sign-in changed while this page was open. Reload it and try again."


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The sign-in changed under an open page: say so, and keep what was typed in the browser."""
    if is_from_script(request):
        return JsonResponse({"error": STALE_PAGE}, status=403)
    match = request.resolver_match
    answer = getattr(match and match.func, "when_signed_out", None)
    if answer and match:
        return answer(request, **match.kwargs)
    return render(request, "errors/csrf.html", status=403)
