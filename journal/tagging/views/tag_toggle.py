"""One tick or untick, kept at once."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from journal.tagging import deeds
from journal.tagging.chosen import chosen_of
from journal.tagging.forms import NOT_OFFERED, ToggleForm, first_error
from journal.tagging.levels import LINKAGE
from journal.tagging.offered import resolve
from journal.tagging.panel import levels_for
from journal.tagging.seen import reworded_since, seen_in
from partnership.http import PersonRequest

from .answers import not_stored, refused, stored_entry, what_is_chosen


@require_POST
def tag_toggle(request: PersonRequest, entry_id: UUID) -> HttpResponse:
    """Put an element on a part of the entry, or take it off. Asking twice changes nothing more.

    Taking off needs no offered element: what has left the list can still be taken off.
    """
    entry = stored_entry(request, entry_id)
    if entry is None:
        return not_stored()
    if request.POST.get("remove"):
        deeds.remove_line(entry=entry, what=request.POST["remove"])
        return what_is_chosen(request, entry, panel=levels_for(request.user, entry))
    form = ToggleForm(request.POST, entry=entry)
    if not form.is_valid():
        return refused(request, entry, first_error(form))
    key, part, told = form.cleaned_data["tag"], form.chosen_part, ""
    if form.cleaned_data["on"]:
        element = resolve([key], seen_in(request.POST.getlist("seen"))).get(key)
        if element is None:
            return refused(request, entry, NOT_OFFERED)
        deeds.tag_part(entry=entry, span=part.span, element=element)
        told = reworded_since([element])
    else:
        deeds.untag_part(entry=entry, part=part.value, key=key, chosen=chosen_of(entry))
    if key.startswith(f"{LINKAGE}/"):
        panel = levels_for(request.user, entry)
        return what_is_chosen(request, entry, part, told=told, panel=panel)
    return what_is_chosen(request, entry, part, told=told)
