"""What becomes of a tagged passage whose words were changed: keep it, widen it, or drop it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from journal.models import Passage
from journal.tagging import deeds
from partnership.http import PersonRequest

from .answers import not_stored, refused, stored_entry, what_is_chosen

CHOOSE = "Choose what to do with the tag: keep it, put it on all of it, or drop it."


@require_POST
def passage_settle(request: PersonRequest, entry_id: UUID, passage_id: UUID) -> HttpResponse:
    """Keep the tags on the reworded words, put them on the whole entry, or drop them."""
    entry = stored_entry(request, entry_id)
    if entry is None:
        return not_stored()
    mine = Passage.objects.owned_by(request.user).filter(entry=entry)
    passage = get_object_or_404(mine, pk=passage_id)
    settle = deeds.WAYS_TO_SETTLE.get(request.POST.get("do", ""))
    if settle is None:
        return refused(request, entry, CHOOSE)
    settle(passage=passage)
    return what_is_chosen(request, entry)
