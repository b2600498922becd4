"""A facilitator tags a shared copy: begin, tag, change one's own, done. Theirs alone to change.

The address answers 404 to whoever does not facilitate the copy's cohort, its author and its peers
included; somebody else's tag on a copy that one may read is missing too.
"""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from journal.comparing import deeds
from journal.comparing.forms import ReasonForm, SecondTagsForm
from journal.comparing.second_reading import page_for, state_of
from journal.models import SecondReading, SecondTag, SharedCopy
from journal.tagging.finder import MOST_LETTERS
from journal.tagging.offered import found_by
from partnership.http import PersonRequest

from .finding import copy_on_the_desk

NOT_OPEN = "Nothing was changed: this reading is not open. Begin it, or choose to change it, first."
NO_LONGER_BLIND = "This reading does not count as blind any more."
ADDED = "Added."


@require_http_methods(["GET", "HEAD", "POST"])
def second_reading(request: PersonRequest, copy_id: UUID) -> HttpResponse:
    """Show the words and one's own tags on them; put more tags on a part."""
    copy = copy_on_the_desk(request, copy_id)
    reading = _reading(request, copy)
    if request.method != "POST":
        return _found(request) if request.htmx else _page(request, copy, reading)
    if reading is None or state_of(copy, reading) != "open":
        messages.error(request, NOT_OPEN)
        return _back(copy)
    form = SecondTagsForm(request.POST, copy=copy)
    if not form.is_valid():
        return _page(request, copy, reading, form=form)
    deeds.tag(
        reading=reading,
        elements=form.elements,
        span=form.chosen_part.span,
        reason=form.cleaned_data["reason"],
    )
    messages.success(request, ADDED)
    return _back(copy)


@require_POST
def second_reading_state(request: PersonRequest, copy_id: UUID) -> HttpResponse:
    """Begin, with others' tags in view or hidden; done; or change it after all."""
    copy = copy_on_the_desk(request, copy_id)
    reading, deed = _reading(request, copy), request.POST.get("do", "")
    if deed in {"begin", "begin-blind"}:
        deeds.begin(copy=copy, by=request.user, blind=deed == "begin-blind")
    elif reading is None or state_of(copy, reading) not in {"open", "done"}:
        messages.error(request, NOT_OPEN)
    elif deed == "done":
        deeds.finish(reading)
    elif deed == "reopen":
        if reading.is_blind:
            messages.info(request, NO_LONGER_BLIND)
        deeds.reopen(reading)
    return _back(copy)


@require_POST
def second_tag(request: PersonRequest, copy_id: UUID, tag_id: UUID) -> HttpResponse:
    """Say why in other words, or take it off: one's own tag, while the reading is open."""
    copy = copy_on_the_desk(request, copy_id)
    mine = copy.second_readings.by(request.user)
    tag = get_object_or_404(SecondTag, pk=tag_id, reading__in=mine)
    form = ReasonForm(request.POST)
    if state_of(copy, mine.get()) != "open":
        messages.error(request, NOT_OPEN)
    elif request.POST.get("do") == "remove":
        tag.delete()
    elif form.is_valid():
        tag.reason = form.cleaned_data["reason"]
        tag.save(update_fields=["reason"])
    else:
        messages.error(request, str(form.errors["reason"][0]))
    return _back(copy)


def _reading(request: PersonRequest, copy: SharedCopy) -> SecondReading | None:
    return copy.second_readings.by(request.user).first()


def _found(request: PersonRequest) -> HttpResponse:
    """What a few letters find, for the script; ticks among the last finds stay."""
    query, ticked = request.GET.get("q", "")[:MOST_LETTERS], set(request.GET.getlist("tags"))
    context = {"query": query, "found": found_by(query, ticked, keep=sorted(ticked))}
    return TemplateResponse(request, "journal/tagging/_found.html", context)


def _page(
    request: PersonRequest,
    copy: SharedCopy,
    reading: SecondReading | None,
    *,
    form: SecondTagsForm | None = None,
) -> HttpResponse:
    ticked = form.keys if form else set()
    query, framework = request.GET.get("q", "")[:MOST_LETTERS], request.GET.get("framework", "")
    context = {
        "copy": copy,
        "page": page_for(copy, reading, request.user, ticked=ticked, framework=framework),
        "form": form,
        "part": form.chosen_part.value if form else "all",
        "query": query,
        "found": found_by(query, ticked) if query else None,
    }
    status = 422 if form else 200
    return TemplateResponse(
        request, "journal/comparing/second_reading.html", context, status=status
    )


def _back(copy: SharedCopy) -> HttpResponse:
    return redirect(f"{reverse('comparing:second-reading', args=[copy.pk])}#own-tags")
