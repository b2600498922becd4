"""Who is in a cohort, who is asked, and the code that lets leaders in."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from journal.cohorts import deeds
from journal.cohorts.listing import between, day_of, open_invitations, people_in
from journal.models import Cohort
from partnership.http import PersonRequest


@require_safe
def people(request: PersonRequest, cohort_id: UUID) -> HttpResponse:
    managed = Cohort.objects.managed_by(request.user)
    cohort = get_object_or_404(managed.select_related("module"), pk=cohort_id)
    facilitators, leaders = people_in(cohort, seen_by=request.user)
    context = {
        "cohort": cohort,
        "dates": between(cohort.starts_on, cohort.module_ends_on),
        "groups": [("Facilitators", facilitators), ("Leaders", leaders)],
        "invitations": open_invitations(cohort, at=timezone.now()),
        "may_move": managed.not_closed().exclude(pk=cohort.pk).exists(),
        "code_link": _code_link(request, cohort),
        "closed_on": day_of(cohort.closed_at) if cohort.closed_at else "",
    }
    return TemplateResponse(request, "journal/cohorts/people.html", context)


def _code_link(request: PersonRequest, cohort: Cohort) -> str:
    """The whole address that has the code in it; nothing when joining by code is off."""
    if not cohort.join_code:
        return ""
    return request.build_absolute_uri(reverse("cohorts:join-code", args=[cohort.join_code]))


@require_POST
def code_renew(request: PersonRequest, cohort_id: UUID) -> HttpResponse:
    """Turn joining by code on, or change the code."""
    managed = Cohort.objects.managed_by(request.user).not_closed()
    cohort = get_object_or_404(managed, pk=cohort_id)
    had_one = cohort.join_code
    code = deeds.renew_code(cohort, by=request.user)
    before = " The one before works no more." if had_one else ""
    messages.success(request, f"The code is {code}.{before}")
    return redirect("cohorts:people", cohort.pk)


@require_POST
def code_end(request: PersonRequest, cohort_id: UUID) -> HttpResponse:
    cohort = get_object_or_404(Cohort.objects.managed_by(request.user), pk=cohort_id)
    deeds.turn_off_code(cohort, by=request.user)
    messages.success(request, "Nobody can join with a code now.")
    return redirect("cohorts:people", cohort.pk)
