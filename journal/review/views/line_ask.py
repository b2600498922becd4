"""Asking the author of a copy whether a line of it may be read out."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from journal import rules
from journal.comparing.blind import hides_tags
from journal.consent.deeds import MOST_CHARACTERS, NotAskedError, ask
from journal.models import SharedCopy
from journal.review.session import lines_of_copy
from journal.review.session_choices import choices_of, chosen_line, sentences, tagged_passages
from journal.tagging.passages import PassageError, Span, checked
from partnership.http import PersonRequest


@require_http_methods(["GET", "HEAD", "POST"])
def line_ask(request: PersonRequest, copy_id: UUID) -> HttpResponse:
    """Choose some words of the copy, and ask. The answer is its author's, in their own time."""
    copy = get_object_or_404(SharedCopy.objects.readable_by(request.user).for_list(), pk=copy_id)
    rules.require(rules.may_ask_for_a_line(request.user, copy))
    ticked, error = request.POST.getlist("line"), ""
    if request.method == "POST":
        try:
            ask(copy, _chosen(request, copy), by=request.user)
        except (NotAskedError, PassageError) as refusal:
            error = str(refusal)
        else:
            messages.success(
                request, f"{copy.author.first_name} is asked, and answers in the journal."
            )
            return redirect(copy)
    spans = sentences(copy.body)
    passages = [] if hides_tags(request.user, copy) else tagged_passages(copy, spans)
    context = {
        "copy": copy,
        "given": copy.text_given_at.isoformat(),
        "sentences": choices_of(spans, copy.body),
        "passages": choices_of(passages, copy.body),
        "asked": lines_of_copy(copy),
        "ticked": ticked,
        "most": MOST_CHARACTERS,
        "error": error,
    }
    return TemplateResponse(request, "journal/review/session_line.html", context)


def _chosen(request: PersonRequest, copy: SharedCopy) -> Span:
    """What was ticked in this text, or the words that were selected in it."""
    if request.POST.get("given") != copy.text_given_at.isoformat():
        raise PassageError(f"{copy.author.first_name} has changed this text since. Choose again.")
    quote = request.POST.get("quote", "")
    if not quote:
        return chosen_line(copy.body, request.POST.getlist("line"))
    span = chosen_line(copy.body, [request.POST.get("part", "")])
    return checked(copy.body, span.start, span.end, quote)
