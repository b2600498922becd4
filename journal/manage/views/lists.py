"""Inviting people from a list: read, looked through on a page, and invited when that is pressed.

Nothing is kept between the presses but on the page itself, and nothing is written before the last.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from journal.cohorts import deeds
from journal.cohorts.lists import Typed, looked_through, typed_in
from journal.cohorts.tables import ListError
from journal.manage.forms import ListForm
from journal.manage.lists import (
    MOST_BOXES,
    asked,
    carried,
    carried_back,
    how_it_was_read,
    mended,
    printed,
    to_mend,
)
from journal.models import Cohort
from partnership.admins import for_admins
from partnership.http import PersonRequest


@for_admins
@require_http_methods(["GET", "HEAD", "POST"])
def list_add(request: PersonRequest) -> HttpResponse:
    if request.method == "POST" and "rows" in request.POST:
        return _go_on(request)
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        cohort = form.cleaned_data["cohort"]
        key = cohort.key if cohort else ""
        rows = typed_in(form.table, role=form.cleaned_data["role"], cohort=key)
        return _check_page(request, rows, read=how_it_was_read(form.table))
    return TemplateResponse(request, "manage/list.html", {"form": form})


def _go_on(request: PersonRequest) -> HttpResponse:
    """Look again with what was mended; or first invite those who were shown as right, and them."""
    try:
        rows = carried_back(request.POST["rows"])
    except ListError as error:
        messages.error(request, str(error))
        return redirect(request.path)
    if request.POST.get("do") == "invite":
        looked = looked_through(rows, _cohorts())
        deeds.invite_all(asked(looked.right), by=request.user)
        if looked.right:
            messages.success(request, _invited(len(looked.right)))
        rows = [row.typed for row in looked.wrong]
        if not rows:
            return redirect("manage:invitations")
    return _check_page(request, mended(rows, request.POST))


def _check_page(request: PersonRequest, rows: Sequence[Typed], *, read: str = "") -> HttpResponse:
    cohorts = _cohorts()
    looked = looked_through(rows, cohorts)
    context = {
        "read": read,
        "rows": carried([row.typed for row in (*looked.right, *looked.wrong)]),
        "wrong": to_mend(looked.wrong, cohorts),
        "more_wrong": max(len(looked.wrong) - MOST_BOXES, 0),
        "right": printed(looked.right),
        "done": printed(looked.done),
    }
    return TemplateResponse(request, "manage/list_check.html", context)


def _cohorts() -> list[Cohort]:
    return list(Cohort.objects.not_closed())


def _invited(number: int) -> str:
    who = "1 person is" if number == 1 else f"{number} people are"
    return f"{who} invited. The links work for {deeds.OPEN_FOR.days} days."
