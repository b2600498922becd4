"""Closing a cohort, on a page that says first what it does, and opening it again."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST

from journal.cohorts.closing import close_cohort, open_again
from journal.models import Cohort
from partnership.http import PersonRequest


@require_http_methods(["GET", "HEAD", "POST"])
def cohort_close(request: PersonRequest, cohort_id: UUID) -> HttpResponse:
    cohort = get_object_or_404(Cohort.objects.managed_by(request.user), pk=cohort_id)
    if request.method == "POST":
        close_cohort(cohort, by=request.user)
        messages.success(request, f"{cohort.name} is closed.")
    if cohort.closed_at:
        return redirect("cohorts:people", cohort.pk)
    context = {"cohort": cohort, "invitations": cohort.invitations.open().count()}
    return TemplateResponse(request, "journal/cohorts/close.html", context)


@require_POST
def cohort_open(request: PersonRequest, cohort_id: UUID) -> HttpResponse:
    cohort = get_object_or_404(Cohort.objects.managed_by(request.user), pk=cohort_id)
    open_again(cohort, by=request.user)
    messages.success(request, f"{cohort.name} is open again: people can be invited to it.")
    return redirect("cohorts:people", cohort.pk)
