"""How a save of a sheet is answered, and what the page of a kept wording does.

The same for frameworks and for modules; partnership.sheets says what a sheet is.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect

from partnership.acknowledged import KEPT
from partnership.carried import OURS, fields_of
from partnership.handed_back import handed_back
from partnership.http import PersonRequest
from partnership.saving import Saved, SaveForm, mark_of, what_is_said
from partnership.sheets import Gone, KeptId, Outcome

TAKEN = "What was kept is in the draft now. What the draft had is kept here instead."
BOTH = "Both are in the draft now, one below the other."
NOT_ALL = f"{BOTH} What else differed is still kept beside it."
DELETED = "Deleted. The draft is as it was."
NOT_WORDS = {*OURS, KEPT, "author", "base_version", "do", "draft", "key", "window"}


class SheetSaveForm(SaveForm):
    """One save from one of the windows in which the sheet may be open."""

    window = forms.RegexField(r"\A[a-f0-9]{32}\Z")

    def receipt_key(self) -> str:
        """Under which the answer is kept: the page's key, and a mark of what was sent under it.

        The key alone would not do. One may go back to a page and send other words from it, and the
        answer to the first ones would say that these are saved too. Only after is_valid().
        """
        said = what_is_said(self.data, but_for=NOT_WORDS)
        return mark_of(self.cleaned_data["key"], said)


def new_window() -> str:
    return uuid.uuid4().hex


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


def acted(
    request: PersonRequest,
    kept: Model,
    *,
    take: Callable[[], bool],
    take_both: Callable[[], bool],
    sheet: str,
    none_there: str,
) -> HttpResponse:
    """A button on the page of a kept wording. `sheet` is where one goes on from there.

    Both deeds say whether there is a sheet to put it into; what is in it wholly then is deleted.
    """
    do = request.POST.get("do")
    if do == "drop":
        kept.delete()
        messages.success(request, DELETED)
        return redirect(sheet)
    try:
        is_done = {"take": take, "both": take_both}.get(do or "", lambda: False)()
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
        return redirect(request.path)
    if not is_done:
        messages.info(request, none_there)
    elif do == "both":
        messages.success(request, BOTH if kept.pk is None else NOT_ALL)
        return redirect(sheet)
    else:
        messages.success(request, TAKEN)
    return redirect(request.path)
