"""What was sent and lost to another save, or to publishing: beside what stands in its place."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from partnership.admins import for_admins
from partnership.differences import Paragraph, beside
from partnership.http import PersonRequest

from ...models import Edition, KeptWording
from ..addresses import draft_address, sheet_address
from ..forms import SheetForm
from ..saving import fields_kept, take_kept
from ..sheets import fields_of, find


@dataclass(frozen=True)
class Side:
    """One field that differs: as it was sent, and as it stands."""

    label: str
    mine: list[Paragraph]
    theirs: list[Paragraph]

    @classmethod
    def of(cls, label: str, mine: str, theirs: str) -> Side:
        return cls(label, *beside(mine, theirs))


@for_admins
@require_http_methods(["GET", "HEAD", "POST"])
def kept(request: PersonRequest, key: str, kept_id: int) -> HttpResponse:
    """Side by side, with a button for each; whichever is taken, the other is not lost by it."""
    rows = KeptWording.objects.select_related("framework", "by")
    found = get_object_or_404(rows, pk=kept_id, framework__key=key)
    if request.method == "POST":
        return _acted(request, key, found)
    drafts = Edition.objects.drafts().of(key)
    published = Edition.objects.published().of(key)
    now = drafts.first() or published.select_related("framework", "published_by").first()
    row = find(now, found.sheet) if now else None
    theirs = fields_of(row, now) if now and row else {}
    labels = SheetForm(row, now, data=None).fields if now and row else {}
    mine = fields_kept(found)
    names = [name for name in labels if name in mine] + [n for n in mine if n not in labels]
    context = {
        "kept": found,
        "now": now,
        "is_draft": bool(now and row and now.state == Edition.State.DRAFT),
        "sides": [
            Side.of(str(getattr(labels.get(name), "label", None) or name), mine[name],
                    theirs.get(name, ""))
            for name in names
            if mine[name] != theirs.get(name, "")
        ],
    }  # fmt: skip
    return TemplateResponse(request, "frameworks/editing/kept.html", context)


def _acted(request: PersonRequest, key: str, found: KeptWording) -> HttpResponse:
    if request.POST.get("do") == "mine":
        if take_kept(found, by=request.user, at=timezone.now()):
            messages.success(request, "These words are in the draft now. The others are kept here.")
        else:
            messages.info(request, "There is no draft that they could go into. Begin one first.")
        return redirect(request.path)
    found.delete()
    messages.success(request, "Let go. What stands is as it was.")
    draft = Edition.objects.drafts().of(key).first()
    if draft is None:
        return redirect("editing:framework", key)
    return redirect(_where(draft, found.sheet))


def _where(draft: Edition, sheet: str) -> str:
    key = draft.framework.key
    return sheet_address(key, sheet) if find(draft, sheet) else draft_address(key)
