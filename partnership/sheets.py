"""A sheet of what admins look after, of a framework or of a module, that saves as one writes.

A save finds the sheet as its window had it, and is the sheet; or somebody saved first; or the sheet
is not there any more, because its draft was published or discarded. What was sent is kept beside
the draft then, once for each window, so that no typed word depends on what others did meanwhile.
How that is read and answered is the same for both desks, and here. What a sheet holds, and the rule
itself, stand with each: frameworks.editing.saving and journal.modules.saving.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse, JsonResponse

from partnership.carried import fields_of
from partnership.handed_back import handed_back
from partnership.http import PersonRequest
from partnership.saving import NOT_READABLE, SOMEONE_ELSE, SaveForm, read_sent, trouble

RECEIPTS_KEPT = timedelta(days=1)  # of the saves of a sheet: nobody sends one again later
KeptId = int | uuid.UUID


@dataclass(frozen=True)
class Saved:
    """What was sent is the sheet now, as this version."""

    version: int
    saved_at: datetime


@dataclass(frozen=True)
class Conflict:
    """The sheet is as somebody else left it; what was sent is kept beside it."""

    version: int
    edited_at: datetime
    kept_id: KeptId


@dataclass(frozen=True)
class Gone:
    """There is no such sheet any more, and why, in a sentence; what was sent is kept."""

    kept_id: KeptId
    why: str


Outcome = Saved | Conflict | Gone


class SheetSaveForm(SaveForm):
    """One save from one of the windows in which the sheet may be open."""

    window = forms.RegexField(r"\A[a-f0-9]{32}\Z")


def new_window() -> str:
    return uuid.uuid4().hex


def read_save(request: PersonRequest, *, too_big: str) -> dict[str, Any] | JsonResponse:
    """What a script sent; or why that cannot be looked at."""
    try:
        sent = read_sent(request)
    except RequestDataTooBig:
        return trouble(413, too_big)
    except (ValueError, RecursionError):
        return trouble(422, NOT_READABLE)
    if sent.get("author", str(request.user.pk)) != str(request.user.pk):
        return trouble(401, SOMEONE_ELSE)
    return sent


def answered(
    outcome: Outcome, form: SaveForm, *, where: Callable[[KeptId], str], first: Callable[[], str]
) -> JsonResponse:
    """To a script. `where` is the page of what was kept; `first` says who saved first, if not
    another window of the same person's."""
    if isinstance(outcome, Saved):
        return JsonResponse({"version": outcome.version, "saved_at": outcome.saved_at})
    kept = where(outcome.kept_id)
    if isinstance(outcome, Gone):
        base = form.cleaned_data["base_version"]
        said = {"version": base, "error": outcome.why, "see_url": kept}
        return JsonResponse(said, status=410)
    said = {"version": outcome.version, "edited_at": outcome.edited_at, "both_url": kept}
    if who := first():
        said["error"] = who
    return JsonResponse(said, status=409)


def not_kept(request: PersonRequest, why: str, *, status: int) -> HttpResponse:
    """Without a script: what there is no page for any more, and cannot be kept, is handed back."""
    return handed_back(request, fields_of(request), why=why, status=status, may_change=True)
