"""A draft: beginning it, its page, and discarding it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from partnership.admins import for_admins
from partnership.http import PersonRequest

from ...models import Edition, Framework
from ...previews import printed
from ...uses import MOST_COUNTED, doubts_about, site_uses
from ..drafts import NoDraftError, begin, discard
from ..outline import outline_of
from ..sheets import FACTS
from ..structure import keys_published


@for_admins
@require_POST
def draft_begin(request: PersonRequest, key: str) -> HttpResponse:
    """In the published edition's words, or the draft there is."""
    begin(get_object_or_404(Framework, key=key), by=request.user, at=timezone.now())
    return redirect("editing:draft", key)


@for_admins
@require_safe
def draft(request: PersonRequest, key: str) -> HttpResponse:
    """What it consists of, in order; with ?q= only what has those letters."""
    draft = get_object_or_404(Edition.objects.drafts(), framework__key=key)
    query = request.GET.get("q", "")[:80]
    published = keys_published(draft)
    is_counted = len(published) <= MOST_COUNTED
    uses = site_uses(key, published) if is_counted else {}
    outline = outline_of(draft, published, uses, doubts_about(key, published), query=query)
    context = {
        "draft": draft,
        "outline": outline,
        "query": query,
        "is_counted": is_counted,
        "kept": draft.framework.kept_wordings.select_related("by"),
        "facts": [fact for fact in FACTS if getattr(draft, fact)],
    }
    return TemplateResponse(request, "frameworks/editing/draft.html", context)


@for_admins
@require_safe
def draft_preview(request: PersonRequest, key: str) -> HttpResponse:
    """The whole list as leaders would see it."""
    draft = get_object_or_404(Edition.objects.drafts(), framework__key=key)
    draft.framework.name = draft.name
    elements = list(draft.elements.live().select_related("group"))
    for element in elements:
        element.edition = draft
    context = {"draft": draft, "lists": printed(elements)}
    return TemplateResponse(request, "frameworks/editing/preview.html", context)


@for_admins
@require_http_methods(["GET", "HEAD", "POST"])
def draft_discard(request: PersonRequest, key: str) -> HttpResponse:
    """Asks first."""
    draft = get_object_or_404(Edition.objects.drafts(), framework__key=key)
    if request.method == "POST":
        try:
            discard(draft, by=request.user)
        except NoDraftError:
            messages.info(request, "There was no draft any more.")
        else:
            messages.success(request, "The draft is discarded.")
        return redirect("editing:framework", key)
    return TemplateResponse(request, "frameworks/editing/discard.html", {"draft": draft})
