"""What a few typed letters find, or one more framework, as tick-boxes for the panel."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from journal.models import Entry
from journal.tagging.finder import MOST_LETTERS
from journal.tagging.forms import PartForm
from journal.tagging.panel import found_for, frame_for
from partnership.http import PersonRequest

from .answers import entry_of, stored_entry


@require_safe
def element_find(request: PersonRequest, entry_id: UUID) -> HttpResponse:
    """A fragment for script. Without it the whole page "Tag it" answers the same question.

    A new sheet has no row yet; its panel may search all the same, and nothing is ticked.
    """
    if not request.htmx:
        entry_of(request, entry_id)
        address = redirect("tagging:entry-tags", entry_id).url
        return redirect(f"{address}?{request.GET.urlencode()}")
    entry = stored_entry(request, entry_id) or Entry(pk=entry_id, author=request.user)
    form = PartForm(request.GET, entry=entry)
    form.is_valid()
    key = request.GET.get("framework", "")
    if key:
        frame = frame_for(entry, form.chosen_part, key)
        opened = {"entry": entry, "frame": frame}
        return TemplateResponse(request, "journal/tagging/_opened.html", opened)
    query = request.GET.get("q", "")[:MOST_LETTERS]
    context = {"query": query, "found": found_for(entry, form.chosen_part, query)}
    return TemplateResponse(request, "journal/tagging/_found.html", context)
