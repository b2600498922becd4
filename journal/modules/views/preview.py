"""Looking at a draft as a leader would, in the leader's own templates."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from journal.modules.preview import Previewed
from journal.modules.sheets import QUESTION
from journal.writing.sheet import blank_page
from partnership.admins import for_admins
from partnership.http import PersonRequest

from . import module_or_404, sheet_address


@for_admins
@require_safe
def module_preview(request: PersonRequest, key: str) -> HttpResponse:
    on = _day(request.GET.get("on", ""))
    previewed = Previewed(module_or_404(key), on)
    context = {
        **previewed.page(),
        "back_to": reverse("modules:module", args=[key]),
        "on": on.isoformat(),
        "has_days": previewed.has_days,
    }
    return TemplateResponse(request, "manage/modules/preview.html", context)


@for_admins
@require_safe
def question_preview(request: PersonRequest, key: str, kind: str, item: str) -> HttpResponse:
    """The sheet that a leader would write on. Nothing on it can be pressed, and nothing is kept."""
    previewed = Previewed(module_or_404(key), date.max)
    question = previewed.question(item) if kind == QUESTION else None
    if question is None:
        raise Http404
    context = {
        **blank_page(request.user, question, previewed.behind[item]),
        "back_to": reverse("modules:module-preview", args=[key]),
        "sheet_url": sheet_address(key, f"{kind}/{item}"),
    }
    return TemplateResponse(request, "manage/modules/preview_question.html", context)


def _day(text: str) -> date:
    """That day, or today."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return timezone.localdate()
