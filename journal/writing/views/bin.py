"""Deleting an entry, and the bin it can be taken out of for thirty days."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from journal.models import Entry
from journal.writing.deeds import bin_entry, bring_back, days_left
from journal.writing.reading import heading_of
from partnership.http import PersonRequest


@require_http_methods(["GET", "HEAD", "POST"])
def entry_delete(request: PersonRequest, entry_id: UUID) -> HttpResponse:
    """Say what deleting means; on POST put the entry in the bin."""
    entries = Entry.objects.owned_by(request.user).in_journal()
    entry = get_object_or_404(entries.select_related("question", "shared_copy"), pk=entry_id)
    if request.method == "POST":
        bin_entry(entry)
        messages.success(request, "In the bin for 30 days. You can take it out again below.")
        return redirect("writing:bin")
    context = {"entry": entry, "heading": heading_of(entry)}
    return TemplateResponse(request, "journal/writing/delete.html", context)


@require_POST
def entry_undelete(request: PersonRequest, entry_id: UUID) -> HttpResponse:
    """Take it out of the bin. Pressed twice, it is simply out."""
    entry = get_object_or_404(Entry.objects.owned_by(request.user), pk=entry_id)
    bring_back(entry)
    messages.success(request, "Back in your journal. Not shared.")
    return redirect(entry)


@require_safe
def bin_list(request: PersonRequest) -> HttpResponse:
    """What is in the bin, latest first, and for how long."""
    now = timezone.now()
    entries = Entry.objects.owned_by(request.user).in_bin().for_list().order_by("-binned_at", "pk")
    rows = [
        {
            "entry": entry,
            "heading": heading_of(entry),
            "days_left": days_left(entry.binned_at, at=now),
        }
        for entry in entries
        if entry.binned_at
    ]
    return TemplateResponse(request, "journal/writing/bin.html", {"rows": rows})
