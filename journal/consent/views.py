"""What a leader was asked to let be read out, and saying yes, yes without a name, or no."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from journal.models import SheetLine
from journal.templatetags.days import day
from partnership.http import PersonRequest

from .deeds import answer

FREE = "a free entry"
STANDING = {
    SheetLine.Consent.NAMED: "You said yes, with your name.",
    SheetLine.Consent.UNNAMED: "You said yes, without your name.",
    SheetLine.Consent.NO: "You said no. It is not read out.",
}
SAID = {
    SheetLine.Consent.NAMED: "It may be read out with your name.",
    SheetLine.Consent.UNNAMED: "It may be read out without your name.",
    SheetLine.Consent.NO: "It is not read out, and you will not be asked about it again.",
}


@dataclass(frozen=True)
class Asked:
    """One line as the page prints it. `standing` says what was answered, if anything was.

    `choices` are the answers that would change something: each a value and its words.
    """

    key: str
    href: str
    asker: str
    asked_on: str
    quote: str
    about: str
    entry_href: str
    consent: str
    standing: str
    choices: list[tuple[str, str]]


@require_safe
def lines(request: PersonRequest) -> HttpResponse:
    """Every line they were asked about, those to answer first. Answers can be changed here."""
    rows = [_asked(line) for line in _for_page(request)]
    context = {
        "waiting": [row for row in rows if not row.consent],
        "answered": [row for row in rows if row.consent],
    }
    return TemplateResponse(request, "journal/consent/lines.html", context)


@require_POST
def line_answer(request: PersonRequest, line_id: UUID) -> HttpResponse:
    """Keep the answer, from now on. Of what is shared by others nobody is asked."""
    line = get_object_or_404(SheetLine.objects.asked_of(request.user), pk=line_id)
    consent = request.POST.get("consent", "")
    if consent in SAID:
        answer(line, consent)
        messages.success(request, SAID[SheetLine.Consent(consent)])
    else:
        messages.error(request, "Choose one of the three answers.")
    return redirect("consent:lines")


def _for_page(request: PersonRequest) -> Iterable[SheetLine]:
    asked = SheetLine.objects.asked_of(request.user).order_by("-asked_at", "pk")
    return asked.select_related("asked_by", "copy__question").defer(
        "copy__body", "copy__search_text", "copy__question__parts", "copy__question__source"
    )


def _asked(line: SheetLine) -> Asked:
    copy = line.copy
    return Asked(
        key=f"line-{line.pk}",
        href=reverse("consent:line-answer", args=[line.pk]),
        asker=line.asked_by.first_name or "Your facilitator",
        asked_on=day(line.asked_at),
        quote=line.quote,
        about=(copy.question and copy.question.title) or copy.title or FREE,
        entry_href=reverse("writing:entry", args=[copy.entry_id]),
        consent=line.consent,
        standing=STANDING.get(SheetLine.Consent(line.consent), ""),
        choices=[one for one in SheetLine.Consent.choices if one[0] not in ("", line.consent)],
    )
