"""Two admins changed one sheet: both are here, and nothing is lost whichever is taken."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from journal.models import KeptSheet
from journal.modules.changes import fields_between
from journal.modules.saving import take_kept
from partnership.admins import for_admins
from partnership.http import PersonRequest

from . import part_or_404, sheet_address


@for_admins
@require_http_methods(["GET", "HEAD", "POST"])
def kept(request: PersonRequest, key: str, kept_id: UUID) -> HttpResponse:
    """What differs, with a button for each. What is not taken stays kept until it is let go."""
    found = get_object_or_404(KeptSheet.objects.of_module(key), pk=kept_id)
    there, content = part_or_404(key, found.name)
    if request.method == "POST":
        if request.POST.get("do") == "take":
            take_kept(found, by=request.user, at=timezone.now())
            messages.success(request, "This is the draft now. The other is kept here.")
            return redirect(request.path)
        found.delete()
        messages.success(request, "Let go. The draft is as it was.")
        return redirect(sheet_address(key, there.part(found.name).name))
    context = {
        "module": there,
        "part": there.part(found.name),
        "row": there.rows.get(found.name),
        "kept": found,
        "fields": fields_between(found.name.partition("/")[0], content, found.content),
        "sheet_url": sheet_address(key, found.name),
    }
    return TemplateResponse(request, "manage/modules/kept.html", context)
