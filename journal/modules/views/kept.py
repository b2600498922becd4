"""Two admins changed one sheet: both are here, and nothing is lost whichever is taken."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from journal.models import KeptSheet
from journal.modules.changes import fields_between
from journal.modules.forms import long_texts
from journal.modules.saving import take_both, take_kept
from journal.modules.sheets import EMPTY, Working
from partnership.admins import for_admins
from partnership.http import PersonRequest
from partnership.sheet_views import acted
from partnership.sheets import that_differ

from . import module_or_404, part_of, sheet_address


@for_admins
@require_http_methods(["GET", "HEAD", "POST"])
def kept(request: PersonRequest, key: str, kept_id: UUID) -> HttpResponse:
    """What differs, with a button for each. What is not taken stays kept until it is let go."""
    found = get_object_or_404(KeptSheet.objects.of_module(key), pk=kept_id)
    there = module_or_404(key)
    if request.method == "POST":
        return _acted(request, there, found)
    kind = found.name.partition("/")[0]
    content = there.sheets.get(found.name, EMPTY[kind])
    is_there = there.has(found.name)
    context = {
        "module": there,
        "part": part_of(found, there),
        "row": there.rows.get(found.name),
        "kept": found,
        "fields": fields_between(kind, content, found.content),
        "sheet_url": sheet_address(key, found.name) if is_there else "",
        "can_both": is_there and bool(that_differ(content, found.content, long_texts(kind))),
    }
    return TemplateResponse(request, "manage/modules/kept.html", context)


def _acted(request: PersonRequest, there: Working, found: KeptSheet) -> HttpResponse:
    now = timezone.now()
    long = long_texts(found.name.partition("/")[0])
    desk = reverse("modules:module", args=[there.key])
    return acted(
        request,
        found,
        take=lambda: take_kept(found, by=request.user, at=now),
        take_both=lambda: take_both(found, long, by=request.user, at=now),
        sheet=sheet_address(there.key, found.name) if there.has(found.name) else desk,
        none_there="This was taken out of the module. Copy what you need of it.",
    )
