"""Whether the entry is about a partnership, and where it says that partnership is."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from journal.models import Entry, Partnership
from journal.tagging import deeds
from journal.tagging.forms import LevelForm, first_error, linkage_levels
from journal.tagging.panel import levels_for
from journal.tagging.seen import reworded_since, seen_in
from partnership.http import PersonRequest

from .answers import not_stored, refused, stored_entry, what_is_chosen

NO_SUCH_PARTNERSHIP = "That partnership is not one of yours. Choose one of those listed."


class WhichForm(forms.Form):
    """The partnership spoken of, or none when the entry is about none; and `about`: yes or no."""

    partnership = forms.UUIDField(required=False)
    about = forms.ChoiceField(required=False, choices=[("1", "yes"), ("0", "no")])


@require_POST
def level_set(request: PersonRequest, entry_id: UUID) -> HttpResponse:
    """One partnership's level, or that the entry is about it at all."""
    entry = stored_entry(request, entry_id)
    if entry is None:
        return not_stored()
    which = WhichForm(request.POST)
    if not which.is_valid():
        return refused(request, entry, NO_SUCH_PARTNERSHIP)
    partnership = None
    if which.cleaned_data["partnership"]:
        mine = Partnership.objects.owned_by(request.user)
        partnership = mine.filter(pk=which.cleaned_data["partnership"]).first()
        if partnership is None:
            return refused(request, entry, NO_SUCH_PARTNERSHIP)
    if partnership and which.cleaned_data["about"]:
        deeds.say_whether_about(
            entry=entry, partnership=partnership, is_about=which.cleaned_data["about"] == "1"
        )
        return what_is_chosen(request, entry, panel=levels_for(request.user, entry))
    return _placed(request, entry, partnership)


def _placed(request: PersonRequest, entry: Entry, partnership: Partnership | None) -> HttpResponse:
    prefix = str(partnership.pk) if partnership else None
    levels = linkage_levels(seen_in(request.POST.getlist("seen")))
    form = LevelForm(request.POST, prefix=prefix, levels=levels)
    if not form.is_valid():
        return refused(request, entry, first_error(form))
    deeds.set_level(entry=entry, partnership=partnership, **form.cleaned_data)
    level = form.cleaned_data["level"]
    return what_is_chosen(request, entry, told=reworded_since([level]) if level else "")
