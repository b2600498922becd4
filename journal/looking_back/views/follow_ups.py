"""A moment's page, and putting it off, turning it off and asking for it after all.

For those who lead in a cohort whose moment has come. To anyone else it is not there, and nobody is
told what was said of it.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from journal.context import desks_of
from journal.follow_ups import PUT_OFF_FOR, Opened, opened
from journal.models import MomentChoice
from journal.templatetags.days import day
from partnership.http import PersonRequest

from ..deeds import ask_after_all, put_off
from ..moment_page import rows_of

NOT_AGAIN = "You will not be asked these. They stay under Looking back."


@require_safe
def moment(request: PersonRequest, module_key: str, moment_key: str) -> HttpResponse:
    """Its prompts in order, each with what it is about. What was written earlier is not here."""
    one, today = _opened(request, module_key, moment_key), timezone.localdate()
    mine = MomentChoice.objects.owned_by(request.user)
    context = {
        "opened": one,
        "rows": rows_of(request.user, one),
        "choice": mine.of_moment(one.moment.pk, one.cohort).first(),
        "may_be_put_off": one.comes_back_to(request.user, on=today + PUT_OFF_FOR),
        "may_be_asked": one.is_open_to(request.user, on=today),
    }
    return TemplateResponse(request, "journal/looking_back/moment.html", context)


@require_POST
def moment_put_off(request: PersonRequest, module_key: str, moment_key: str) -> HttpResponse:
    one = _opened(request, module_key, moment_key)
    until = timezone.localdate() + PUT_OFF_FOR
    put_off(request.user, one, until=until)
    comes_back = one.comes_back_to(request.user, on=until)
    messages.success(request, f"We will ask again on {day(until)}." if comes_back else NOT_AGAIN)
    return redirect("writing:home")


@require_POST
def moment_turn_off(request: PersonRequest, module_key: str, moment_key: str) -> HttpResponse:
    one = _opened(request, module_key, moment_key)
    put_off(request.user, one, until=None)
    messages.success(request, NOT_AGAIN)
    return redirect("writing:home")


@require_POST
def moment_ask(request: PersonRequest, module_key: str, moment_key: str) -> HttpResponseRedirect:
    one = _opened(request, module_key, moment_key)
    ask_after_all(request.user, one)
    return redirect("looking_back:moment", module_key, moment_key)


def _opened(request: PersonRequest, module_key: str, moment_key: str) -> Opened:
    for one in opened(desks_of(request).led, today=timezone.localdate()):
        if (one.cohort.module.key, one.moment.key) == (module_key, moment_key):
            return one
    raise Http404
