"""What someone who is not signed in gets: the sign-in page, or for a script 401, never a redirect.

A script follows a redirect and takes the sign-in page for its answer, which has lost many a
person's words. A form with words says whose page it is on (partnership.carried): posted when nobody
is signed in, its words come with the sign-in page; when somebody else is, that person gets none.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse

from partnership.carried import Carried, whose_page
from partnership.saving import SOMEONE_ELSE

SIGNED_OUT = "You’ve been signed out. Your words are still here."


def is_from_script(request: HttpRequest) -> bool:
    """Sent by fetch or by htmx, so that a page would be no use as an answer."""
    return (
        "HX-Request" in request.headers
        or request.content_type == "application/json"
        or not request.accepts("text/html")
    )


def from_anothers_page(request: HttpRequest) -> HttpResponse | None:
    """The answer to a form from the page of somebody who is not signed in now, if it is one."""
    person_id = whose_page(request)
    if person_id is None or person_id == str(request.user.pk):
        return None
    is_in = request.user.is_authenticated
    if is_from_script(request):
        return JsonResponse({"error": SOMEONE_ELSE if is_in else SIGNED_OUT}, status=401)
    from partnership.people import signing_in  # which knows the forms of accounts

    carried = Carried.by(request, person_id)
    answer = signing_in.somebody_elses if is_in else signing_in.asked_to_sign_in
    return answer(request, carried)


class SignInMiddleware(LoginRequiredMiddleware):
    """Django's own, which asks everyone to sign in, with these answers added."""

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., Any],
        view_args: Any,
        view_kwargs: Any,
    ) -> HttpResponseBase | None:
        return from_anothers_page(request) or super().process_view(
            request, view_func, view_args, view_kwargs
        )

    def handle_no_permission(  # type: ignore[override]  # any answer will do, not only a redirect
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseBase:
        if is_from_script(request):
            return JsonResponse({"error": SIGNED_OUT}, status=401)
        return super().handle_no_permission(request, view_func)
