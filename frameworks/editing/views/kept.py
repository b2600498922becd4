"""What was sent and lost to another save, or to publishing: beside what stands in its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.forms import Field
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from partnership.admins import for_admins
from partnership.differences import Paragraph, beside
from partnership.http import PersonRequest
from partnership.sheet_views import acted
from partnership.sheets import LongTexts, that_differ

from ...models import Edition, KeptWording
from ..addresses import draft_address, sheet_address
from ..forms import SheetForm
from ..saving import fields_kept, take_both, take_kept
from ..sheets import Fields, fields_of, find


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
    draft = Edition.objects.drafts().of(key).first()
    published = Edition.objects.published().of(key)
    now = draft or published.select_related("framework", "published_by").first()
    row = find(now, found.sheet) if now else None
    form = SheetForm(row, now, data=None) if now and row else None
    long = form.long_texts() if form and now == draft else {}
    if request.method == "POST":
        return _acted(request, found, draft, long)
    theirs = fields_of(row, now) if now and row else {}
    mine = fields_kept(found)
    context = {
        "kept": found,
        "now": now,
        "sheet_url": sheet_address(key, found.sheet) if draft and row else "",
        "sides": _sides(mine, theirs, form.fields if form else {}),
        "can_both": bool(that_differ(theirs, mine, long)),
    }
    return TemplateResponse(request, "frameworks/editing/kept.html", context)


def _sides(mine: Fields, theirs: Fields, fields: Mapping[str, Field]) -> list[Side]:
    """What differs, in the order of the form; what no form has any more comes after."""
    names = [name for name in fields if name in mine] + [n for n in mine if n not in fields]
    return [
        Side.of(str((fields[name].label if name in fields else "") or name), mine[name],
                theirs.get(name, ""))
        for name in names
        if mine[name] != theirs.get(name, "")
    ]  # fmt: skip


def _acted(
    request: PersonRequest, found: KeptWording, draft: Edition | None, long: LongTexts
) -> HttpResponse:
    now = timezone.now()
    return acted(
        request,
        found,
        take=lambda: take_kept(found, by=request.user, at=now),
        take_both=lambda: take_both(found, long, by=request.user, at=now),
        sheet=_where(draft, found),
        none_there="There is no draft that they could go into. Begin one first.",
    )


def _where(draft: Edition | None, found: KeptWording) -> str:
    key = found.framework.key
    if draft is None:
        return reverse("editing:framework", args=[key])
    return sheet_address(key, found.sheet) if find(draft, found.sheet) else draft_address(key)
