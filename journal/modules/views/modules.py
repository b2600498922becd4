"""Every module, published or begun; and beginning one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from journal.modules import deeds
from journal.modules.forms import NewModuleForm
from journal.modules.listing import all_modules
from partnership.admins import for_admins
from partnership.http import PersonRequest

from . import module_or_404


@for_admins
@require_safe
def module_list(request: PersonRequest) -> HttpResponse:
    return TemplateResponse(request, "manage/modules/list.html", {"modules": all_modules()})


@for_admins
@require_http_methods(["GET", "HEAD", "POST"])
def module_add(request: PersonRequest) -> HttpResponse:
    """An empty one, or a copy."""
    modules = [(row.key, row.title) for row in all_modules()]
    form = NewModuleForm(modules, request.POST or None, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        title, copied = form.cleaned_data["title"], form.cleaned_data["copy_of"]
        now = timezone.now()
        if copied:
            draft = deeds.copy(module_or_404(copied), title, by=request.user, at=now)
        else:
            draft = deeds.begin(title, by=request.user, at=now)
        messages.success(request, f"{title} is begun. Leaders see it once you publish it.")
        return redirect("modules:module", draft.key)
    return TemplateResponse(request, "manage/modules/add.html", {"form": form})
