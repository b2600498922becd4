"""Settings of one's own: one page, and the address that each of its forms posts to."""

from __future__ import annotations

import time

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from partnership.http import PersonRequest

from .forms import (
    AboutMeForm,
    FacilitatorsMailForm,
    KeysForm,
    MailForm,
    ReadingForm,
    RemindersForm,
    ThisComputerForm,
)
from .sessions import is_shared, looks_after_others, remember_computer, seconds_left

PARTS = {
    "reading": ReadingForm,
    "reminders": RemindersForm,
    "mail": MailForm,
    "facilitators-mail": FacilitatorsMailForm,
    "about-me": AboutMeForm,
    "keys": KeysForm,
    "computer": ThisComputerForm,
}
SettingsForm = (
    ReadingForm
    | RemindersForm
    | MailForm
    | FacilitatorsMailForm
    | AboutMeForm
    | KeysForm
    | ThisComputerForm
)


@require_safe
def settings(request: PersonRequest) -> HttpResponse:
    return _page(request, {part: _form(request, part) for part in PARTS})


@require_POST
def settings_save(request: PersonRequest, part: str) -> HttpResponse:
    """Save one form. What was typed into the others is not sent, and not touched."""
    if part not in PARTS:
        raise Http404
    form = _form(request, part, request.POST)
    if not form.is_valid():
        request.user.refresh_from_db()
        others = {other: _form(request, other) for other in PARTS if other != part}
        return _page(request, {**others, part: form}, status=422)
    if isinstance(form, ThisComputerForm):
        desk = looks_after_others(request.user)
        shared = form.cleaned_data["shared_computer"]
        remember_computer(request.session, shared=shared, desk=desk)
    elif isinstance(form, RemindersForm):
        form.save()
    else:
        form.instance.save(update_fields=list(form.fields))
    messages.success(request, "Saved.")
    return redirect("settings")


@require_http_methods(["GET", "HEAD", "POST"])
def session_left(request: PersonRequest) -> JsonResponse:
    """How long this sign-in lasts. Asking is no use of it; a POST is: somebody is there."""
    return JsonResponse({"seconds": seconds_left(request.session, request.user, time.time())})


def _page(
    request: PersonRequest, forms: dict[str, SettingsForm], status: int = 200
) -> HttpResponse:
    # A template cannot say forms.about-me.
    context: dict[str, object] = {
        f"{part.replace('-', '_')}_form": form for part, form in forms.items()
    }
    context |= {"forms": list(forms.values())}
    context["has_error"] = any(form.errors for form in forms.values())
    return TemplateResponse(request, "people/settings.html", context, status=status)


def _form(request: PersonRequest, part: str, data: QueryDict | None = None) -> SettingsForm:
    if part == "computer":
        return ThisComputerForm(data, initial={"shared_computer": is_shared(request.session)})
    return PARTS[part](data, instance=request.user)
