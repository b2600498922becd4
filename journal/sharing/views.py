"""A look before someone else looks, letting more or fewer people read it, and taking it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST

from journal.follow_ups import asked_by_follow_up
from journal.models import Entry, SharedCopy
from journal.readers import cohort_to_share_with
from journal.standing import Standing, standing_of
from journal.tagging.chosen import chosen_of
from journal.tagging.shown import shown_entry
from partnership.http import PersonRequest

from .audiences import Audiences, audiences_of
from .deeds import CannotGiveError, ChangedSinceError, give, narrow, update_copy, widen, withdraw
from .forms import ShareForm
from .giving import giving_of
from .shown import levels_of, shown_copy

NOT_SHARED = "This was not shared."
LOOK_AGAIN = "You have changed this since you opened the page. Look at it again, then press {}."


@require_http_methods(["GET", "HEAD", "POST"])
def entry_share(request: PersonRequest, entry_id: str) -> HttpResponse:
    """See it as they will see it, choose who, and give it; or give newer words to the same."""
    entry = _own(request, entry_id)
    chosen = chosen_of(entry)
    giving = giving_of(chosen)
    standing = standing_of(entry, lambda: giving.digest)
    cohort = (
        standing.copy.cohort
        if standing.copy
        else cohort_to_share_with(request.user, entry.question)
    )
    if cohort is None:
        return TemplateResponse(request, "journal/sharing/nobody.html", {"entry": entry})
    audiences = audiences_of(cohort)
    form = _share_form(request, audiences, is_given=standing.copy is not None)
    if request.method == "POST" and form.is_valid():
        try:
            return _given(request, entry, form, audiences, standing)
        except CannotGiveError as error:
            form.add_error(None, _say(error, "Update what they see" if standing.copy else "Share"))
    context = {
        "entry": entry,
        "asked": asked_by_follow_up(entry),
        "standing": standing,
        "form": form,
        "audiences": audiences,
        "shown": shown_entry(chosen),
        "levels": chosen.observations,
        "seen": giving.digest,
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "journal/sharing/share.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def copy_widen(request: PersonRequest, entry_id: str) -> HttpResponse:
    """Say who will newly be able to read it, and what they will read; on POST let them."""
    entry = _own(request, entry_id)
    standing = standing_of(entry, lambda: giving_of(chosen_of(entry)).digest)
    copy = standing.copy
    if copy is None or standing.is_wide:
        messages.info(request, NOT_SHARED if copy is None else "Your cohort can read it already.")
        return redirect(entry)
    audiences = audiences_of(copy.cohort)
    problem = ""
    if request.method == "POST":
        try:
            widen(entry, seen=request.POST.get("seen", copy.given_digest))
            messages.success(request, _said(SharedCopy.Audience.COHORT, audiences))
            return redirect(entry)
        except CannotGiveError as error:
            problem = _say(error, "Share with everyone in your cohort")
    context: dict[str, Any] = {
        "entry": entry,
        "copy": copy,
        "standing": standing,
        "audiences": audiences,
        "shown": shown_copy(copy),
        "levels": levels_of(copy),
        "problem": problem,
    }
    status = 422 if problem else 200
    return TemplateResponse(request, "journal/sharing/widen.html", context, status=status)


@require_POST
def copy_narrow(request: PersonRequest, entry_id: str) -> HttpResponse:
    """Only the facilitators from now on: the rest of the cohort cannot open it any more."""
    entry = _own(request, entry_id)
    try:
        copy = narrow(entry)
    except CannotGiveError:
        messages.info(request, NOT_SHARED)
        return redirect(entry)
    names = audiences_of(copy.cohort).first_names
    messages.success(request, f"Only {names} can read it now. Whoever opened it may have read it.")
    return redirect(entry)


@require_POST
def copy_withdraw(request: PersonRequest, entry_id: str) -> HttpResponse:
    """Take it back: nobody can open it from the next request on."""
    entry = _own(request, entry_id)
    if withdraw(entry):
        messages.success(request, "Not shared any more. Whoever opened it may have read it.")
    else:
        messages.info(request, NOT_SHARED)
    return redirect(entry)


def _own(request: PersonRequest, entry_id: str) -> Entry:
    mine = Entry.objects.owned_by(request.user).in_journal().select_related("question")
    return get_object_or_404(mine.select_related("shared_copy__cohort"), pk=entry_id)


def _share_form(request: PersonRequest, audiences: Audiences, *, is_given: bool) -> ShareForm:
    """Who may read it is asked once: newer words go to the same people."""
    initial = {"audience": SharedCopy.Audience.FACILITATOR}
    data = request.POST if request.method == "POST" else None
    form = ShareForm(audiences, data, initial=initial)
    if is_given:
        del form.fields["audience"]
    return form


def _given(
    request: PersonRequest,
    entry: Entry,
    form: ShareForm,
    audiences: Audiences,
    standing: Standing,
) -> HttpResponse:
    seen = request.POST.get("seen")
    if standing.copy:
        update_copy(entry, seen=seen)
        messages.success(request, "They see your text as it is now.")
    else:
        audience = form.cleaned_data["audience"]
        give(entry, cohort=audiences.cohort, audience=audience, seen=seen)
        messages.success(request, _said(audience, audiences))
    return redirect(entry)


def _say(error: CannotGiveError, button: str) -> str:
    return LOOK_AGAIN.format(button) if isinstance(error, ChangedSinceError) else str(error)


def _said(audience: str, audiences: Audiences) -> str:
    if audience == SharedCopy.Audience.COHORT:
        return f"Shared with your cohort and {audiences.first_names}. You can stop at any time."
    return f"Shared with {audiences.first_names}. You can stop at any time."
