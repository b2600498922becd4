"""Asking people to join: a list of addresses that is looked through first, and each one asked."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from journal.cohorts import deeds
from journal.cohorts.addresses import Line, checked
from journal.cohorts.forms import NO_ADDRESS, InviteForm
from journal.models import Cohort, Invitation
from partnership.http import PersonRequest

DAYS = deeds.OPEN_FOR.days


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: PersonRequest, cohort_id: UUID) -> HttpResponse:
    """Nothing is sent while a line is wrong, unless one says to go on with those that are right.

    The wrong ones stay on the page then, each beside what is wrong with it.
    """
    cohort = get_object_or_404(Cohort.objects.managed_by(request.user), pk=cohort_id)
    if cohort.closed_at:
        return redirect("cohorts:people", cohort.pk)  # which says that it is closed
    form = InviteForm(request.POST or None)
    context = {"cohort": cohort, "form": form, "days": DAYS}
    if request.method == "POST" and form.is_valid():
        lines = checked(form.cleaned_data["people"], cohort)
        right = [line for line in lines if not line.problem]
        wrong = [line for line in lines if line.problem]
        if right and (not wrong or request.POST.get("do") == "right-ones"):
            role = form.cleaned_data["role"]
            for line in right:
                deeds.invite(cohort, email=line.email, name=line.name, role=role, by=request.user)
            messages.success(request, _invited(right))
            if not wrong:
                return redirect("cohorts:people", cohort.pk)
            form = InviteForm(initial={"people": _typed(wrong), "role": role})
            context |= {"form": form, "wrong": wrong}
        else:
            form.add_error("people", _to_look_at(wrong, lines))
            context |= {"wrong": wrong, "right": right}
    return TemplateResponse(request, "journal/cohorts/invite.html", context)


@require_POST
def invitation_send(request: PersonRequest, cohort_id: UUID, invitation_id: UUID) -> HttpResponse:
    invitation = _open_invitation(request, cohort_id, invitation_id)
    if deeds.send_again(invitation, by=request.user, at=timezone.now()):
        messages.success(request, f"A mail to {invitation.email} goes out again. {_until()}")
    else:
        messages.info(
            request,
            f"A mail to {invitation.email} goes out once a day, and today’s is there already. "
            f"{_until()}",
        )
    return redirect("cohorts:people", cohort_id)


@require_POST
def invitation_take_back(
    request: PersonRequest, cohort_id: UUID, invitation_id: UUID
) -> HttpResponse:
    invitation = _open_invitation(request, cohort_id, invitation_id)
    deeds.take_back(invitation, by=request.user)
    messages.success(request, f"The link that was mailed to {invitation.email} works no more.")
    return redirect("cohorts:people", cohort_id)


def _open_invitation(request: PersonRequest, cohort_id: UUID, invitation_id: UUID) -> Invitation:
    cohort = get_object_or_404(Cohort.objects.managed_by(request.user), pk=cohort_id)
    return get_object_or_404(cohort.invitations.open(), pk=invitation_id)


def _invited(lines: list[Line]) -> str:
    who = f"{lines[0].email} is" if len(lines) == 1 else f"{len(lines)} people are"
    return f"{who} invited. {_until()}"


def _until() -> str:
    return f"The link works for {DAYS} days."


def _typed(lines: list[Line]) -> str:
    return "\n".join(line.typed for line in lines)


def _to_look_at(wrong: list[Line], lines: list[Line]) -> str:
    if not lines:
        return NO_ADDRESS
    if len(lines) == 1:
        return f"Nobody is invited yet: {wrong[0].typed}. {wrong[0].problem}"
    some = f"{len(wrong)} of {len(lines)} lines need" if len(wrong) > 1 else "One line needs"
    return f"Nobody is invited yet. {some} another look."
