"""Calendar files: of a commitment, and of twenty minutes to write in.

A calendar may be read by others, so neither says what it is about. The words of a commitment go
into its file only when its author ticks that they may.
"""

from __future__ import annotations

import uuid
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from journal.looking_back.calendar_file import Saying, as_download, day_file, weekly_file
from journal.looking_back.planning_forms import WritingTimeForm
from journal.mail.links import site_address
from journal.models import Commitment
from partnership.http import PersonRequest

SOMETHING_PLANNED = "Partnership journal: something you planned"
TWENTY_MINUTES = "Partnership journal: twenty minutes"
SIGN_IN_TO_SEE_IT = "Sign in to see it: {}"
SIGN_IN_TO_WRITE = "Sign in to write: {}"


@require_safe
def commitment_calendar(request: PersonRequest, commitment_id: UUID) -> HttpResponse:
    """The day on which it comes back; its words only if that is asked for (?words=yes)."""
    one = get_object_or_404(Commitment.objects.owned_by(request.user), pk=commitment_id)
    address = site_address(one.get_absolute_url())
    saying = Saying(
        uid=_uid(one.pk),
        summary=one.sentence if request.GET.get("words") == "yes" else SOMETHING_PLANNED,
        description=SIGN_IN_TO_SEE_IT.format(address),
        address=address,
    )
    return as_download(day_file(saying, on=one.due_on, at=timezone.now()))


@require_safe
def writing_time(request: PersonRequest) -> HttpResponse:
    """Which day, at what time, how often; once that is said, the file itself."""
    if not request.GET:
        return _asked(request, WritingTimeForm(initial={"day": request.user.reminder_day}))
    form = WritingTimeForm(request.GET)
    if not form.is_valid():
        return _asked(request, form, status=422)
    now = timezone.now()
    address = site_address(reverse("writing:home"))
    saying = Saying(
        uid=_uid(uuid.uuid4()),
        summary=TWENTY_MINUTES,
        description=SIGN_IN_TO_WRITE.format(address),
        address=address,
    )
    weeks: int = form.cleaned_data["weeks"]
    file = weekly_file(saying, begins_at=form.begins_at(now), minutes=20, weeks=weeks, at=now)
    return as_download(file)


def _asked(request: PersonRequest, form: WritingTimeForm, status: int = 200) -> HttpResponse:
    template = "journal/looking_back/writing_time.html"
    return TemplateResponse(request, template, {"form": form}, status=status)


def _uid(pk: UUID) -> str:
    return f"{pk}@{urlsplit(settings.SITE_URL).hostname}"
