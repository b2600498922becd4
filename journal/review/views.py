"""What was shared with one: the list, and one copy to read.

Every query begins with what this person may read (`SharedCopy.objects.readable_by`), so an outsider
gets the same answer as for a page that does not exist. Nothing here knows of entries.
"""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from journal.models import Cohort, Reply, SharedCopy
from journal.sharing.shown import shown_copy
from partnership.http import PersonRequest

COPIES_A_PAGE = 20


@require_safe
def to_read(request: PersonRequest) -> HttpResponse:
    """Everything shared with this person, oldest first: as a facilitator, or as one of a cohort."""
    facilitates = Cohort.objects.facilitated_by(request.user).exists()
    copies = SharedCopy.objects.readable_by(request.user).exclude(author=request.user)
    paginator = Paginator(copies.oldest_first().for_list(), COPIES_A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "page": page,
        "numbers": paginator.get_elided_page_range(page.number),
        "facilitates": facilitates,
    }
    return TemplateResponse(request, "journal/review/to_read.html", context)


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
