"""Reading one entry back, and saying that a reply was read."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from journal.context import facilitates_nowhere
from journal.follow_ups import prompt_called
from journal.models import Entry, Reply
from journal.planned import planned_in
from journal.sharing.giving import digest_of
from journal.standing import standing_of
from journal.tagging.reading_back import links_in, read_back
from journal.threads.shown import spans_of
from journal.writing.reading import (
    VERSIONS_AT_HAND,
    asked_about,
    for_reading,
    heading_of,
    newest_among,
    other_answers,
    placed,
    replies_to,
    versions_at_hand,
    when_written,
)
from journal.writing.thread import thread_under
from journal.writing.ways import second_look_of
from partnership.http import PersonRequest


@require_safe
def entry(request: PersonRequest, entry_id: UUID) -> HttpResponse:
    """Its words, who can read them, and all that belongs to it."""
    entry = for_reading().get_or_404(owner=request.user.pk, entry=entry_id)
    if not entry.author_facilitates:
        facilitates_nowhere(request)
    versions = versions_at_hand(entry)
    replies = replies_to(entry)
    also = spans_of(replies, entry.body)
    read = read_back(entry, newest_among(versions), also=also)
    links = links_in(entry)
    levels = [link.level for link in links if link.level]
    look = second_look_of(request.user, entry)
    standing = standing_of(entry, partial(digest_of, entry, read.tagged, levels))
    context = {
        "entry": entry,
        "heading": heading_of(entry),
        "look": look,
        "looked_at": heading_of(look.earlier) if look.earlier else "",
        "prompt": prompt_called(entry.follow_up),
        "standing": standing,
        "asked_about": asked_about(getattr(entry, "shared_copy", None)),
        "when": when_written(entry),
        "shown": read.shown,
        "is_reworded": read.is_reworded,
        "planned": planned_in(entry),
        "partnerships": [placed(link) for link in links],
        **thread_under(entry, standing.copy, replies, author=request.user),
        "versions": versions[:VERSIONS_AT_HAND],
        "has_more_versions": len(versions) > VERSIONS_AT_HAND,
        "other_answers": other_answers(entry),
    }
    return TemplateResponse(request, "journal/writing/entry.html", context)


@require_POST
def replies_read(request: PersonRequest, entry_id: UUID) -> HttpResponse:
    """The author has read what was written back. A button of its own: to fetch is to check."""
    entry = get_object_or_404(Entry.objects.owned_by(request.user).in_journal(), pk=entry_id)
    received = Reply.objects.received_by(request.user).unread().filter(entry=entry)
    received.update(read_at=timezone.now())
    return redirect(f"{entry.get_absolute_url()}#replies")
