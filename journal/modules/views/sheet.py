"""One sheet: changing the module's own words, a section, a group or a question.

The same form serves script and no script: a script saves as one writes (sheet_save), the buttons
post the whole of it here with the version it began from, under the same save rule.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from journal.modules.checks import notes_on
from journal.modules.forms import FORMS, TECHNICAL, SheetForm
from journal.modules.saving import SheetSave, save_sheet
from journal.modules.sheets import (
    ABOUT,
    EMPTY,
    KINDS,
    ORDER,
    QUESTION,
    Content,
    NoSuchModuleError,
    Working,
    name_of,
    working,
)
from journal.modules.tags import by_framework
from journal.templatetags.days import moment
from partnership.admins import for_admins
from partnership.http import PersonRequest
from partnership.saving import Saved, read_save, trouble
from partnership.sheet_views import answered, new_window, not_kept

from . import kept_beside, module_or_404, part_or_404, sheet_address

TOO_BIG = "This is too much to save at once. Part it into two sections."
NO_MODULE = "This module is not there any more. Your words are all here: copy them to keep them."
LONGEST_KEY = 80


@for_admins
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: PersonRequest, key: str, kind: str, item: str) -> HttpResponse:
    name = name_of(kind, item)
    if request.method != "POST":
        there, content = part_or_404(key, name)
        return _page(request, there, name, FORMS[kind](there=there, content=content))
    try:
        form = _form(key, name, request.POST)
        if not form.is_valid():
            return _again(request, name, form)
        outcome = save_sheet(_save(request, key, name, form), at=timezone.now())
    except NoSuchModuleError:
        return not_kept(request, NO_MODULE, status=410)
    if not isinstance(outcome, Saved):
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
    """By script: 200 with its version, 409 with where both are, or 410 when the part is gone."""
    sent = read_save(request, too_big=TOO_BIG)
    if isinstance(sent, JsonResponse):
        return sent
    name = name_of(kind, item)
    try:
        form = _form(key, name, sent)
        if not form.is_valid():
            return trouble(422, form.first_error())
        outcome = save_sheet(_save(request, key, name, form), at=timezone.now())
    except NoSuchModuleError:
        return trouble(404, NO_MODULE)
    return answered(
        outcome,
        form,
        where=lambda kept_id: reverse("modules:kept", args=[key, kept_id]),
        first=lambda: _who_was_first(request, key, name),
    )


def _form(key: str, name: str, sent: Any) -> SheetForm:
    """What was sent of a part; of one that is not there any more, whatever it holds.

    Raises NoSuchModuleError.
    """
    there = working(key)
    kind, _, item = name.partition("/")
    if there.has(name) and name != ORDER:
        return FORMS[kind](sent, there=there, content=there.sheets[name])
    if kind not in KINDS or len(item) > LONGEST_KEY:
        raise Http404
    return FORMS[kind](sent, there=there, content=EMPTY[kind], is_lost=True)


def _again(request: PersonRequest, name: str, form: SheetForm) -> HttpResponse:
    """Its own page with what is wrong; when there is none any more, the words by themselves."""
    if form.there.has(name):
        return _page(request, form.there, name, form, status=422)
    return not_kept(request, form.first_error(), status=422)


def _who_was_first(request: PersonRequest, key: str, name: str) -> str:
    """Somebody else, and when. One's own windows need no name."""
    row = module_or_404(key).rows.get(name)
    if row and row.edited_by == request.user:
        return ""
    who = row.edited_by.name if row and row.edited_by else "Somebody"
    return f"{who} changed this{f' {moment(row.edited_at)}' if row else ''}."


def _save(request: PersonRequest, key: str, name: str, form: SheetForm) -> SheetSave:
    return SheetSave(
        module_key=key,
        name=name,
        fields=form.fields_sent(),
        base_version=form.cleaned_data["base_version"],
        key=form.receipt_key(),
        window=form.cleaned_data["window"],
        by=request.user,
    )


def _page(
    request: PersonRequest, there: Working, name: str, form: SheetForm, *, status: int = 200
) -> HttpResponse:
    part, row = there.part(name), there.rows.get(name)
    by = f" by {row.edited_by.name}" if row and row.edited_by else ""
    shown: Content = {"base_version": there.version(name), "window": new_window(), **_sent(form)}
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
        "saves": " ".join(form.fields.keys() - TECHNICAL),
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
    sent = {"base_version": 0, "window": new_window()} if form.is_bound else {}
    return {name: form.data.get(name, otherwise) for name, otherwise in sent.items()}


def _preview(key: str, kind: str, item: str) -> str:
    if kind == QUESTION:
        return reverse("modules:question-preview", args=[key, kind, item])
    place = f"#{item}" if kind == "section" else ""
    return f"{reverse('modules:module-preview', args=[key])}{place}"
