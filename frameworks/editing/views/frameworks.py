"""All frameworks for admins, one of them, and whether it is offered."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from partnership.admins import for_admins
from partnership.http import PersonRequest

from ...models import Framework
from .. import availability
from ..drafts import begin_empty
from ..forms import NewFrameworkForm
from ..listing import headings, row_of


@for_admins
@require_safe
def framework_list(request: PersonRequest) -> HttpResponse:
    return TemplateResponse(request, "frameworks/editing/list.html", {"headings": headings()})


@for_admins
@require_http_methods(["GET", "HEAD", "POST"])
def framework_new(request: PersonRequest) -> HttpResponse:
    """A framework of the site's own, from an empty page."""
    form = NewFrameworkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        draft = begin_empty(**form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, "Begun. Nobody is offered it until you publish it.")
        return redirect("editing:draft", draft.framework.key)
    status = 422 if form.errors else 200
    return TemplateResponse(request, "frameworks/editing/new.html", {"form": form}, status=status)


@for_admins
@require_safe
def framework(request: PersonRequest, key: str) -> HttpResponse:
    """One framework: its editions, and everything that can be done with it."""
    row = row_of(get_object_or_404(Framework, key=key))
    return TemplateResponse(request, "frameworks/editing/framework.html", {"row": row})


@for_admins
@require_POST
def framework_switch(request: PersonRequest, key: str) -> HttpResponse:
    framework = get_object_or_404(Framework, key=key)
    on = request.POST.get("to") == "on"
    availability.switch(framework, on=on, by=request.user)
    messages.success(request, f"{framework.name} is switched {'on' if on else 'off'}.")
    return redirect("editing:framework", key)


@for_admins
@require_http_methods(["GET", "HEAD", "POST"])
def framework_retire(request: PersonRequest, key: str) -> HttpResponse:
    """Asks first."""
    framework = get_object_or_404(Framework, key=key)
    if request.method == "POST":
        availability.retire(framework, by=request.user, at=timezone.now())
        messages.success(request, f"{framework.name} is retired.")
        return redirect("editing:framework", key)
    return TemplateResponse(request, "frameworks/editing/retire.html", {"framework": framework})


@for_admins
@require_POST
def framework_bring_back(request: PersonRequest, key: str) -> HttpResponse:
    framework = get_object_or_404(Framework, key=key)
    availability.bring_back(framework, by=request.user)
    messages.success(request, f"{framework.name} is brought back.")
    return redirect("editing:framework", key)
