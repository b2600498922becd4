"""Looking back: what one answered more than once, what is due, and what one wrote about."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from journal.context import desks_of
from journal.follow_ups import opened
from journal.looking_back.answers import answered_by, due, is_due, pairs
from journal.looking_back.coverage import coverage_of
from journal.looking_back.lines import open_at_first, terms_in_words
from journal.looking_back.on_this_day import on_this_day
from journal.looking_back.opening import opening_in
from journal.models import Question
from journal.openings import closed_in
from journal.tagging.offered import CORE_THREE
from partnership.http import PersonRequest

NOT_THESE = "opening_not_these"
MOST_NOT_THESE = 50


@require_safe
def looking_back(request: PersonRequest) -> HttpResponse:
    """How has my thinking moved? One's own entries, and nobody else's.

    It offers questions to be answered from memory, so no word of their answers is in view.
    """
    person, now, desks = request.user, timezone.now(), desks_of(request)
    module = desks.cohort.module if desks.cohort else None
    answered = answered_by(person)
    coverage = coverage_of(person, (module and module.frameworks_in_front) or CORE_THREE)
    opening = module and opening_in(
        module,
        coverage,
        answered,
        closed=closed_in(module, desks.cohorts),
        not_these=request.session.get(NOT_THESE, []),
        now=now,
    )
    from_memory = {one.key for one in answered if one.drafts or is_due(one, now)}
    from_memory |= {opening.key} if opening else set()
    terms = terms_in_words(person)
    context = {
        "pairs": pairs(answered, now),
        "due": due(answered, now),
        "moments": opened(desks.led, today=timezone.localdate(now)),
        "on_this_day": on_this_day(person, now, from_memory),
        "terms": terms,
        "term_open": request.GET.get("term") or open_at_first(terms, from_memory),
        "covered": coverage.lists(),
        "untouched": coverage.untouched,
        "opening": opening,
    }
    return TemplateResponse(request, "journal/looking_back/looking_back.html", context)


@require_POST
def opening_skip(request: PersonRequest, key: str) -> HttpResponse:
    """ "Not now": another question in its place until this person signs out. Nothing is stored."""
    question = get_object_or_404(Question.objects.only("key"), key=key)
    not_these = [*request.session.get(NOT_THESE, []), question.key]
    request.session[NOT_THESE] = not_these[-MOST_NOT_THESE:]
    return redirect(f"{reverse('looking_back:looking-back')}#opening")
