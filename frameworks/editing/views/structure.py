"""The buttons of a draft's list: add, move, retire, bring back, delete; and split and merge."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from partnership.admins import for_admins
from partnership.http import PersonRequest
from partnership.text import clean_text

from ...models import Edition, Element
from .. import structure
from ..addresses import draft_address, row_id, sheet_address
from ..drafts import NoDraftError
from ..sheets import ELEMENT, GROUP, name_of

View = Callable[..., HttpResponse]


def while_a_draft(view: View) -> View:
    """Say so, and go to the framework, when the draft was published or discarded meanwhile."""

    @wraps(view)
    def asked(request: PersonRequest, key: str, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, key=key, **kwargs)
        except NoDraftError:
            messages.info(request, "Nothing was done: the draft is not as this page showed it.")
            return redirect("editing:framework", key)

    return asked


@require_POST
@for_admins
@while_a_draft
def part_add(request: PersonRequest, key: str) -> HttpResponse:
    """A group, or an element, by its name; then to its sheet."""
    draft, kind = _draft(key), request.POST.get("kind")
    name = _name(request.POST.get("name", ""))
    if not name:
        what = "group" if kind == GROUP else "element"
        messages.error(request, f"Give the {what} a name.")
        return redirect(f"{draft_address(key)}#add")
    if kind == GROUP:
        group = structure.add_group(draft, name, by=request.user, at=timezone.now())
        return redirect(_row(key, name_of(GROUP, group.key)))
    element = structure.add_element(
        draft, name, group=request.POST.get("group", ""), by=request.user, at=timezone.now()
    )
    return redirect(sheet_address(key, name_of(ELEMENT, element.key)))


@require_POST
@for_admins
@while_a_draft
def part_move(request: PersonRequest, key: str, kind: str, item: str) -> HttpResponse:
    """Up or down by a button, or before another of its list, where it was dropped."""
    sheet, to, now = name_of(kind, item), request.POST.get("to", ""), timezone.now()
    if to == "before":
        before = request.POST.get("before", "")
        structure.place(_draft(key), sheet, before, by=request.user, at=now)
    else:
        step: structure.Step = "up" if to == "up" else "down"
        structure.move(_draft(key), sheet, step, by=request.user, at=now)
    return redirect(_row(key, sheet))


@require_POST
@for_admins
@while_a_draft
def element_retire(request: PersonRequest, key: str, item: str) -> HttpResponse:
    element = _element(key, item)
    structure.retire(element.edition, item, by=request.user, at=timezone.now())
    messages.success(request, f"“{element.name}” is retired in this draft. Its tags stay.")
    return redirect(f"{draft_address(key)}#retired")


@require_POST
@for_admins
@while_a_draft
def element_bring_back(request: PersonRequest, key: str, item: str) -> HttpResponse:
    element = _element(key, item)
    structure.bring_back(element.edition, item, by=request.user, at=timezone.now())
    return redirect(_row(key, name_of(ELEMENT, item)))


@require_POST
@for_admins
@while_a_draft
def element_delete(request: PersonRequest, key: str, item: str) -> HttpResponse:
    element = _element(key, item)
    try:
        structure.delete_element(element.edition, item, by=request.user, at=timezone.now())
    except structure.WasPublishedError:
        messages.error(request, f"“{element.name}” was published, so it can only be retired.")
    else:
        messages.success(request, f"“{element.name}” is deleted.")
    return redirect(draft_address(key))


@require_POST
@for_admins
@while_a_draft
def group_delete(request: PersonRequest, key: str, item: str) -> HttpResponse:
    try:
        structure.delete_group(_draft(key), item, by=request.user, at=timezone.now())
    except structure.NotEmptyError:
        messages.error(request, "Move its elements to another group, or retire them, first.")
        return redirect(_row(key, name_of(GROUP, item)))
    messages.success(request, "The group is deleted.")
    return redirect(draft_address(key))


@for_admins
@require_http_methods(["GET", "HEAD", "POST"])
@while_a_draft
def element_split(request: PersonRequest, key: str, item: str) -> HttpResponse:
    """Asks what the two are called."""
    element = _element(key, item)
    names = _name(request.POST.get("one", "")), _name(request.POST.get("other", ""))
    if request.method == "POST" and all(names):
        made = structure.split(element.edition, item, names, by=request.user, at=timezone.now())
        messages.success(request, "Split. Both begin in its words: change them here.")
        return redirect(_row(key, name_of(ELEMENT, made[0].key)))
    error = "Name both." if request.method == "POST" else ""
    context = {
        "element": element, "draft": element.edition, "names": names, "error": error,
        "back": sheet_address(key, name_of(ELEMENT, item)),
    }  # fmt: skip
    status = 422 if error else 200
    return TemplateResponse(request, "frameworks/editing/split.html", context, status=status)


@for_admins
@require_http_methods(["GET", "HEAD", "POST"])
@while_a_draft
def element_merge(request: PersonRequest, key: str, item: str) -> HttpResponse:
    """Asks which takes its place."""
    element = _element(key, item)
    live = element.edition.elements.live().exclude(key=item)
    others = list(live.values_list("key", "name"))
    into = request.POST.get("into", "")
    if request.method == "POST" and into in dict(others):
        structure.merge(element.edition, item, into, by=request.user, at=timezone.now())
        messages.success(request, f"“{dict(others)[into]}” takes the place of “{element.name}”.")
        return redirect(_row(key, name_of(ELEMENT, into)))
    error = "Choose one." if request.method == "POST" else ""
    context = {
        "element": element, "draft": element.edition, "others": others, "error": error,
        "back": sheet_address(key, name_of(ELEMENT, item)),
    }  # fmt: skip
    status = 422 if error else 200
    return TemplateResponse(request, "frameworks/editing/merge.html", context, status=status)


def _draft(key: str) -> Edition:
    return get_object_or_404(Edition.objects.drafts(), framework__key=key)


def _element(key: str, item: str) -> Element:
    """With its draft."""
    draft = _draft(key)
    element = get_object_or_404(draft.elements, key=item)
    element.edition = draft
    return element


def _name(text: str) -> str:
    """On one line, and as long as a name may be; empty if it is no text."""
    try:
        return " ".join(clean_text(text).split())[: structure.LONGEST_NAME]
    except ValidationError:
        return ""


def _row(key: str, sheet: str) -> str:
    return f"{draft_address(key)}#{row_id(sheet)}"
