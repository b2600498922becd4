"""What was shared with one: the list, oldest first."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from journal.models import Cohort, SharedCopy
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
