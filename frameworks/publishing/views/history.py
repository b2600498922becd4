"""The editions of a framework, newest first, and what differs between any two of them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from frameworks.editing.drafts import DraftInProgressError, begin_again_from
from frameworks.models import Framework
from frameworks.publishing import showing
from frameworks.publishing.changes import changes_between
from frameworks.publishing.contents import contents_of
from frameworks.publishing.past import editions_of, two_of
from partnership.admins import for_admins
from partnership.http import PersonRequest


@for_admins
@require_safe
def history(request: PersonRequest, key: str) -> HttpResponse:
    """Every edition there ever was, and the draft if there is one."""
    framework = get_object_or_404(Framework, key=key)
    editions = editions_of(framework)
    context = {
        "framework": framework,
        "draft": next((one.edition for one in editions if one.is_draft), None),
        "editions": [one for one in editions if not one.is_draft],
        "all": editions,
    }
    return TemplateResponse(request, "frameworks/publishing/history.html", context)


@for_admins
@require_safe
def difference(request: PersonRequest, key: str) -> HttpResponse:
    """From one edition to another, by their numbers; the last two when none are named."""
    framework = get_object_or_404(Framework, key=key)
    editions = editions_of(framework)
    before, after = two_of(editions, request.GET.get("before", ""), request.GET.get("after", ""))
    context: dict[str, Any] = {"framework": framework, "all": editions}
    if before and after:
        changes = changes_between(contents_of(before.edition), contents_of(after.edition))
        context |= {
            "before": before,
            "after": after,
            "rows": showing.rows(changes),
            "groups": showing.group_rows(changes),
            "head": showing.head_lines(changes),
            "unchanged": changes.unchanged,
            "in_short": showing.in_short(changes),
            "is_empty": changes.is_empty,
        }
    return TemplateResponse(request, "frameworks/publishing/difference.html", context)


@for_admins
@require_POST
def restore(request: PersonRequest, key: str, number: int) -> HttpResponse:
    """Begin a draft in the words of an earlier edition. Publishing it is a deed of its own."""
    framework = get_object_or_404(Framework, key=key)
    edition = get_object_or_404(framework.editions.ever_published(), number=number)
    try:
        begin_again_from(edition, by=request.user, at=timezone.now())
    except DraftInProgressError:
        messages.error(
            request,
            "There is a draft already, and it is not overwritten. "
            "Publish it or discard it first, then begin from an earlier edition.",
        )
        return redirect("publishing:history", framework.key)
    messages.success(request, f"This draft has the words of edition {number}.")
    return redirect("publishing:changes", framework.key)
