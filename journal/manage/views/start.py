"""Where an admin starts: what needs attention."""

from __future__ import annotations

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from journal.manage.attention import needs
from partnership.admins import for_admins
from partnership.http import PersonRequest


@for_admins
@require_safe
def start(request: PersonRequest) -> HttpResponse:
    return TemplateResponse(request, "manage/start.html", {"needs": needs(timezone.now())})
