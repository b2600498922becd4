"""What someone who is not signed in gets: the sign-in page, or for a script 401, never a redirect.

A script follows a redirect and takes the sign-in page for its answer, which has lost many a
person's words. A page that posts words can do better still: it names a function that answers in
place of the redirect and hands the words back, with `when_signed_out`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
SIGNED_OUT = "You’ve been signed out. Your words are still here."


def is_from_script(request: HttpRequest) -> bool:
    """Sent by fetch or by htmx, so that a page would be no use as an answer."""
    return (
        "HX-Request" in request.headers
        or request.content_type == "application/json"
        or not request.accepts("text/html")
    )


def when_signed_out(answer: Callable[..., HttpResponse]) -> Callable[[View], View]:
    """Let `answer` take a POST to this view that comes after its session has gone."""

    def mark(view: View) -> View:
        view.when_signed_out = answer  # type: ignore[attr-defined]
        return view

    return mark


class SignInMiddleware(LoginRequiredMiddleware):
    """Django's own, which asks everyone to sign in, with these two answers added."""

    def handle_no_permission(  # type: ignore[override]  # any answer will do, not only a redirect
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseBase:
        if is_from_script(request):
            return JsonResponse({"error": SIGNED_OUT}, status=401)
        answer = getattr(view_func, "when_signed_out", None)
        if request.method == "POST" and answer and request.resolver_match:
            return answer(request, **request.resolver_match.kwargs)
        return super().handle_no_permission(request, view_func)
