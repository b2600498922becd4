"""The write page: a question or none, a sheet, and what to do with it next.

The same form serves script and no script. A script saves through journal.writing.views.draft as
one writes; the buttons post the whole sheet here with the version it began from, under the same
save rule. A fresh sheet's form posts to the address that its entry will have.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_safe

from journal.context import desks_of
from journal.follow_ups import prompt_called
from journal.models import Entry, Partnership, Question
from journal.names import few_facilitators
from journal.openings import NOTHING, Closed, closed_in
from journal.second_answers import FROM_MEMORY, after_done
from journal.templatetags.days import day
from journal.writing.autosave import (
    Conflict,
    NotSavedError,
    finish,
    save_draft,
)
from journal.writing.beside import earlier_beside
from journal.writing.forms import DraftForm
from journal.writing.reading import heading_of
from journal.writing.sheet import (
    Sheet,
    fresh_sheet,
    prompted_sheet,
    second_look,
    sheet_at,
    sheet_of,
)
from journal.writing.views.draft import why_not
from journal.writing.ways import GUIDED, begun_with, guided_shape_for, without_headings
from partnership.carried import fields_of
from partnership.handed_back import handed_back
from partnership.http import PersonRequest
from partnership.people.models import User

AS_GUIDED = f"?shape={GUIDED}"
NOTHING_WRITTEN = "Write something first. One sentence is enough."


@require_safe
def entry_new(request: PersonRequest) -> HttpResponse:
    """A free entry: an empty sheet with an optional title."""
    return sheet_page(request, fresh_sheet(request.user))


@require_safe
def question_answer(request: PersonRequest, key: str) -> HttpResponse:
    """The person's open draft of this question, or an empty sheet for it."""
    question = get_object_or_404(Question.objects.select_related("module"), key=key)
    drafts = Entry.objects.owned_by(request.user).in_journal().drafts().not_following_up()
    drafts = drafts.filter(question=question)
    draft = drafts.select_related("shared_copy").order_by("-edited_at").first()
    if draft is None:
        opens_on = _closed(request, question).questions.get(question.key)
        if opens_on:
            return _not_open(request, question, opens_on)
        return sheet_page(request, fresh_sheet(request.user, question))
    draft.question = question
    return sheet_page(request, sheet_of(request.user, draft))


@require_http_methods(["GET", "HEAD", "POST"])
def entry_edit(request: PersonRequest, entry_id: UUID) -> HttpResponse:
    """Go on with an entry; and where every sheet is posted, new or not."""
    entry = entry_of(request, entry_id)
    if request.method == "POST":
        return _posted(request, entry_id, entry)
    if entry is None:
        raise Http404
    return sheet_page(request, sheet_of(request.user, entry))


def entry_of(request: PersonRequest, entry_id: UUID) -> Entry | None:
    """The person's own entry, unless it is in the bin."""
    mine = Entry.objects.owned_by(request.user).in_journal()
    return mine.select_related("question__module", "shared_copy").filter(pk=entry_id).first()


def _posted(request: PersonRequest, entry_id: UUID, entry: Entry | None) -> HttpResponse:
    form = DraftForm(request.POST)
    if not form.is_valid():
        return _again(request, entry_id, entry, form.first_error(), is_refused=True)
    deed = request.POST.get("do", "save")
    words = _words(request, form)
    if deed in ("done", "share") and not words.strip():
        return _again(request, entry_id, entry, NOTHING_WRITTEN)
    if entry is None and _is_blank(form, words):
        return _leave_blank(request, form, deed)
    try:
        outcome = save_draft(form.draft(author=request.user, entry_id=entry_id))
    except NotSavedError as error:
        return handed_back(request, fields_of(request), why=why_not(error), status=409)
    if isinstance(outcome, Conflict):
        return redirect("writing:version", entry_id, outcome.number)
    return _go_on(request, entry_id, deed)


def _words(request: PersonRequest, form: DraftForm) -> str:
    """The text, less the headings that the page began it with."""
    body: str = form.cleaned_data["body"]
    if request.POST.get("shape") != GUIDED:
        return body
    question = question_called(form.cleaned_data["question"])
    words = without_headings(body, guided_shape_for(request.user, question))
    return words if words.strip() else ""


def _closed(request: PersonRequest, question: Question | None) -> Closed:
    """What of its module is not open to this person yet."""
    if question is None:
        return NOTHING
    return closed_in(question.module, desks_of(request).cohorts)


def _not_open(request: PersonRequest, question: Question, opens_on: date) -> HttpResponse:
    context = {"question": question, "opens_on": day(opens_on)}
    return TemplateResponse(request, "journal/writing/not_open.html", context)


def question_called(key: str) -> Question | None:
    """The question of this key, with its module; the key may be anything."""
    questions = Question.objects.select_related("module")
    return questions.filter(key=key.replace("\0", "")).first()


def _leave_blank(request: PersonRequest, form: DraftForm, deed: str) -> HttpResponseRedirect:
    """Nothing to keep, so nothing is stored."""
    if deed not in ("partnership", GUIDED):
        return redirect("writing:home")
    prompt = prompt_called(form.cleaned_data["follow_up"])
    if prompt:
        return redirect(_add_partnership(then=reverse("writing:prompt-answer", args=[prompt.key])))
    question = question_called(form.cleaned_data["question"])
    if form.cleaned_data["looks_at"]:
        lenses = reverse("writing:lens-list", args=[form.cleaned_data["looks_at"]])
        return redirect(_add_partnership(then=lenses))
    sheet = question.get_absolute_url() if question else reverse("writing:entry-new")
    return redirect(f"{sheet}{AS_GUIDED}" if deed == GUIDED else _add_partnership(then=sheet))


def _is_blank(form: DraftForm, words: str) -> bool:
    """The title of an answer to a prompt, or of a second look, is not of its author's making."""
    sent = form.cleaned_data
    is_given = sent["follow_up"] or sent["looks_at"]
    return not (words or (sent["title"] and not is_given))


def _go_on(request: PersonRequest, entry_id: UUID, deed: str) -> HttpResponseRedirect:
    """Where each button leads, once the words are safe."""
    if deed == "tag":
        return redirect("tagging:entry-tags", entry_id)
    if deed == "share":
        return redirect("sharing:entry-share", entry_id)
    sheet = reverse("writing:entry-edit", args=[entry_id])
    if deed == "partnership":
        return redirect(_add_partnership(then=sheet))
    if deed == GUIDED:
        return redirect(f"{sheet}{AS_GUIDED}")
    if deed == "withdraw":
        return redirect("sharing:copy-withdraw", entry_id, preserve_request=True)
    mine = Entry.objects.owned_by(request.user).select_related("question")
    entry = mine.get(pk=entry_id)
    if deed == "done":
        was_draft = entry.is_draft
        finish(entry)
        messages.success(request, _receipt(entry))
        return redirect(after_done(entry, was_draft=was_draft))
    messages.success(request, f"Saved at {_clock(entry)}.")
    return redirect("writing:home")


def _add_partnership(*, then: str) -> str:
    return f"{reverse('partnerships:partnership-add')}?{urlencode({'next': then})}"


def _receipt(entry: Entry) -> str:
    invites = entry.question is not None and entry.question.invites_commitment
    about = {
        "partnership": entry.partnerships.first(),
        "invites": entry if invites and not entry.commitments.exists() else None,
    }
    return render_to_string("journal/writing/_receipt.html", about)


def _clock(entry: Entry) -> str:
    return date_format(timezone.localtime(entry.edited_at), "H:i")


def _again(
    request: PersonRequest,
    entry_id: UUID,
    entry: Entry | None,
    error: str,
    *,
    is_refused: bool = False,
) -> HttpResponse:
    """The page as it was sent, with what is wrong said at the top; and to its script, whether there
    are words in it that could not be saved."""
    sheet = sheet_of(request.user, entry) if entry else _sheet_sent(request, entry_id)
    return sheet_page(
        request, sheet, sent=request.POST, error=error, is_refused=is_refused, status=422
    )


def _sheet_sent(request: PersonRequest, entry_id: UUID) -> Sheet:
    """The new sheet that was posted, as its page had it."""
    prompt = prompt_called(request.POST.get("follow_up", ""))
    if prompt:
        about = partnership_called(request.user, request.POST.get("about", ""))
        return prompted_sheet(request.user, prompt, about, entry_id)
    looked_at = _looked_at(request)
    if looked_at:
        return second_look(looked_at, request.POST.get("title", ""), entry_id)
    return sheet_at(request.user, entry_id, question_called(request.POST.get("question", "")))


def _looked_at(request: PersonRequest) -> Entry | None:
    mine = Entry.objects.owned_by(request.user).select_related("question__module")
    try:
        return mine.filter(pk=UUID(request.POST.get("looks_at", ""))).first()
    except ValueError:
        return None


def partnership_called(person: User, key: str) -> Partnership | None:
    """One's own, by an id that may be anything."""
    try:
        return Partnership.objects.owned_by(person).filter(pk=UUID(key)).first()
    except ValueError:
        return None


def sheet_page(
    request: PersonRequest,
    sheet: Sheet,
    *,
    sent: Mapping[str, Any] | None = None,
    error: str = "",
    is_refused: bool = False,
    status: int = 200,
) -> HttpResponse:
    today = timezone.localdate()
    entry = sheet.entry
    sheet.is_guided = GUIDED in (request.GET.get("shape"), request.POST.get("shape"))
    shown: Mapping[str, Any] = sent or {
        "title": entry.title,
        "body": entry.body or begun_with(sheet.shape),
        "base_version": entry.version,
    }
    context: dict[str, Any] = {
        "sheet": sheet,
        "standing": sheet.standing(),
        "entry": entry,
        "question": sheet.question,
        "shown": shown,
        "key": uuid.uuid4().hex,
        "error": error,
        "is_refused": is_refused,
        "sections": sheet.sections(_closed(request, sheet.question).sections),
        "answered_in": sheet.answered_in(today),
        "from_memory": FROM_MEMORY,
        "earlier": earlier_beside(sheet),
        "looked_at": heading_of(sheet.look.earlier) if sheet.look.earlier else "",
        "partnerships": sheet.partnerships(today),
        "share_with": few_facilitators(sheet.facilitators()),
        "panel_url": _panel_url(sheet),
    }
    return TemplateResponse(request, "journal/writing/write.html", context, status=status)


def _panel_url(sheet: Sheet) -> str:
    address = reverse("writing:tag-panel", args=[sheet.entry.pk])
    question_key = sheet.question.key if sheet.question else ""
    asked = {"carry": sheet.carry, "question": question_key}
    if sheet.entry.follow_up:
        asked["follow_up"] = sheet.entry.follow_up
    return f"{address}?{urlencode(asked)}"
