"""What stands where: adding, moving, retiring, bringing back. Each a button of its own."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from journal.modules import deeds
from journal.modules.sheets import GROUP, KINDS, QUESTION, SECTION, name_of
from journal.text import MOST_TITLE_CHARACTERS
from partnership.admins import for_admins
from partnership.http import PersonRequest

from . import module_or_404, part_or_404, sheet_address

TITLES = {
    SECTION: "Give the section a title.",
    GROUP: "Give the group a title.",
    QUESTION: "Give the question a title.",
}


@require_POST
@for_admins
def part_add(request: PersonRequest, key: str) -> HttpResponse:
    """A section, a group, or a question of a group, by its title; then to its sheet."""
    there = module_or_404(key)
    kind, group = request.POST.get("kind", ""), request.POST.get("group", "")
    if kind not in KINDS or (kind == QUESTION and group not in there.order[GROUP]):
        raise Http404
    title = " ".join(request.POST.get("title", "").replace("\0", "").split())[
        :MOST_TITLE_CHARACTERS
    ]
    if not title:
        messages.error(request, TITLES[kind])
        return redirect("modules:module", key)
    item = deeds.add_part(key, kind, title, group=group, by=request.user, at=timezone.now())
    return redirect(sheet_address(key, name_of(kind, item)))


@require_POST
@for_admins
def part_move(request: PersonRequest, key: str, kind: str, item: str) -> HttpResponse:
    """Up or down by a button; or before another of its list, where it was dropped."""
    name = _name(key, kind, item)
    to, now = request.POST.get("to", ""), timezone.now()
    if to in ("up", "down"):
        deeds.move(key, name, to, by=request.user, at=now)  # type: ignore[arg-type]  # just asked
    elif to == "before":
        deeds.place(key, name, request.POST.get("before", ""), by=request.user, at=now)
    return _back(key, name)


@require_POST
@for_admins
def part_retire(request: PersonRequest, key: str, kind: str, item: str) -> HttpResponse:
    name = _name(key, kind, item)
    if kind == GROUP:
        raise Http404
    deeds.retire(key, name, by=request.user, at=timezone.now())
    return _back(key, name)


@require_POST
@for_admins
def part_back(request: PersonRequest, key: str, kind: str, item: str) -> HttpResponse:
    name = _name(key, kind, item)
    deeds.bring_back(key, name, by=request.user, at=timezone.now())
    return _back(key, name)


@require_POST
@for_admins
def front_change(request: PersonRequest, key: str) -> HttpResponse:
    """A framework in front of the others: in, out, up, down."""
    module_or_404(key)
    framework, to = request.POST.get("framework", ""), request.POST.get("to", "")
    if to == "in" and not deeds.is_framework(framework):
        messages.error(request, "Choose a framework.")
    else:
        deeds.front(key, framework, to, by=request.user, at=timezone.now())
    return redirect(f"{reverse('modules:module', args=[key])}#front")


def _name(key: str, kind: str, item: str) -> str:
    name = name_of(kind, item)
    part_or_404(key, name)
    return name


def _back(key: str, name: str) -> HttpResponse:
    return redirect(f"{reverse('modules:module', args=[key])}#{name.replace('/', '-')}")
