"""Who can read what, who the admins are, and how long things are kept."""

from __future__ import annotations

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from journal.manage.access import admins, kept
from partnership.admins import for_admins
from partnership.http import PersonRequest


@for_admins
@require_safe
def access(request: PersonRequest) -> HttpResponse:
    context = {"admins": admins(), "kept": kept()}
    return TemplateResponse(request, "manage/access.html", context)
