"""The page "Tag it": name what is in an entry, with or without script.

With script each tick is kept at once by tag_toggle and level_set. Without it Done keeps the whole
page, by what was changed on it; "Show its tags" keeps it too, and comes back for another part.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from journal.models import Entry, Partnership, Revision
from journal.names import few_facilitators
from journal.readers import facilitators_to_share_with
from journal.revisions import keep_finished
from journal.second_answers import after_done
from journal.standing import standing_of
from journal.tagging import deeds
from journal.tagging.chosen import chosen_of
from journal.tagging.finder import MOST_LETTERS
from journal.tagging.forms import (
    LevelForm,
    PartForm,
    changes_in,
    first_error,
    linkage_levels,
)
from journal.tagging.likely import likely_for
from journal.tagging.offered import resolve
from journal.tagging.panel import found_for, panel_for
from journal.tagging.parts import Part, part_of
from journal.tagging.passages import is_short, sentence_around
from journal.tagging.seen import reworded_since, seen_in
from partnership.http import PersonRequest

from .answers import entry_of

SOME_NOT_OFFERED = (
    "A tag that you ticked is not offered any more, so nothing was saved yet. "
    "Press Done to save the others."
)


@require_http_methods(["GET", "HEAD", "POST"])
def entry_tags(request: PersonRequest, entry_id: UUID) -> HttpResponse:
    """Show the page for a part of the entry; keep what was changed on it; or choose a part."""
    entry = entry_of(request, entry_id)
    if request.method != "POST":
        return _page(request, entry, PartForm(request.GET, entry=entry))
    form = PartForm(request.POST, entry=entry)
    if not form.is_valid():
        return _page(request, entry, form, status=422)
    if request.htmx:
        return _page(request, entry, form)
    return _kept(request, entry, form)


def _kept(request: PersonRequest, entry: Entry, form: PartForm) -> HttpResponse:
    changes = changes_in(request.POST)
    elements = resolve(changes.added, seen_in(request.POST.getlist("seen")))
    if changes.added - elements.keys():
        return _page(request, entry, form, error=SOME_NOT_OFFERED, status=422)
    level_forms = _level_forms(request, entry)
    wrong = [one for _, one in level_forms if not one.is_valid()]
    if wrong:
        return _page(request, entry, form, error=first_error(wrong[0]), status=422)
    with transaction.atomic():
        chosen = chosen_of(entry)
        shown_part = request.POST.get("shown_part", "all")
        for key in changes.removed:
            deeds.untag_part(entry=entry, part=shown_part, key=key, chosen=chosen)
        for element in elements.values():
            deeds.tag_part(entry=entry, span=form.chosen_part.span, element=element)
        _keep_about(request, entry)
        for partnership, level_form in level_forms:
            deeds.set_level(entry=entry, partnership=partnership, **level_form.cleaned_data)
        if request.POST.get("remove"):
            deeds.remove_line(entry=entry, what=request.POST["remove"])
    placed = [form.cleaned_data["level"] for _, form in level_forms]
    told = reworded_since([*elements.values(), *(one for one in placed if one)])
    if told:
        messages.info(request, told)
    return _go_on(request, entry, form.chosen_part)


def _level_forms(
    request: PersonRequest, entry: Entry
) -> list[tuple[Partnership | None, LevelForm]]:
    """A form for each partnership whose level was changed on the page."""
    levels = linkage_levels(seen_in(request.POST.getlist("seen")))
    mine = Partnership.objects.owned_by(request.user)
    found: list[tuple[Partnership | None, LevelForm]] = []
    for partnership in [None, *mine]:
        prefix = f"{partnership.pk}-" if partnership else ""
        if f"{prefix}level" not in request.POST:
            continue
        names = ("level", "fit", "needed")
        now = "|".join(request.POST.get(f"{prefix}{name}", "") for name in names)
        if now.rstrip("|") == request.POST.get(f"{prefix}level-was", "").rstrip("|"):
            continue
        form = LevelForm(request.POST, prefix=prefix.rstrip("-") or None, levels=levels)
        found.append((partnership, form))
    return found


def _keep_about(request: PersonRequest, entry: Entry) -> None:
    changes = changes_in(request.POST, ticks="about", prefix="about-")
    if not changes.added | changes.removed:
        return
    for partnership in Partnership.objects.owned_by(request.user):
        if str(partnership.pk) in changes.added | changes.removed:
            is_about = str(partnership.pk) in changes.added
            deeds.say_whether_about(entry=entry, partnership=partnership, is_about=is_about)


def _go_on(request: PersonRequest, entry: Entry, part: Part) -> HttpResponse:
    """Where each button leads, once everything is kept."""
    deed = request.POST.get("do", "")
    if deed == "done":
        was_draft = entry.is_draft and bool(entry.body.strip())
        if entry.body.strip():
            keep_finished(entry, Revision.Kind.DONE)
        return redirect(after_done(entry, was_draft=was_draft))
    if deed == "share":
        return redirect("sharing:entry-share", entry.pk)
    address = reverse("tagging:entry-tags", args=[entry.pk])
    if deed == "levels":
        return redirect(f"{address}#tag-levels")
    if part.span is not None and deed == "part":
        return redirect(f"{address}?part={part.value}&version={entry.version}#tag-panel")
    return redirect(f"{address}#tag-panel")


def _page(
    request: PersonRequest, entry: Entry, form: PartForm, *, error: str = "", status: int = 200
) -> HttpResponse:
    if not form.is_valid() and not error:
        error = first_error(form)
    part = form.chosen_part
    sentence = _sentence_to_offer(request, entry, part)
    if sentence:
        part = Part()
    key = request.GET.get("framework", "")
    posted = set(request.POST.getlist("tags")) if status == 422 and not request.htmx else None
    panel = panel_for(request.user, entry, part=part, framework=key, ticked=posted)
    query = request.GET.get("q", "")[:MOST_LETTERS]
    context: dict[str, Any] = {
        "entry": entry,
        "panel": panel,
        "error": error,
        "sentence": sentence,
        "words": form.chosen_part,
        "query": query,
        "found": found_for(entry, part, query) if query.strip() else None,
        "offer": likely_for(entry, part) if request.GET.get("suggest") else None,
        "standing": None if request.htmx else standing_of(entry),
        "share_with": few_facilitators(facilitators_to_share_with(request.user, entry.question)),
    }
    template = (
        "journal/tagging/_part_and_panel.html" if request.htmx else "journal/tagging/tags.html"
    )
    return TemplateResponse(request, template, context, status=status)


def _sentence_to_offer(request: PersonRequest, entry: Entry, part: Part) -> Part | None:
    """The sentence around one or two words that were just selected, to be tagged instead."""
    is_selected = request.method == "POST" and request.POST.get("quote", "")
    if part.span is None or not is_selected or request.POST.get("sure"):
        return None
    if not is_short(part.words):
        return None
    sentence = sentence_around(entry.body, part.span)
    return part_of(entry.body, sentence) if sentence != part.span else None
