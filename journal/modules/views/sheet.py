"""One sheet: changing the module's own words, a section, a group or a question.

The same form serves script and no script: a script saves as one writes (sheet_save), the buttons
post the whole of it here with the version it began from, under the same save rule.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from journal.modules.checks import notes_on
from journal.modules.forms import FORMS, SheetForm
from journal.modules.saving import Conflict, SheetSave, save_sheet
from journal.modules.sheets import ABOUT, QUESTION, Content, Working, name_of
from journal.modules.tags import by_framework
from journal.templatetags.days import moment
from partnership.admins import for_admins
from partnership.http import PersonRequest
from partnership.saving import NOT_READABLE, SOMEONE_ELSE, read_sent, trouble

from . import kept_beside, module_or_404, part_or_404, sheet_address

TOO_BIG = "This is too much to save at once. Part it into two sections."


@for_admins
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: PersonRequest, key: str, kind: str, item: str) -> HttpResponse:
    name = name_of(kind, item)
    there, content = part_or_404(key, name)
    form = FORMS[kind](request.POST or None, there=there, content=content)
    if request.method != "POST":
        return _page(request, there, name, form)
    if not form.is_valid():
        return _page(request, there, name, form, status=422)
    outcome = save_sheet(_save(request, key, name, form), at=timezone.now())
    if isinstance(outcome, Conflict):
        return redirect("modules:kept", key, outcome.kept_id)
    messages.success(request, "Saved. Not published.")
    if request.POST.get("do") == "changes":
        return redirect("modules:module-publish", key)
    if request.POST.get("do") == "preview":
        return redirect(_preview(key, kind, item))
    return redirect(f"{reverse('modules:module', args=[key])}#{name.replace('/', '-')}")


@require_POST
@for_admins
def sheet_save(request: PersonRequest, key: str, kind: str, item: str) -> JsonResponse:
    """By script, as one writes: 200 with its version, or 409 with where both are."""
    name = name_of(kind, item)
    there, content = part_or_404(key, name)
    try:
        sent = read_sent(request)
    except RequestDataTooBig:
        return trouble(413, TOO_BIG)
    except (ValueError, RecursionError):
        return trouble(422, NOT_READABLE)
    if sent.get("author", str(request.user.pk)) != str(request.user.pk):
        return trouble(401, SOMEONE_ELSE)
    form = FORMS[kind](sent, there=there, content=content)
    if not form.is_valid():
        return trouble(422, form.first_error())
    outcome = save_sheet(_save(request, key, name, form), at=timezone.now())
    if isinstance(outcome, Conflict):
        both = reverse("modules:kept", args=[key, outcome.kept_id])
        answer = {"version": outcome.version, "edited_at": outcome.edited_at, "both_url": both}
        return JsonResponse({**answer, "error": _who_was_first(key, name)}, status=409)
    return JsonResponse({"version": outcome.version, "saved_at": outcome.saved_at})


def _who_was_first(key: str, name: str) -> str:
    row = module_or_404(key).rows.get(name)
    who = row.edited_by.name if row and row.edited_by else "Somebody"
    return f"{who} changed this {moment(row.edited_at) if row else ''}. We kept both."


def _save(request: PersonRequest, key: str, name: str, form: SheetForm) -> SheetSave:
    return SheetSave(
        module_key=key,
        name=name,
        fields=form.fields_sent(),
        base_version=form.cleaned_data["base_version"],
        key=form.cleaned_data["key"],
        by=request.user,
    )


def _page(
    request: PersonRequest, there: Working, name: str, form: SheetForm, *, status: int = 200
) -> HttpResponse:
    part, row = there.part(name), there.rows.get(name)
    by = f" by {row.edited_by.name}" if row and row.edited_by else ""
    shown: Content = {"base_version": there.version(name), **_sent(form)}
    context: dict[str, Any] = {
        "module": there,
        "part": part,
        "heading": "About the module" if name == ABOUT else part.title,
        "form": form,
        "shown": shown,
        "key": uuid.uuid4().hex,
        "saved": f"Saved {moment(row.edited_at)}{by}. Not published."
        if row
        else "As it is published.",
        "notes": notes_on(part),
        "kept": [one for one in kept_beside(there) if one.name == name],
        "save_url": sheet_address(there.key, name, then="save"),
        "csrf_cookie": settings.CSRF_COOKIE_NAME,
        "saves": " ".join(form.fields.keys() - {"base_version", "key"}),
    }
    if part.kind == QUESTION:
        chosen = form["suggested_tags"].value() or []
        context["tags"] = by_framework(chosen)
        context["not_offered"] = _not_offered(form, chosen, context["tags"])
    return TemplateResponse(request, "manage/modules/sheet.html", context, status=status)


def _not_offered(form: SheetForm, chosen: list[str], offered: list[dict[str, Any]]) -> list[str]:
    """What was chosen once and is in no published framework now."""
    there = {tag["value"] for framework in offered for tag in framework["tags"]}
    return [tag for tag in chosen if tag and tag not in there]


def _sent(form: SheetForm) -> Content:
    return {"base_version": form.data.get("base_version", 0)} if form.is_bound else {}


def _preview(key: str, kind: str, item: str) -> str:
    if kind == QUESTION:
        return reverse("modules:question-preview", args=[key, kind, item])
    place = f"#{item}" if kind == "section" else ""
    return f"{reverse('modules:module-preview', args=[key])}{place}"
