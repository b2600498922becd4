"""One text as its author and a facilitator tagged it, side by side; and what they decided."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from journal.comparing import deeds
from journal.comparing.forms import DecisionForm
from journal.comparing.one_copy import Compared, compared, finished, has_seen
from journal.models import Decision, SecondReading, SharedCopy
from partnership.http import PersonRequest

from .finding import copy_on_the_desk

KEPT = "Kept. It stands until one of you decides otherwise."


@require_http_methods(["GET", "HEAD", "POST"])
def copy_comparison(request: PersonRequest, copy_id: UUID) -> HttpResponse:
    """Show both readings, one's own unless another's is asked for; keep a decision."""
    copy = copy_on_the_desk(request, copy_id)
    readings = finished(copy) if has_seen(request.user, copy) else []
    reading = _asked_for(request, readings)
    is_mine = bool(reading and reading.reader_id == request.user.pk)
    facilitator = "you" if is_mine else reading.reader.name if reading else ""
    found = compared(copy, reading, facilitator) if reading else []
    form = None
    if request.method == "POST":
        form = DecisionForm(request.POST, keys=[one.key for one in found])
        if form.is_valid():
            decision = form.cleaned_data
            deeds.decide(
                copy=copy,
                element_key=decision["element"],
                outcome=decision["outcome"],
                why=decision["why"],
                by=request.user,
            )
            messages.success(request, KEPT)
            return _back(request, copy, found, decision["element"])
    context = {
        "copy": copy,
        "reading": reading,
        "is_mine": is_mine,
        "facilitator": facilitator,
        "others": [one for one in readings if one != reading],
        "compared": found,
        "outcomes": Decision.Outcome.choices,
        "may_look": has_seen(request.user, copy),
        "form": form,
    }
    status = 422 if form else 200
    return TemplateResponse(
        request, "journal/comparing/copy_comparison.html", context, status=status
    )


def _asked_for(request: PersonRequest, readings: list[SecondReading]) -> SecondReading | None:
    """The one of whoever is asked for, one's own, or the first that is done."""
    asked = request.GET.get("with", "")
    order = (asked, str(request.user.pk))
    by_reader = {str(one.reader_id): one for one in readings}
    chosen = [by_reader[one] for one in order if one in by_reader]
    return next(iter([*chosen, *readings]), None)


def _back(
    request: PersonRequest, copy: SharedCopy, found: list[Compared], key: str
) -> HttpResponse:
    address = reverse("comparing:copy-comparison", args=[copy.pk])
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    anchor = next(one.anchor for one in found if one.key == key)
    return redirect(f"{address}{query}#{anchor}")
