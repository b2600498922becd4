"""The session sheet: to look at, to print, and to take things off."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST, require_safe

from journal.models import Cohort, SheetGap, SheetLine
from journal.review.session import MOST_BLANKS, blanks_asked, sheet_of
from partnership.http import PersonRequest


@require_safe
def session(request: PersonRequest, cohort_id: UUID) -> HttpResponse:
    """Lines with their authors' answers, gaps, and blank lines; it prints on one page."""
    cohort = _facilitated(request, cohort_id)
    context = {
        "cohort": cohort,
        "sheet": sheet_of(cohort, request.user, blanks_asked(request.GET.get("blanks"))),
        "most_blanks": MOST_BLANKS,
    }
    return TemplateResponse(request, "journal/review/session.html", context)


@require_POST
def line_remove(request: PersonRequest, cohort_id: UUID, line_id: UUID) -> HttpResponse:
    """Take a line off. One that was refused stays, so that nobody asks about it again."""
    cohort = _facilitated(request, cohort_id)
    lines = SheetLine.objects.for_facilitator(request.user).on_sheet_of(cohort)
    line = get_object_or_404(lines, pk=line_id)
    if line.consent != SheetLine.Consent.NO:
        line.delete()
        messages.success(request, "Taken off the sheet.")
    return redirect("review:session", cohort.pk)


@require_POST
def gap_remove(request: PersonRequest, cohort_id: UUID, gap_id: int) -> HttpResponse:
    cohort = _facilitated(request, cohort_id)
    get_object_or_404(SheetGap, cohort=cohort, pk=gap_id).delete()
    messages.success(request, "Taken off the sheet.")
    return redirect("review:session", cohort.pk)


def _facilitated(request: PersonRequest, cohort_id: UUID) -> Cohort:
    return get_object_or_404(Cohort.objects.facilitated_by(request.user), pk=cohort_id)
