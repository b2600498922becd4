"""How the panel's own requests are answered: with the fragments that changed, or with one sentence.

Without script the same addresses redirect back to the page "Tag it".
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse

from journal.models import Entry
from journal.tagging.chosen import chosen_of, with_newest_text
from journal.tagging.parts import WHOLE, Part
from partnership.http import PersonRequest

NO_SUCH_ENTRY = "This entry is not in your journal. If it is new, write a few words first."


def entry_of(request: PersonRequest, entry_id: UUID) -> Entry:
    """The person's own entry, not in the bin, or 404."""
    mine = Entry.objects.owned_by(request.user).in_journal()
    mine = with_newest_text(mine).select_related("question__module", "shared_copy")
    return get_object_or_404(mine, pk=entry_id)


def stored_entry(request: PersonRequest, entry_id: UUID) -> Entry | None:
    """The same for a script, which asks before a new sheet's first save has arrived."""
    mine = Entry.objects.owned_by(request.user).in_journal()
    return mine.select_related("question").filter(pk=entry_id).first()


def not_stored() -> JsonResponse:
    return trouble(404, NO_SUCH_ENTRY)


def trouble(status: int, message: str) -> JsonResponse:
    return JsonResponse({"error": message}, status=status)


def refused(request: PersonRequest, entry: Entry, message: str) -> HttpResponse:
    """422 for a script; a message on the page otherwise."""
    if request.htmx:
        return trouble(422, message)
    messages.error(request, message)
    return redirect("tagging:entry-tags", entry.pk)


def what_is_chosen(
    request: PersonRequest, entry: Entry, part: Part = WHOLE, **more: Any
) -> HttpResponse:
    """The list of what is on the entry now, as it stands in the panel; `told` is said above it."""
    if not request.htmx:
        if more.get("told"):
            messages.info(request, more["told"])
        return redirect("tagging:entry-tags", entry.pk)
    chosen = chosen_of(entry)
    ticked = " ".join(sorted(chosen.ticked(part.value)))
    context = {"entry": entry, "chosen": chosen, "part": part, "ticked": ticked, **more}
    return TemplateResponse(request, "journal/tagging/_chosen.html", context)
