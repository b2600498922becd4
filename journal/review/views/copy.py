"""One copy to read."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from journal.models import Cohort, Reply, SharedCopy
from journal.sharing.shown import shown_copy
from partnership.http import PersonRequest


@require_safe
def copy(request: PersonRequest, copy_id: str) -> HttpResponse:
    """One text as its author gave it; facilitators also see what was written back."""
    readable = SharedCopy.objects.readable_by(request.user).for_list()
    given = get_object_or_404(readable, pk=copy_id)
    facilitates = Cohort.objects.facilitated_by(request.user).filter(pk=given.cohort_id).exists()
    context = {
        "copy": given,
        "shown": shown_copy(given),
        "levels": given.levels.select_related("level", "needed"),
        "replies": _replies(given) if facilitates else [],
        "facilitates": facilitates,
    }
    return TemplateResponse(request, "journal/review/copy.html", context)


def _replies(given: SharedCopy) -> QuerySet[Reply]:
    return given.replies.select_related("author").order_by("sent_at")
