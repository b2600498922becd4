"""How the site is."""

from __future__ import annotations

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from journal.manage import system as told
from partnership.admins import for_admins
from partnership.http import PersonRequest


@for_admins
@require_safe
def system(request: PersonRequest) -> HttpResponse:
    now = timezone.now()
    storage, versions = told.storage_and_versions()
    parts = [
        ("Mail", told.mail(now)),
        ("Backups", told.backups(now)),
        ("Last run of what a timer runs", told.runs(now)),
        ("Storage", storage),
        ("Versions", versions),
    ]
    return TemplateResponse(request, "manage/system.html", {"parts": parts})
