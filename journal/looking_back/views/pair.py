"""Then and now: two answers to one question side by side, and what their author says of them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from journal.models import LookBack, Question
from journal.partnerships.elements import elements_offered
from journal.tagging.levels import LINKAGE
from partnership.http import PersonRequest

from ..deeds import look_back
from ..forms import LookBackForm
from ..hindsight import to_place_again
from ..pairs import Pair, Side, answers_to, difference, month_of, pair_of, sides_of


@require_http_methods(["GET", "HEAD", "POST"])
def pair(request: PersonRequest, question_key: str) -> HttpResponse:
    """The first answer beside the newest, or any two that are asked for."""
    question = get_object_or_404(Question, key=question_key)
    answers = answers_to(request.user, question)
    if not answers:
        raise Http404
    asked = request.POST if request.method == "POST" else request.GET
    chosen = pair_of(answers, asked.get("then", ""), asked.get("now", ""))
    context: dict[str, Any] = {"question": question, "answers": answers, "pair": chosen}
    if chosen is None:
        return TemplateResponse(request, "journal/looking_back/pair.html", context)
    sides = sides_of(request.user, chosen)
    form = _form(request, chosen, sides)
    if request.method == "POST" and form.is_valid():
        return _said(request, chosen, sides, form)
    context |= {
        "sides": sides,
        "difference": difference(*sides),
        "form": form,
        "month": month_of(chosen, timezone.localdate()),
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "journal/looking_back/pair.html", context, status=status)


def _form(request: PersonRequest, chosen: Pair, sides: list[Side]) -> LookBackForm:
    earlier, later = (side.entry for side in sides)
    said = LookBack.objects.owned_by(request.user).between(earlier, later).first()
    return LookBackForm(
        request.POST or None,
        initial={"what_changed": said.what_changed, "see_now": said.see_now} if said else None,
        partnerships=to_place_again(earlier, later, today=timezone.localdate()),
        levels=elements_offered([LINKAGE])[LINKAGE],
    )


def _said(
    request: PersonRequest, chosen: Pair, sides: list[Side], form: LookBackForm
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
