"""The cohorts one looks after and takes part in; making one, and changing its name and dates."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from journal import rules
from journal.cohorts import deeds
from journal.cohorts.forms import CohortForm, NewCohortForm
from journal.cohorts.listing import looked_after, taken_part_in
from journal.models import Cohort
from partnership.http import PersonRequest
from partnership.once import id_for


@require_safe
def cohort_list(request: PersonRequest) -> HttpResponse:
    page = looked_after(request.user, request.GET.get("page"))
    context = {
        "looked_after": page.object_list,
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "taken_part_in": taken_part_in(request.user),
        "may_add": rules.may_make_cohorts(request.user),
    }
    return TemplateResponse(request, "journal/cohorts/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def cohort_add(request: PersonRequest) -> HttpResponse:
    """Whoever makes it facilitates it, unless an admin leaves that to somebody else."""
    rules.require(rules.may_make_cohorts(request.user))
    form = NewCohortForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        facilitator = request.user if form.cleaned_data["is_mine"] else None
        form.instance.pk = id_for(request)
        cohort = deeds.make_cohort(
            form.save(commit=False), facilitator=facilitator, by=request.user
        )
        messages.success(request, f"{cohort.name} is made. Now invite its people.")
        return redirect("cohorts:people", cohort.pk)
    return TemplateResponse(request, "journal/cohorts/edit.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def cohort_edit(request: PersonRequest, cohort_id: UUID) -> HttpResponse:
    cohort = get_object_or_404(Cohort.objects.managed_by(request.user), pk=cohort_id)
    name = cohort.name
    form = CohortForm(request.POST or None, instance=cohort)
    if request.method == "POST" and form.is_valid():
        deeds.change_cohort(form.save(commit=False), by=request.user)
        messages.success(request, f"{cohort.name} is saved.")
        return redirect("cohorts:people", cohort.pk)
    context = {"form": form, "cohort": cohort, "name": name}
    return TemplateResponse(request, "journal/cohorts/edit.html", context)
