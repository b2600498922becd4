"""A look before someone else looks, and taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST

from journal.models import Entry, SharedCopy
from journal.readers import cohort_to_share_with
from journal.tagging.chosen import chosen_of
from journal.tagging.shown import shown_entry
from partnership.http import PersonRequest

from .audiences import Audiences, audiences_of
from .deeds import give, withdraw
from .forms import ShareForm

NOTHING_TO_SHARE = "Write something before you share it."


@require_http_methods(["GET", "HEAD", "POST"])
def entry_share(request: PersonRequest, entry_id: str) -> HttpResponse:
    """See it as they will see it, choose who, and give it; or give newer words to the same."""
    entry = _own(request, entry_id)
    cohort = cohort_to_share_with(request.user, entry.question)
    if cohort is None:
        return TemplateResponse(request, "journal/sharing/nobody.html", {"entry": entry})
    audiences = audiences_of(cohort)
    copy = SharedCopy.objects.given_by(request.user).filter(entry=entry).first()
    initial = {"audience": copy.audience if copy else SharedCopy.Audience.FACILITATOR}
    form = ShareForm(audiences, request.POST or None, initial=initial)
    if request.method == "POST":
        if not entry.body.strip():
            form.add_error(None, NOTHING_TO_SHARE)
        if form.is_valid():
            give(entry, cohort=cohort, audience=form.cleaned_data["audience"])
            messages.success(request, _said(form.cleaned_data["audience"], audiences))
            return redirect(entry)
    chosen = chosen_of(entry)
    context = {
        "entry": entry,
        "copy": copy,
        "form": form,
        "audiences": audiences,
        "shown": shown_entry(chosen),
        "levels": chosen.observations,
    }
    return TemplateResponse(request, "journal/sharing/share.html", context)


@require_POST
def copy_withdraw(request: PersonRequest, entry_id: str) -> HttpResponse:
    """Take it back: nobody can open it from the next request on."""
    entry = _own(request, entry_id)
    if withdraw(entry):
        messages.success(request, "Not shared any more. Whoever opened it may have read it.")
    else:
        messages.info(request, "This was not shared.")
    return redirect(entry)


def _own(request: PersonRequest, entry_id: str) -> Entry:
    entries = Entry.objects.owned_by(request.user).in_journal().select_related("question")
    return get_object_or_404(entries, pk=entry_id)


def _said(audience: str, audiences: Audiences) -> str:
    if audience == SharedCopy.Audience.COHORT:
        return f"Shared with your cohort and {audiences.first_names}. You can stop at any time."
    return f"Shared with {audiences.first_names}. You can stop at any time."
