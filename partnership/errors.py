"""Answers to requests that cannot be served, in the site's own look (or as JSON to a script)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The sign-in changed under an open page: say so, and keep what was typed in the browser."""
    return render(request, "errors/csrf.html", status=403)
