"""Then and now: two of one's own entries side by side, and what their author says of them.

Two answers to one question; or an answer to a follow-up beside what its prompt is about.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from journal.context import desks_of
from journal.first_answers import earlier_for
from journal.follow_ups import opened_to, prompt_called
from journal.models import Entry, Prompt, Question
from journal.partnerships.elements import elements_offered
from journal.tagging.levels import LINKAGE
from partnership.http import PersonRequest
from partnership.people.models import User

from ..deeds import look_back
from ..forms import LookBackForm
from ..hindsight import to_place_again
from ..pairs import Answer, Pair, Side, answers_to, difference, month_of, pair_of, sides_of

NOT_THESE_TWO = (
    "One of the two that you had before you is not there any more. These are two others: "
    "look at them, and save if it is true of them too."
)


@require_http_methods(["GET", "HEAD", "POST"])
def pair(request: PersonRequest, question_key: str) -> HttpResponse:
    """The first answer beside the newest, or any two that are asked for."""
    question = get_object_or_404(Question, key=question_key)
    answers = answers_to(request.user, question)
    if not answers:
        raise Http404
    asked = _asked(request)
    chosen = pair_of(answers, asked.get("then", ""), asked.get("now", ""))
    context = {"heading": question.title, "asked": question.parts, "thens": answers}
    if chosen is None:
        context["again"] = question.get_absolute_url()
        return TemplateResponse(request, "journal/looking_back/pair.html", context)
    return _page(request, chosen, {**context, "nows": answers})


@require_http_methods(["GET", "HEAD", "POST"])
def beside(request: PersonRequest, entry_id: UUID) -> HttpResponse:
    """An answer to a follow-up beside what its prompt is about, once it is Done."""
    entry, about = _following_up(request.user, entry_id)
    prompt = prompt_called(entry.follow_up)
    if prompt is None or entry.is_draft:
        return redirect(entry)
    is_open = opened_to(desks_of(request).led, prompt.moment, today=timezone.localdate())
    earlier = _earlier(request, entry, prompt, about)
    if not earlier:
        moment = prompt.moment
        return redirect(moment) if is_open else redirect(entry)
    then = _asked(request).get("then", "")
    chosen = next((one for one in earlier if one.value == then), earlier[0])
    context = {
        "heading": prompt.moment.name,
        "asked": [prompt.wording],
        "thens": earlier,
        "moment": prompt.moment if is_open else None,
    }
    only = about if prompt.is_of_partnerships else None
    return _page(request, Pair(chosen, Answer(entry.pk, entry.started_at)), context, only)


def _following_up(person: User, entry_id: UUID) -> tuple[Entry, list[UUID]]:
    """An answer to a follow-up, and the partnerships that it is about. One query."""
    mine = Entry.objects.owned_by(person).in_journal().following_up().filter(pk=entry_id)
    columns = ("author", "title", "started_at", "done_at", "follow_up")
    rows = list(mine.annotate(about=F("partnerships")).only(*columns))  # a row for each of them
    if not rows:
        raise Http404
    return rows[0], [row.about for row in rows if row.about]  # type: ignore[attr-defined]


def _earlier(
    request: PersonRequest, entry: Entry, prompt: Prompt, about: Collection[UUID]
) -> list[Answer]:
    """None if the prompt shows nothing earlier, or is about nothing that was written."""
    if prompt.show_earlier == Prompt.ShowEarlier.NO or prompt.is_of_commitments:
        return []
    earlier = earlier_for(request.user, prompt, about)
    before = (one for one in earlier if one.started_at <= entry.started_at and one.pk != entry.pk)
    return [Answer(one.pk, one.started_at, one.name) for one in before]


def _asked(request: PersonRequest) -> QueryDict:
    return request.POST if request.method == "POST" else request.GET


def _page(
    request: PersonRequest,
    chosen: Pair,
    context: dict[str, Any],
    only: Collection[UUID] | None = None,
) -> HttpResponse:
    """`only` are the partnerships to be placed again, if not all of the earlier entry."""
    sides = sides_of(request.user, chosen)
    form = _form(request, sides, only)
    if request.method == "POST" and not _is_of(chosen, request.POST):
        form.add_error(None, NOT_THESE_TWO)
    if request.method == "POST" and form.is_valid():
        return _said(request, chosen, sides, form)
    context |= {
        "pair": chosen,
        "sides": sides,
        "difference": difference(*sides),
        "form": form,
        "month": month_of(chosen, timezone.localdate()),
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "journal/looking_back/pair.html", context, status=status)


def _is_of(chosen: Pair, posted: QueryDict) -> bool:
    """Whether these are the two of the page that was posted: one may be in the bin since."""
    named = {posted.get("then"), posted.get("now")} - {None}
    return named <= {answer.value for answer in chosen}


def _form(
    request: PersonRequest, sides: Sequence[Side], only: Collection[UUID] | None
) -> LookBackForm:
    earlier, later = sides
    return LookBackForm(
        request.POST or None,
        initial={"what_changed": later.what_changed, "see_now": later.see_now},
        partnerships=to_place_again(earlier, later, today=timezone.localdate(), only=only),
        levels=elements_offered([LINKAGE])[LINKAGE],
    )


def _said(
    request: PersonRequest, chosen: Pair, sides: Sequence[Side], form: LookBackForm
) -> HttpResponseRedirect:
    earlier, later = (side.entry for side in sides)
    look_back(
        earlier=earlier,
        later=later,
        what_changed=form.cleaned_data["what_changed"],
        see_now=form.cleaned_data["see_now"],
        placed=form.placed(),
    )
    messages.success(request, "Saved. Only you see this.")
    query = urlencode({"then": chosen.earlier.value, "now": chosen.later.value})
    return redirect(f"{request.path}?{query}")
