"""Answering a prompt of a follow-up: an ordinary sheet, for those whose moment has come."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from journal.context import desks_of
from journal.follow_ups import opened_to
from journal.models import Entry, Partnership, Prompt
from journal.writing.sheet import prompted_sheet, sheet_of
from partnership.http import PersonRequest

from .write import partnership_called, sheet_page


@require_safe
def prompt_answer(request: PersonRequest, prompt_key: str) -> HttpResponse:
    """The person's open draft of it, or an empty sheet; about one partnership if it is named."""
    prompts = Prompt.objects.in_use().select_related("moment__module")
    prompt = get_object_or_404(prompts, key=prompt_key)
    if not opened_to(desks_of(request).led, prompt.moment, today=timezone.localdate()):
        raise Http404
    about = _about(request)
    drafts = Entry.objects.owned_by(request.user).in_journal().drafts().answering_prompt(prompt)
    drafts = drafts.about(about) if about else drafts
    draft = drafts.select_related("question__module", "shared_copy").last_edited_first().first()
    if draft:
        return sheet_page(request, sheet_of(request.user, draft))
    return sheet_page(request, prompted_sheet(request.user, prompt, about))


def _about(request: PersonRequest) -> Partnership | None:
    key = request.GET.get("partnership", "")
    about = partnership_called(request.user, key)
    if key and about is None:
        raise Http404
    return about
