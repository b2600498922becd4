"""Removing, moving and leaving: each on a page that says what will happen before it does.

What somebody gave to the cohort goes with them at once, and their journal stays theirs.
"""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from journal import rules
from journal.cohorts import deeds
from journal.cohorts.forms import MoveForm
from journal.models import Cohort, Membership
from partnership.http import PersonRequest


@require_http_methods(["GET", "HEAD", "POST"])
def person_remove(request: PersonRequest, cohort_id: UUID, person_id: UUID) -> HttpResponse:
    membership = _membership(request, cohort_id, person_id)
    if request.method == "POST":
        try:
            deeds.end(membership, by=request.user)
        except deeds.LastFacilitatorError:
            return redirect(request.path)  # the page says why
        messages.success(
            request, f"{membership.person.name} is no longer in {membership.cohort.name}."
        )
        return _back_to_people(request, membership.cohort)
    context = _about(membership, request)
    return TemplateResponse(request, "journal/cohorts/remove.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def person_move(request: PersonRequest, cohort_id: UUID, person_id: UUID) -> HttpResponse:
    """To another cohort whose people one looks after."""
    membership = _membership(request, cohort_id, person_id)
    form = MoveForm(request.user, membership.cohort, request.POST or None)
    if request.method == "POST" and form.is_valid():
        to = form.cleaned_data["to"]
        try:
            deeds.move(membership, to=to, by=request.user)
        except deeds.AlreadyInError:
            form.add_error("to", f"{membership.person.name} is in {to.name} already.")
        except deeds.LastFacilitatorError:
            return redirect(request.path)  # the page says why
        else:
            messages.success(request, f"{membership.person.name} is in {to.name} now.")
            return _back_to_people(request, membership.cohort)
    context = {**_about(membership, request), "form": form}
    return TemplateResponse(request, "journal/cohorts/move.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: PersonRequest, cohort_id: UUID) -> HttpResponse:
    """One's own way out."""
    mine = Membership.objects.current().with_cohort()
    membership = get_object_or_404(mine, cohort=cohort_id, person=request.user)
    if request.method == "POST":
        try:
            deeds.end(membership, by=request.user)
        except deeds.LastFacilitatorError:
            return redirect(request.path)  # the page says why
        messages.success(request, f"You have left {membership.cohort.name}.")
        return redirect("cohorts:cohort-list")
    context = _about(membership, request)
    return TemplateResponse(request, "journal/cohorts/leave.html", context)


def _membership(request: PersonRequest, cohort_id: UUID, person_id: UUID) -> Membership:
    cohort = get_object_or_404(Cohort.objects.managed_by(request.user), pk=cohort_id)
    current = cohort.memberships.current().with_cohort()
    return get_object_or_404(current.select_related("person"), person=person_id)


def _about(membership: Membership, request: PersonRequest) -> dict[str, object]:
    """For the page that asks first. `must_stay`: nobody else facilitates the cohort."""
    return {
        "cohort": membership.cohort,
        "person": membership.person,
        "is_leader": membership.role == Membership.Role.LEADER,
        "must_stay": deeds.is_last_facilitator(membership) and not request.user.is_staff,
    }


def _back_to_people(request: PersonRequest, cohort: Cohort) -> HttpResponse:
    """Unless it was oneself who went, and there is nothing left there to look after."""
    if rules.may_manage(request.user, cohort):
        return redirect("cohorts:people", cohort.pk)
    return redirect("cohorts:cohort-list")
