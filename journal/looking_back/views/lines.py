"""Keeping a line of an entry for "Your term in your words", and letting one go."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from journal.looking_back.keeping import TermIsFullError, keep_line, let_line_go, term_of
from journal.looking_back.line_forms import LineForm
from journal.looking_back.lines import MOST_SENTENCES, lines_of
from journal.models import Entry, KeptLine
from journal.models.kept_line import MOST_A_TERM
from journal.writing.reading import heading_of
from partnership.http import PersonRequest


@require_http_methods(["GET", "HEAD", "POST"])
def line_keep(request: PersonRequest, entry_id: UUID) -> HttpResponse:
    """Choose a sentence of an entry; where five of its term are kept, which of them to let go."""
    mine = Entry.objects.owned_by(request.user).in_journal().finished().select_related("question")
    entry = get_object_or_404(mine, pk=entry_id)
    form = _form(request, entry)
    if request.method == "POST" and form.is_valid():
        span, let_go = form.cleaned_data["sentence"], form.cleaned_data.get("let_go")
        try:
            keep_line(entry=entry, span=span, let_go=let_go)
        except TermIsFullError:  # since the page was opened, in another window
            form = _form(request, entry)
        else:
            return redirect(_lines_of(term_of(entry).value))
    context = {
        "entry": entry,
        "heading": heading_of(entry),
        "term": term_of(entry),
        "form": form,
        "most": MOST_SENTENCES if len(form.sentences) == MOST_SENTENCES else None,
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "journal/looking_back/line_keep.html", context, status=status)


def _form(request: PersonRequest, entry: Entry) -> LineForm:
    """Asks which line to let go only where no place is free."""
    lines = lines_of(request.user, term_of(entry))
    posted = request.POST if request.method == "POST" else None
    return LineForm(posted, entry=entry, lines=lines if len(lines) >= MOST_A_TERM else [])


@require_POST
def line_let_go(request: PersonRequest, kept_line_id: UUID) -> HttpResponse:
    """It is kept no more; the entry stays as it is."""
    mine = KeptLine.objects.owned_by(request.user).select_related("passage__entry")
    line = get_object_or_404(mine, pk=kept_line_id)
    let_line_go(line=line)
    return redirect(_lines_of(line.term))


def _lines_of(term: str) -> str:
    """Where the lines of this term stand, unfolded."""
    return f"{reverse('looking_back:looking-back')}?{urlencode({'term': term})}#lines"
