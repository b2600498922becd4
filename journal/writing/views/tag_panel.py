"""The tag panel that stands beside the sheet on a wide screen. What is in it is tagging's."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from journal.follow_ups import prompt_called
from journal.models import Entry
from journal.tagging.panel import panel_for
from journal.writing.sheet import carried_person
from partnership.http import PersonRequest

from .write import entry_of, question_called


@require_safe
def tag_panel(request: PersonRequest, entry_id: UUID) -> HttpResponse:
    """A fragment, fetched when its column first shows, so that a phone never pays for it.

    A sheet that is not stored yet has a panel too, for the person whose sheet it is.
    """
    entry = entry_of(request, entry_id)
    if entry is None:
        if carried_person(entry_id, request.GET.get("carry", "")) != str(request.user.pk):
            raise Http404
        question = question_called(request.GET.get("question", ""))
        prompt = prompt_called(request.GET.get("follow_up", ""))
        follow_up = prompt.key if prompt else ""
        entry = Entry(id=entry_id, author=request.user, question=question, follow_up=follow_up)
    panel = panel_for(request.user, entry, is_beside_editor=True)
    context = {"panel": panel, "entry": entry}
    return TemplateResponse(request, "journal/tagging/_panel.html", context)
