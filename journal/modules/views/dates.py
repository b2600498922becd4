"""The days on which parts of a module open in one cohort. They count from the moment of saving."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from journal.models import Cohort
from journal.modules import days
from partnership.admins import for_admins
from partnership.http import PersonRequest


@for_admins
@require_http_methods(["GET", "HEAD", "POST"])
def cohort_days(request: PersonRequest, key: str, cohort_id: UUID) -> HttpResponse:
    cohort = get_object_or_404(
        Cohort.objects.select_related("module"), pk=cohort_id, module__key=key
    )
    form = days.DaysForm(request.POST or None, cohort=cohort)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                days.set_days(
                    cohort, form.days(), began_from=form.cleaned_data["was"], by=request.user
                )
            except days.ChangedMeanwhileError:
                status = 409
            else:
                messages.success(request, f"The days of {cohort.name} are saved.")
                return redirect(request.path)
        else:
            status = 422
    context = {"cohort": cohort, "form": form, "module": cohort.module, "is_late": status == 409}
    return TemplateResponse(request, "manage/modules/days.html", context, status=status)
