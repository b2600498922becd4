"""What one began to write about a text that is no longer there: to read, copy and delete."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST, require_safe

from journal.models import ReplyDraft, SharedCopy
from journal.review.kept import delete_kept, kept_by
from partnership.http import PersonRequest


@require_safe
def kept_list(request: PersonRequest) -> HttpResponse:
    return _page(request, None)


@require_safe
def kept(request: PersonRequest, kept_id: UUID) -> HttpResponse:
    return _page(request, kept_id)


@require_POST
def kept_delete(request: PersonRequest, kept_id: UUID) -> HttpResponse:
    """What one began, for good."""
    draft = get_object_or_404(ReplyDraft.objects.owned_by(request.user), pk=kept_id)
    open_now = SharedCopy.objects.for_writing_back(request.user).values_list("pk", flat=True)
    delete_kept(draft, is_gone=draft.copy_id not in open_now)
    messages.success(request, "Deleted.")
    return redirect("review:kept-list")


def _page(request: PersonRequest, only: UUID | None) -> HttpResponse:
    found = kept_by(request.user, only=only)
    if only is not None and not found:
        raise Http404
    context = {
        "gone": [one for one in found if one.is_gone],
        "begun": [one for one in found if not one.is_gone],
        "is_one": only is not None,
    }
    return TemplateResponse(request, "journal/review/kept.html", context)
