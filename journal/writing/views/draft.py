"""A save by script: JSON both ways, and never a redirect. The rule is journal.writing.autosave."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from journal.templatetags.days import day
from journal.writing.autosave import (
    Conflict,
    Draft,
    EntryInBinError,
    NoSuchEntryError,
    NotOpenYetError,
    NotSavedError,
    UnknownQuestionError,
    save_draft,
)
from journal.writing.forms import DraftForm
from partnership.http import PersonRequest
from partnership.saving import Saved, read_save, trouble

TOO_BIG = "This is too much to save at once. Move some of it to another entry."
NO_SUCH_ENTRY = "This entry is not in your journal any more. Copy your words to a new one."
IN_BIN = "This entry is in your bin. Copy your words, or take it out of the bin first."
NOT_OPEN_YET = "This question opens on {day}. Copy your words to a free entry until then."
UNKNOWN_QUESTION = "That question is not in the module. Copy your words to a free entry."
WHY_NOT: dict[type[NotSavedError], str] = {
    NoSuchEntryError: NO_SUCH_ENTRY,
    EntryInBinError: IN_BIN,
    UnknownQuestionError: UNKNOWN_QUESTION,
}
ANSWERED: dict[type[NotSavedError], int] = {
    NoSuchEntryError: 404,
    EntryInBinError: 410,
    UnknownQuestionError: 422,
    NotOpenYetError: 422,
}


def why_not(error: NotSavedError) -> str:
    """What has happened, and what to do with the words."""
    if isinstance(error, NotOpenYetError):
        return NOT_OPEN_YET.format(day=day(error.opens_on))
    return WHY_NOT[type(error)]


@require_POST
def draft_save(request: PersonRequest, entry_id: UUID) -> JsonResponse:
    """Keep what one window sent: 200 with its version, or 409 with where both texts are."""
    sent = read_save(request, too_big=TOO_BIG)
    if isinstance(sent, JsonResponse):
        return sent
    form = DraftForm(sent)
    if not form.is_valid():
        return trouble(422, form.first_error())
    return _kept(form.draft(author=request.user, entry_id=entry_id))


def _kept(draft: Draft) -> JsonResponse:
    try:
        outcome = save_draft(draft)
    except NotSavedError as error:
        return trouble(ANSWERED[type(error)], why_not(error))
    if isinstance(outcome, Saved):
        return JsonResponse({"version": outcome.version, "saved_at": outcome.saved_at})
    return JsonResponse(_both(draft, outcome), status=409)


def _both(draft: Draft, conflict: Conflict) -> dict[str, Any]:
    """When the other window saved, and where its text and this one stand side by side."""
    return {
        "version": conflict.version,
        "edited_at": conflict.edited_at,
        "both_url": reverse("writing:version", args=[draft.entry_id, conflict.number]),
    }
