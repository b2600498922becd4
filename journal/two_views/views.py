"""Asking to compare, answering, the two views side by side, and stopping."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from journal.models import Partnership, TwoViews
from partnership.http import PersonRequest
from partnership.once import id_for

from . import deeds
from .choosing import in_words, leaders_to_ask, mine_to_choose_from
from .following import observations_to_give
from .forms import AnswerForm, AskForm
from .side_by_side import side_by_side

DAYS_A_PAGE = 15


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: PersonRequest, partnership_id: UUID) -> HttpResponse:
    """Choose somebody of one's cohort, and see what they would see."""
    mine = Partnership.objects.owned_by(request.user).going_on(timezone.localdate())
    link = get_object_or_404(mine, pk=partnership_id)
    if _is_asked(request):
        return redirect(link)
    leaders = leaders_to_ask(request.user, link)
    form = AskForm(leaders, request.POST or None, initial={"called": link.name})
    if request.method == "POST" and form.is_valid():
        try:
            return _asked(request, link, form)
        except deeds.CannotCompareError as error:
            form.add_error("leader", str(error))
    context = {
        "partnership": link,
        "form": form,
        "leaders": leaders,
        "placed": [in_words(one) for one in observations_to_give(link)],
    }
    return TemplateResponse(request, "journal/two_views/ask.html", context)


def _is_asked(request: PersonRequest) -> bool:
    """By this very form, which was sent before."""
    mine = TwoViews.objects.agreed_or_asked_by(request.user)
    return request.method == "POST" and mine.filter(pk=id_for(request)).exists()


def _asked(request: PersonRequest, link: Partnership, form: AskForm) -> HttpResponse:
    person, cohort = form.asked.person, form.asked.cohort
    called = form.cleaned_data["called"]
    deeds.ask(link, person, cohort, called=called, pk=id_for(request))
    asked = f"{person.first_name} is asked. Nothing shows until you both agree."
    messages.success(request, asked)
    return redirect(link)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: PersonRequest, two_views_id: UUID) -> HttpResponse:
    """Say which of one's own partnerships it is, and agree; or decline."""
    waiting = TwoViews.objects.waiting_for(request.user).select_related("asker", "asked", "cohort")
    two_views = get_object_or_404(waiting, pk=two_views_id)
    mine = mine_to_choose_from(two_views, as_of=timezone.localdate())
    form = AnswerForm(mine, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            deeds.agree(two_views, form.chosen)
        except deeds.CannotCompareError as error:
            form.add_error("partnership", str(error))
        else:
            both = f"You and {two_views.asker.first_name} each see where the other placed it."
            messages.success(request, both)
            return redirect(form.chosen)
    context = {"two_views": two_views, "name": two_views.asker.first_name, "form": form}
    return TemplateResponse(request, "journal/two_views/answer.html", context)


@require_POST
def decline(request: PersonRequest, two_views_id: UUID) -> HttpResponse:
    waiting = TwoViews.objects.waiting_for(request.user).select_related("asker")
    two_views = get_object_or_404(waiting, pk=two_views_id)
    deeds.decline(two_views)
    messages.success(request, f"It is put away. {two_views.asker.first_name} is not told.")
    return redirect("partnerships:partnership-list")


@require_safe
def two_views(request: PersonRequest, two_views_id: UUID) -> HttpResponse:
    """How each of the two placed it, day by day."""
    row = get_object_or_404(TwoViews.objects.in_force().of(request.user), pk=two_views_id)
    shown = side_by_side(request.user, row, today=timezone.localdate())
    if shown is None:
        raise Http404
    rows = Paginator(shown.view.rows, DAYS_A_PAGE)
    page = rows.get_page(request.GET.get("page"))
    context = {"shown": shown, "rows": page, "numbers": rows.get_elided_page_range(page.number)}
    return TemplateResponse(request, "journal/two_views/two_views.html", context)


@require_POST
def stop(request: PersonRequest, two_views_id: UUID) -> HttpResponse:
    """By either at any time. An asking is taken back by whoever asked."""
    row = get_object_or_404(TwoViews.objects.agreed_or_asked_by(request.user), pk=two_views_id)
    deeds.stop(row)
    said = "You compare it no more." if row.agreed_at else "Your asking is taken back."
    messages.success(request, f"{said} Nothing of it is kept.")
    return redirect("partnerships:partnership-list")
