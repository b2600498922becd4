"""One sheet of a draft: its own words, a group or an element; saved as one writes, or by a button.

The same form serves script and no script, under one save rule (frameworks.editing.saving).
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_POST

from partnership.admins import for_admins
from partnership.http import PersonRequest
from partnership.saving import Saved, read_save, trouble
from partnership.sheet_views import answered, new_window, not_kept

from ...models import Edition, Element, Framework
from ...uses import doubts_about, site_uses
from ..addresses import draft_address, row_id, sheet_address
from ..forms import LostForm, SheetForm
from ..neighbours import preview_of
from ..outline import used_in_words
from ..saving import SheetSave, save_sheet
from ..sheets import EDITION, ELEMENT, Sheet, columns_of, find, name_of
from ..structure import keys_published

TOO_BIG = "This is too much to save at once. Make it shorter."


@for_admins
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: PersonRequest, key: str, kind: str, item: str = "") -> HttpResponse:
    framework = get_object_or_404(Framework, key=key)
    name = name_of(kind, item)
    if request.method != "POST":
        draft, row = _there_or_404(framework, name)
        return _page(request, draft, row, name, SheetForm(row, draft, data=None))
    form, there = _form(framework, name, request.POST)
    if not form.is_valid():
        if there is None:
            return not_kept(request, form.first_error(), status=422)
        return _page(request, *there, name, form, status=422)
    outcome = save_sheet(_save(request, framework, name, form), at=timezone.now())
    if not isinstance(outcome, Saved):
        return redirect("editing:kept", key, outcome.kept_id)
    return _on(request, key, name)


@require_POST
@for_admins
def sheet_save(request: PersonRequest, key: str, kind: str, item: str = "") -> JsonResponse:
    """By script: 200 with its version, 409 with where both are, or 410 when the draft is gone."""
    framework = get_object_or_404(Framework, key=key)
    sent = read_save(request, too_big=TOO_BIG)
    if isinstance(sent, JsonResponse):
        return sent
    name = name_of(kind, item)
    form, _ = _form(framework, name, sent)
    if not form.is_valid():
        return trouble(422, form.first_error())
    outcome = save_sheet(_save(request, framework, name, form), at=timezone.now())
    return answered(
        outcome,
        form,
        where=lambda kept_id: reverse("editing:kept", args=[key, kept_id]),
        first=lambda: _who_was_first(request, framework),
    )


@require_POST
@for_admins
def element_preview(request: PersonRequest, key: str, item: str) -> HttpResponse:
    """The list with what is in the form, for a script. Nothing is saved."""
    framework = get_object_or_404(Framework, key=key)
    draft, row = _there_or_404(framework, name_of(ELEMENT, item))
    form = SheetForm(row, draft, data=request.POST)
    if form.is_valid():
        for column, value in columns_of(form.sent(), row, draft).items():
            setattr(row, column, value)
    context = {"lists": preview_of(draft, row) if isinstance(row, Element) else []}
    return TemplateResponse(request, "frameworks/editing/_preview.html", context)


def _who_was_first(request: PersonRequest, framework: Framework) -> str:
    """Somebody else, and when. One's own windows need no name."""
    draft = Edition.objects.drafts().of(framework.key).first()
    if not draft or not draft.edited_at or not draft.edited_by or draft.edited_by == request.user:
        return ""
    at = date_format(timezone.localtime(draft.edited_at), "H:i")
    return f"{draft.edited_by.name} also changed this, at {at}."


def _there_or_404(framework: Framework, name: str) -> tuple[Edition, Sheet]:
    draft = get_object_or_404(Edition.objects.drafts(), framework=framework)
    row = find(draft, name)
    if row is None:
        raise Http404
    return draft, row


def _form(
    framework: Framework, name: str, sent: Mapping[str, Any]
) -> tuple[SheetForm | LostForm, tuple[Edition, Sheet] | None]:
    """What was sent, by the form of its sheet; when that is not there, whatever it holds."""
    draft = Edition.objects.drafts().of(framework.key).first()
    row = find(draft, name) if draft and str(draft.pk) == str(sent.get("draft")) else None
    if draft is None or row is None:
        return LostForm(sent), None
    return SheetForm(row, draft, data=sent), (draft, row)


def _save(
    request: PersonRequest, framework: Framework, name: str, form: SheetForm | LostForm
) -> SheetSave:
    said = form.cleaned_data
    return SheetSave(
        framework=framework,
        draft_id=said["draft"],
        sheet=name,
        fields=form.sent(),
        base_version=said["base_version"],
        key=form.receipt_key(),
        window=said["window"],
        by=request.user,
    )


def _on(request: PersonRequest, key: str, name: str) -> HttpResponse:
    """Where the button leads."""
    do = request.POST.get("do")
    if do == "preview":
        return redirect(f"{sheet_address(key, name)}#preview")
    if do == "more":
        return redirect(sheet_address(key, name))
    if do == "changes":
        try:
            return redirect(reverse("publishing:changes", args=[key]))
        except NoReverseMatch:
            pass
    messages.success(request, "Saved. Not published.")
    return redirect(f"{draft_address(key)}#{row_id(name)}")


def _page(
    request: PersonRequest,
    draft: Edition,
    row: Sheet,
    name: str,
    form: SheetForm | LostForm,
    *,
    status: int = 200,
) -> HttpResponse:
    kind, _, item = name.partition("/")
    key = draft.framework.key
    data = form.data if form.is_bound else {}
    names = form.names if isinstance(form, SheetForm) else []
    context: dict[str, Any] = {
        "draft": draft,
        "row": row,
        "kind": kind,
        "heading": "Words of the framework" if kind == EDITION else row.name or "Without a name",
        "form": form,
        "parts": form.parts() if isinstance(form, SheetForm) else [],
        "base_version": data.get("base_version", row.version),
        "window": data.get("window", new_window()),
        "key": uuid.uuid4().hex,
        "saves": " ".join(names),
        "save_url": sheet_address(key, name, then="save"),
        "back": f"{draft_address(key)}#{row_id(name)}",
    }
    if isinstance(row, Element):
        is_new = item not in keys_published(draft)
        context |= {
            "is_new": is_new,
            "lists": preview_of(draft, row),
            "preview_url": sheet_address(key, name, then="preview"),
            "split_url": "" if is_new else sheet_address(key, name, then="split"),
            "merge_url": sheet_address(key, name, then="merge"),
            "used": used_in_words(site_uses(key, [item]).get(item)),
            "doubt": doubts_about(key, [item]).get(item, ""),
        }
    return TemplateResponse(request, "frameworks/editing/sheet.html", context, status=status)
