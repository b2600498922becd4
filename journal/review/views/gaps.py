"""Gaps: what nobody has shared anything about, each with a button to use it in the next session."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST, require_safe

from journal.comparing.blind import left_out_of
from journal.context import desks_of
from journal.review.gaps import gaps_in, use_in_session
from partnership.http import PersonRequest

FILLED = "Somebody has shared something about that since."


@require_safe
def gaps(request: PersonRequest, cohort_id: UUID) -> HttpResponse:
    cohort = desks_of(request).facilitated_or_404(cohort_id)
    context = {
        "cohort": cohort,
        "gaps": gaps_in(cohort, request.user),
        "left_out": left_out_of(cohort, request.user),
    }
    return TemplateResponse(request, "journal/review/gaps.html", context)


@require_POST
def gap_use(request: PersonRequest, cohort_id: UUID) -> HttpResponse:
    """Put one on the session sheet. One that is filled by now stays off it, and that is said."""
    cohort = desks_of(request).facilitated_or_404(cohort_id)
    chosen = request.POST.get("gap")
    gap = next((gap for gap in gaps_in(cohort, request.user) if gap.value == chosen), None)
    if gap is None:
        messages.info(request, FILLED)
    else:
        use_in_session(gap, cohort, by=request.user)
        messages.success(request, f"“{gap.words}” is on the session sheet.")
    return redirect("review:gaps", cohort.pk)
