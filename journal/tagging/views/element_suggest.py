"""What the words of an entry, or of one part of it, may be about: only when its author asks."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from journal.models import Entry
from journal.tagging.forms import PartForm
from journal.tagging.likely import likely_for
from partnership.http import PersonRequest

from .answers import entry_of, stored_entry


@require_safe
def element_suggest(request: PersonRequest, entry_id: UUID) -> HttpResponse:
    """A fragment for script. Without it the page "Tag it" answers the same question.

    Nothing is tagged, and nothing of the text is kept. A new sheet has no words here yet.
    """
    if not request.htmx:
        entry_of(request, entry_id)
        address = redirect("tagging:entry-tags", entry_id).url
        return redirect(f"{address}?{request.GET.urlencode()}&suggest=1#tag-likely")
    entry = stored_entry(request, entry_id) or Entry(pk=entry_id, author=request.user)
    form = PartForm(request.GET, entry=entry)
    form.is_valid()
    context = {"offer": likely_for(entry, form.chosen_part)}
    return TemplateResponse(request, "journal/tagging/_likely.html", context)
