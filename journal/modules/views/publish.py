"""What changes, and publishing it; and letting the draft go."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from journal.modules import deeds
from journal.modules.changes import changes_in
from journal.modules.checks import hindrances
from journal.modules.sheets import Working
from journal.templatetags.days import moment
from partnership.admins import for_admins
from partnership.http import PersonRequest

from . import module_or_404, sheet_address


@for_admins
@require_http_methods(["GET", "HEAD", "POST"])
def module_publish(request: PersonRequest, key: str) -> HttpResponse:
    """One page says what changes, and asks of each reworded question what it is."""
    there = module_or_404(key)
    if request.method != "POST":
        return _page(request, there)
    choices = {
        name.removeprefix("question-"): str(choice)
        for name, choice in request.POST.items()
        if name.startswith("question-")
    }
    try:
        module = deeds.publish(
            key,
            by=request.user,
            state=request.POST.get("state", ""),
            choices=choices,
            at=timezone.now(),
        )
    except deeds.ChangedMeanwhileError:
        return _page(request, module_or_404(key), news=_news(there), choices=choices, status=409)
    except deeds.HinderedError:
        return _page(request, there, choices=choices, status=422)
    except deeds.NotChosenError as error:
        return _page(request, there, choices=choices, unchosen=error.keys, status=422)
    messages.success(request, f"{module.title} is published. Leaders see it now.")
    return redirect("modules:module", key)


@for_admins
@require_http_methods(["GET", "HEAD", "POST"])
def module_discard(request: PersonRequest, key: str) -> HttpResponse:
    """A page that says what will be lost before it is."""
    there = module_or_404(key)
    if there.draft is None:
        raise Http404
    if request.method == "POST":
        deeds.discard(key, by=request.user, at=timezone.now())
        messages.success(request, f"The draft of {there.title} is discarded.")
        if there.module is None:
            return redirect("modules:module-list")
        return redirect("modules:module", key)
    context = {"module": there, "changes": changes_in(there)}
    return TemplateResponse(request, "manage/modules/discard.html", context)


def _news(there: Working) -> str:
    """Who was first, and when."""
    if there.draft is None:
        return "This module has changed since you looked. Look again before you publish."
    who = there.draft.edited_by.name if there.draft.edited_by else "Somebody"
    at = moment(there.draft.edited_at)
    return f"{who} changed this draft on {at}, after you looked. Look again before you publish."


def _page(
    request: PersonRequest,
    there: Working,
    *,
    news: str = "",
    choices: dict[str, str] | None = None,
    unchosen: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    changes = changes_in(there)
    context = {
        "module": there,
        "changes": changes,
        "rows": [
            (one, (choices or {}).get(one.key, ""), one.key in (unchosen or []))
            for one in changes.parts
        ],
        "unchosen": [one for one in changes.reworded if one.key in (unchosen or [])],
        "hindrances": [
            (one.words, sheet_address(there.key, one.name) if one.name else "")
            for one in hindrances(there)
        ],
        "news": news,
    }
    return TemplateResponse(request, "manage/modules/publish.html", context, status=status)
