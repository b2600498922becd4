"""One copy: to a facilitator the desk's page of it, to a peer the words."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from journal.context import desks_of
from journal.models import SharedCopy
from journal.review.opening import Opened, open_copy, readings_of
from journal.review.page import heading_of, page_of
from journal.sharing.shown import levels_of, shown_copy
from partnership.http import PersonRequest


@require_safe
def copy(request: PersonRequest, copy_id: UUID) -> HttpResponse:
    """One text as its author gave it. Opening it as a facilitator is noted; asking for HEAD not."""
    found = _opened(request, copy_id) if desks_of(request).facilitates else None
    if found is None:
        return _as_one_of_the_cohort(request, copy_id)
    given, opened = found
    return TemplateResponse(request, "journal/review/copy.html", page_of(request, given, opened))


@transaction.atomic
def _opened(request: PersonRequest, copy_id: UUID) -> tuple[SharedCopy, Opened] | None:
    """The copy, if it is on this person's desk, and what was done with it; locked till then."""
    desk = SharedCopy.objects.for_facilitator(request.user).for_list()
    given = desk.select_for_update(of=("self",)).filter(pk=copy_id).first()
    if given is None:
        return None
    look = open_copy if request.method == "GET" else readings_of
    return given, look(given, person=request.user, at=timezone.now())


def _as_one_of_the_cohort(request: PersonRequest, copy_id: UUID) -> HttpResponse:
    """Peers read, and neither see nor write what is under it."""
    readable = SharedCopy.objects.readable_by(request.user).for_list()
    given = get_object_or_404(readable, pk=copy_id)
    context = {
        "copy": given,
        "heading": heading_of(given),
        "shown": shown_copy(given),
        "levels": levels_of(given),
    }
    return TemplateResponse(request, "journal/review/copy_of_peer.html", context)
