"""Looking again at something that is Done, through a lens: which there are, and a sheet for one."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from journal.models import Entry
from journal.writing.reading import heading_of
from journal.writing.sheet import second_look, sheet_of
from journal.writing.ways import lenses_for
from partnership.http import PersonRequest

from .write import sheet_page


@require_safe
def lens_list(request: PersonRequest, entry_id: UUID) -> HttpResponse:
    """The lenses through which something that is Done may be looked at again."""
    earlier = _done_with(request, entry_id)
    mine = Entry.objects.owned_by(request.user).in_journal().finished().looking_at(earlier)
    looks = list(mine.newest_first().only("author", "title", "started_at"))
    lenses = [
        (lens, [look for look in looks if look.title == lens.name])
        for lens in lenses_for(request.user, earlier.question)
    ]
    context = {"entry": earlier, "heading": heading_of(earlier), "lenses": lenses}
    return TemplateResponse(request, "journal/writing/lenses.html", context)


@require_safe
def look_again(request: PersonRequest, entry_id: UUID, lens_key: str) -> HttpResponse:
    """The person's open draft of this second look, or an empty sheet for it."""
    earlier = _done_with(request, entry_id)
    lenses = lenses_for(request.user, earlier.question)
    lens = next((one for one in lenses if one.key == lens_key), None)
    if lens is None:
        raise Http404
    drafts = Entry.objects.owned_by(request.user).in_journal().drafts().looking_at(earlier)
    draft = drafts.called(lens.name).select_related("shared_copy").last_edited_first().first()
    if draft:
        return sheet_page(request, sheet_of(request.user, draft))
    return sheet_page(request, second_look(earlier, lens.name))


def _done_with(request: PersonRequest, entry_id: UUID) -> Entry:
    mine = Entry.objects.owned_by(request.user).in_journal().finished()
    return get_object_or_404(mine.select_related("question__module"), pk=entry_id)
