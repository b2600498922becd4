"""The ways in: a code, and the link that an invitation's mail holds.

Whoever has no account yet gets one by the link alone, since only it shows that the address is
theirs. Whether an address has an account is told to nobody who does not hold its link.
"""

from __future__ import annotations

from allauth.decorators import rate_limit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from journal.cohorts import deeds
from journal.cohorts.codes import as_written
from journal.cohorts.forms import AskForm, CodeForm
from journal.cohorts.links import invited_by
from journal.cohorts.offers import offer_by_code, offer_of, why_closed
from journal.models import Cohort, Invitation
from partnership.people.accounts import begin_session, has_account
from partnership.people.forms import NewAccountForm
from partnership.people.models import User

few_tries = rate_limit(action="join_code", limit_get=True)


@login_not_required
@few_tries
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Type the code. Somebody who is signed in is shown the cohort; anybody else is sent a link."""
    if not request.user.is_authenticated:
        return _ask_for_a_link(request)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("cohorts:join-code", form.cleaned_data["code"])
    return TemplateResponse(request, "journal/cohorts/join.html", {"form": form})


@login_not_required
@few_tries
@require_http_methods(["GET", "HEAD", "POST"])
def join_code(request: HttpRequest, code: str) -> HttpResponse:
    """The code as a link: which cohort it is and who will read what, and then a button."""
    if not isinstance(request.user, User):
        return _ask_for_a_link(request, code=code)
    form = CodeForm({"code": code})
    if not form.is_valid():
        return TemplateResponse(request, "journal/cohorts/join.html", {"form": form})
    cohort = form.cohort
    if deeds.is_in(request.user, cohort):
        messages.info(request, f"You are in {cohort.name} already.")
        return redirect("writing:home")
    if request.method == "POST":
        deeds.join(request.user, cohort)
        return _welcome(request, request.user, cohort)
    context = {"offer": offer_by_code(cohort)}
    return TemplateResponse(request, "journal/cohorts/join_code.html", context)


def _ask_for_a_link(request: HttpRequest, code: str = "") -> HttpResponse:
    """The same answer whatever the code and the address are."""
    form = AskForm(request.POST or None, initial={"code": as_written(code) if code else ""})
    if request.method == "POST" and form.is_valid():
        asked_for = as_written(form.cleaned_data["code"])
        cohort = Cohort.objects.joined_by_code(asked_for).first()
        if cohort:
            deeds.ask_with_the_code(cohort, email=form.cleaned_data["email"])
        return redirect("cohorts:join-asked")
    context = {"form": form, "here": request.path}
    return TemplateResponse(request, "journal/cohorts/ask.html", context)


@login_not_required
@require_safe
def join_asked(request: HttpRequest) -> HttpResponse:
    return TemplateResponse(request, "journal/cohorts/asked.html", {"days": deeds.OPEN_FOR.days})


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The mailed link: who asks, who will read what, and a name and password if one is new."""
    asked = get_object_or_404(Invitation.objects.for_joining(), pk=invited_by(token))
    context: dict[str, object] = {"offer": offer_of(asked), "invitation": asked}
    if not asked.may_be_accepted(timezone.now()):
        if isinstance(request.user, User) and deeds.is_in(request.user, asked.cohort):
            return redirect("writing:home")
        context["why"] = why_closed(asked)
        return TemplateResponse(request, "journal/cohorts/closed.html", context)
    if isinstance(request.user, User):
        return _accept_as(request, request.user, asked, context)
    if has_account(asked.email):
        return TemplateResponse(request, "journal/cohorts/sign_in_first.html", context)
    return _accept_as_new(request, asked, context)


def _accept_as(
    request: HttpRequest, person: User, asked: Invitation, context: dict[str, object]
) -> HttpResponse:
    if person.email.lower() != asked.email.lower():
        return TemplateResponse(request, "journal/cohorts/somebody_else.html", context)
    if request.method == "POST":
        if deeds.accept(asked, person):
            return _welcome(request, person, asked.cohort)
        return redirect(request.path)  # which says what has become of it
    return TemplateResponse(request, "journal/cohorts/invitation.html", context)


def _accept_as_new(
    request: HttpRequest, asked: Invitation, context: dict[str, object]
) -> HttpResponse:
    form = NewAccountForm(asked.email, request.POST or None, initial={"name": asked.name})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            person = deeds.accept_as_new(asked, name=typed["name"], password=typed["password"])
        except IntegrityError:  # the same address, let in by another link in the same moment
            person = None
        if person is None:
            return redirect(request.path)  # which says what has become of it
        begin_session(request, person, shared_computer=typed["shared_computer"])
        return _welcome(request, person, asked.cohort)
    context["form"] = form
    return TemplateResponse(request, "journal/cohorts/invitation.html", context)


def _welcome(request: HttpRequest, person: User, cohort: Cohort) -> HttpResponse:
    """Straight to the promise for whoever has not read it: the next thing after it is a sheet."""
    messages.success(request, f"You are in {cohort.name}.")
    return redirect("writing:home" if person.welcomed_at else "welcome")
