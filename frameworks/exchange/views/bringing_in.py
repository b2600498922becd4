"""A framework from a file: given, looked through row by row, and then made a draft.

Nothing is stored before somebody says so, and nothing is published by it: whoever publishes the
draft does that.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from partnership.admins import for_admins
from partnership.http import PersonRequest

from ...editing.drafts import DraftInProgressError, OtherKindError
from ...strict_yaml import PackError
from ..carried import NotCarriedError, packed, unpacked
from ..checking import Check, check
from ..deeds import begin_draft, mark_of
from ..formats import FORMATS, read
from ..forms import FileForm
from ..report import Reading, page_lines

PASTED = "what was pasted"
NOT_CARRIED = (
    "That check is more than a day old, or was made by somebody else. Give the file again."
)
CHANGED = "The draft that is there has changed since you looked. Look again before you discard it."


@for_admins
@require_http_methods(["GET", "HEAD", "POST"])
def from_a_file(request: PersonRequest) -> HttpResponse:
    """What is in the file, or what is wrong with it, line by line."""
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if not form.is_bound or not form.is_valid():
        return _asked(request, form)
    file = form.name or PASTED
    try:
        reading = read(form.data_given, form.name, form.cleaned_data["format"])
        checked = check(reading, file)
        carried = packed(reading, file, by=request.user)
    except PackError as error:
        return _asked(request, form, wrong=page_lines(error.problems), file=file)
    return _shown(request, checked, carried=carried, file=file)


@for_admins
@require_POST
def draft(request: PersonRequest) -> HttpResponse:
    """Begin the draft that was checked. Another draft is discarded only as it was looked at."""
    carried, file = request.POST.get("checked", ""), request.POST.get("file", "")[:250] or PASTED
    try:
        pack = unpacked(carried, by=request.user)
        made = begin_draft(
            pack, instead_of=request.POST.get("discard", ""), by=request.user, at=timezone.now()
        )
    except NotCarriedError:
        messages.error(request, NOT_CARRIED)
        return redirect("exchange:from-a-file")
    except (DraftInProgressError, OtherKindError, PackError) as error:
        return _once_more(request, error, carried=carried, file=file)
    messages.success(
        request, f"{made.name} is a draft now. Nobody is offered it until you publish."
    )
    return redirect("editing:draft", pack.key)


def _once_more(
    request: PersonRequest, error: Exception, *, carried: str, file: str
) -> HttpResponse:
    """Something has changed on the site since the file was looked through."""
    pack = unpacked(carried, by=request.user)
    try:
        checked = check(Reading(pack, "json"), file)
    except PackError as wrong:
        return _asked(request, FileForm(), wrong=page_lines(wrong.problems), file=file)
    news = CHANGED if request.POST.get("discard") else ""
    return _shown(request, checked, carried=carried, file=file, news=news, status=409)


def _asked(
    request: PersonRequest, form: FileForm, *, wrong: list[str] | None = None, file: str = ""
) -> HttpResponse:
    context = {"form": form, "wrong": wrong or [], "file": file, "formats": FORMATS.values()}
    status = 422 if wrong or form.errors else 200
    return TemplateResponse(request, "frameworks/exchange/from_a_file.html", context, status=status)


def _shown(
    request: PersonRequest,
    checked: Check,
    *,
    carried: str,
    file: str,
    news: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "check": checked,
        "pack": checked.reading.pack,
        "format": FORMATS[checked.reading.format].name,
        "file": file,
        "carried": carried,
        "draft": checked.draft,
        "draft_mark": mark_of(checked.draft) if checked.draft else "",
        "news": news,
    }
    return TemplateResponse(request, "frameworks/exchange/check.html", context, status=status)
