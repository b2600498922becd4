"""The sign-in page, also when words have come with somebody whose session has gone.

They are in it as one sealed field (partnership.carried), through a wrong password and all: nothing
is stored. The same person's post is then done as it was sent, and they land where it leads. What
cannot be done is handed back to them. To anybody else the page says that somebody's words are here,
and not whose nor which.
"""

from __future__ import annotations

from typing import Any

from allauth.account import views as allauth
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator

from partnership.carried import CARRIED, Carried, opened, replayed
from partnership.handed_back import handed_back

from .demo import demo_accounts, demo_password
from .forms import SignInForm

COULD_NOT = (
    "You are signed in again, and your words are all here. What you pressed could not be done by "
    "itself: try again, or copy them to keep them somewhere else."
)
TOO_MANY = "Too many tries. Your words are still here: wait five minutes, then try again."
ONE_MORE_STEP = "There is one more step."


class SignInView(allauth.LoginView):
    """allauth's own, with the words of somebody who was signed out while they were typed."""

    extra_context = {"demo_accounts": demo_accounts, "demo_password": demo_password}
    carried: Carried | None = None

    @method_decorator(login_not_required)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.carried = opened(request.POST.get(CARRIED, ""))
        if self.carried is None:
            return super().dispatch(request, *args, **kwargs)
        if request.POST.get("do") == "sign-out":
            logout(request)
        if request.user.is_authenticated:
            return go_on(request, self.carried)
        if "login" not in request.POST:
            return asked_to_sign_in(request, self.carried)
        response = super().dispatch(request, *args, **kwargs)
        if response.status_code == 429:
            return asked_to_sign_in(request, self.carried, trouble=TOO_MANY, status=429)
        return response

    def form_valid(self, form: SignInForm) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        if self.carried is None:
            return response
        if self.request.user.is_authenticated:
            return go_on(self.request, self.carried)
        then = response.get("Location", "")  # such as a second factor
        return asked_to_sign_in(self.request, self.carried, trouble=ONE_MORE_STEP, then=then)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if self.carried is not None:
            context |= {"carried": self.carried.sealed(), "demo_accounts": None}
        return context


def asked_to_sign_in(
    request: HttpRequest, carried: Carried, *, trouble: str = "", then: str = "", status: int = 401
) -> HttpResponse:
    """The sign-in page with what was sent, for who sent it."""
    context = {
        "form": SignInForm(request=request),
        "carried": carried.sealed(),
        "trouble": trouble,
        "then": then,
    }
    return TemplateResponse(request, "account/login.html", context, status=status)


def go_on(request: HttpRequest, carried: Carried) -> HttpResponse:
    """Somebody is signed in: done for who sent it, and to nobody else a word of it."""
    if carried.person_id != str(request.user.pk):
        return somebody_elses(request, carried)
    return replayed(request, carried) or handed_back(
        request, carried.fields, why=COULD_NOT, status=409, send_to=carried.send_to
    )


def somebody_elses(request: HttpRequest, carried: Carried) -> HttpResponse:
    """Another person is signed in: the words stay sealed, with the way for their writer."""
    context = {"carried": carried.sealed()}
    return TemplateResponse(request, "account/somebody_elses.html", context, status=409)
