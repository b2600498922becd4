"""One's own opening lines: add, change, put in order, delete. The shipped ones stand beneath."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST

from journal.models import Starter
from journal.review import starters
from journal.review.forms import StarterForm
from partnership.http import PersonRequest
from partnership.once import id_for, saved_once


@require_http_methods(["GET", "HEAD", "POST"])
def starter_list(request: PersonRequest) -> HttpResponse:
    """The list, and the form that adds to its end."""
    own = Starter.objects.owned_by(request.user)
    mine = list(own)
    form = StarterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.instance.pk, form.instance.author = id_for(request), request.user
        form.instance.position = max((one.position for one in mine), default=0) + 1
        saved_once(form.save(commit=False), own)
        messages.success(request, "Added.")
        return redirect("review:starter-list")
    context = {"starters": mine, "shipped": starters.shipped(), "form": form}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "journal/review/starters.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def starter_edit(request: PersonRequest, starter_id: UUID) -> HttpResponse:
    starter = get_object_or_404(Starter.objects.owned_by(request.user), pk=starter_id)
    form = StarterForm(request.POST or None, instance=starter)
    if request.method == "POST" and form.is_valid():
        starter.save(update_fields=["wording"])
        messages.success(request, "Saved.")
        return redirect("review:starter-list")
    status = 422 if form.errors else 200
    context = {"form": form, "starter": starter}
    return TemplateResponse(request, "journal/review/starter_edit.html", context, status=status)


@require_POST
def starter_move(request: PersonRequest, starter_id: UUID) -> HttpResponse:
    """One place up or down; at the end of the list it stays where it is."""
    step = -1 if request.POST.get("to") == "up" else 1
    with transaction.atomic():
        mine = list(Starter.objects.owned_by(request.user).select_for_update())
        here = next((i for i, one in enumerate(mine) if one.pk == starter_id), None)
        if here is None:
            get_object_or_404(Starter.objects.owned_by(request.user), pk=starter_id)
        elif 0 <= here + step < len(mine):
            mine[here], mine[here + step] = mine[here + step], mine[here]
            for position, one in enumerate(mine, 1):
                one.position = position
            Starter.objects.owned_by(request.user).bulk_update(mine, ["position"])
    return redirect("review:starter-list")


@require_POST
def starter_delete(request: PersonRequest, starter_id: UUID) -> HttpResponse:
    get_object_or_404(Starter.objects.owned_by(request.user), pk=starter_id).delete()
    messages.success(request, "Deleted.")
    return redirect("review:starter-list")
