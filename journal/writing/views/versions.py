"""Earlier texts of an entry: the list, one with what changed, making an old one new again, and
deleting them for good."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from journal.models import Entry
from journal.purging import counted, purge
from journal.revisions import append, restore
from journal.writing.comparing import NOW, compare, other_side, versions_to_compare
from journal.writing.reading import heading_of
from partnership.http import PersonRequest

VERSIONS_A_PAGE = 50


@require_safe
def version_list(request: PersonRequest, entry_id: UUID) -> HttpResponse:
    """Every text that was kept, newest first."""
    entry = _own(request, entry_id)
    pages = Paginator(entry.revisions.newest_first(), VERSIONS_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    context = {
        "entry": entry,
        "heading": heading_of(entry),
        "page": page,
        "numbers": pages.get_elided_page_range(page.number, on_each_side=1),
    }
    return TemplateResponse(request, "journal/writing/version_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def version_purge(request: PersonRequest, entry_id: UUID) -> HttpResponse:
    """Say how many of the earlier texts go, and that it is for good; on POST delete them."""
    entry = _own(request, entry_id)
    if request.method == "POST":
        gone = purge(entry)
        s = "" if gone == 1 else "s"
        messages.success(request, f"{gone} earlier version{s} deleted. Your text is as it was.")
        return redirect("writing:version-list", entry.pk)
    context = {"entry": entry, "heading": heading_of(entry), "counts": counted(entry)}
    return TemplateResponse(request, "journal/writing/version_purge.html", context)


@require_safe
def version(request: PersonRequest, entry_id: UUID, number: int) -> HttpResponse:
    """One text, and what changed against the one before it, or against any other (?against=)."""
    entry = _own(request, entry_id)
    revision = get_object_or_404(entry.revisions, number=number)
    others = versions_to_compare(entry, revision)
    other = other_side(entry, revision, request.GET.get("against", ""), others)
    context = {
        "entry": entry,
        "heading": heading_of(entry),
        "version": revision,
        "others": others,
        "now": NOW,
        "comparison": compare(revision, other) if other else None,
        "is_current": (revision.title, revision.body) == (entry.title, entry.body),
    }
    return TemplateResponse(request, "journal/writing/version.html", context)


@require_POST
def version_restore(request: PersonRequest, entry_id: UUID, number: int) -> HttpResponse:
    """Make this text the working text again, as a new version; or add it below the working text."""
    entry = _own(request, entry_id)
    revision = get_object_or_404(entry.revisions, number=number)
    if request.POST.get("keep") == "both":
        return _both(request, entry, number)
    restored = restore(entry, revision)
    messages.success(
        request,
        f"Version {number} is your text again, as version {restored.number}. "
        "What you had is kept among the versions.",
    )
    return redirect(entry)


def _both(request: HttpRequest, entry: Entry, number: int) -> HttpResponse:
    try:
        append(entry, entry.revisions.get(number=number))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
        return redirect("writing:version", entry.pk, number)
    messages.success(request, f"Version {number} now stands below your text.")
    return redirect("writing:entry-edit", entry.pk)


def _own(request: PersonRequest, entry_id: UUID) -> Entry:
    mine = Entry.objects.owned_by(request.user).in_journal().select_related("question")
    return get_object_or_404(mine, pk=entry_id)
