"""One's own partnerships: the list, one of them, and adding, editing and ending it."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import OuterRef
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from journal.context import facilitates_nowhere, facilitating
from journal.models import Partnership
from journal.two_views.seen import askings
from partnership.http import PersonRequest
from partnership.once import id_for, saved_once

from .deeds import end
from .forms import EndForm, PartnershipForm
from .overview import overview
from .page import page_of
from .stages import say_stages
from .strands_form import StrandsForm


@require_safe
def partnership_list(request: PersonRequest) -> HttpResponse:
    going_on, ended = overview(request.user, as_of=timezone.localdate())
    context = {"going_on": going_on, "ended": ended, "askings": askings(request.user)}
    return TemplateResponse(request, "journal/partnerships/list.html", context)


@require_safe
def partnership(request: PersonRequest, partnership_id: str) -> HttpResponse:
    mine = Partnership.objects.owned_by(request.user)
    asked = mine.annotate(author_facilitates=facilitating(OuterRef("author")))
    link = get_object_or_404(asked, pk=partnership_id)
    if not link.author_facilitates:  # type: ignore[attr-defined]
        facilitates_nowhere(request)
    context = page_of(link, request.user, today=timezone.localdate(), page=request.GET.get("page"))
    return TemplateResponse(request, "journal/partnerships/partnership.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def partnership_add(request: PersonRequest) -> HttpResponse:
    """Add one, and go back to what one was writing when the page says so in `next`."""
    form = PartnershipForm(
        request.POST or None, instance=Partnership(pk=id_for(request), author=request.user)
    )
    then = _safe_next(request)
    if request.method == "POST" and form.is_valid():
        mine = Partnership.objects.owned_by(request.user)
        link = saved_once(form.save(commit=False), mine)
        messages.success(request, f"{link.name} is added.")
        return redirect(then or link.get_absolute_url())
    context = {"form": form, "next": then}
    return TemplateResponse(request, "journal/partnerships/edit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def partnership_edit(request: PersonRequest, partnership_id: str) -> HttpResponse:
    link = get_object_or_404(Partnership.objects.owned_by(request.user), pk=partnership_id)
    form = PartnershipForm(request.POST or None, instance=link)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, f"{link.name} is saved.")
        return redirect(link)
    context = {"form": form, "partnership": link}
    return TemplateResponse(request, "journal/partnerships/edit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def partnership_strands(request: PersonRequest, partnership_id: str) -> HttpResponse:
    """At which stage each strand is now, where the site has the stages switched on."""
    link = get_object_or_404(Partnership.objects.owned_by(request.user), pk=partnership_id)
    today = timezone.localdate()
    form = StrandsForm(link, request.POST or None, today=today)
    if not form.stages:
        raise Http404
    if request.method == "POST" and form.is_valid():
        say_stages(link, form.said, on=today)
        messages.success(request, "What you said of the strands is saved.")
        return redirect(link)
    context = {"form": form, "partnership": link}
    return TemplateResponse(request, "journal/partnerships/strands.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def partnership_end(request: PersonRequest, partnership_id: str) -> HttpResponse:
    """Say when it ended. It leaves the tick-boxes; what was written about it stays."""
    link = get_object_or_404(Partnership.objects.owned_by(request.user), pk=partnership_id)
    initial = {"ended_on": timezone.localdate()}
    form = EndForm(request.POST or None, instance=link, initial=initial)
    form.fields["ended_on"].required = True
    if request.method == "POST" and form.is_valid():
        end(form.save(commit=False))
        messages.success(request, f"{link.name} has ended. What you wrote about it stays.")
        return redirect("partnerships:partnership-list")
    context = {"form": form, "partnership": link}
    return TemplateResponse(request, "journal/partnerships/end.html", context)


@require_POST
def partnership_resume(request: PersonRequest, partnership_id: str) -> HttpResponse:
    """It goes on after all."""
    link = get_object_or_404(Partnership.objects.owned_by(request.user), pk=partnership_id)
    link.ended_on = None
    link.save(update_fields=["ended_on"])
    messages.success(request, f"{link.name} goes on.")
    return redirect(link)


def _safe_next(request: PersonRequest) -> str:
    """Where to go afterwards, if the page asked for an address of this site."""
    then = request.POST.get("next") or request.GET.get("next") or ""
    return then if url_has_allowed_host_and_scheme(then, {request.get_host()}) else ""
