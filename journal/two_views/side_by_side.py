"""Both views of one partnership on a page of their own: two sentences, two drawings, one table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from frameworks.wordings import wordings_of
from journal.models import Partnership, TwoViews
from journal.partnerships.chart import Chart, chart
from journal.partnerships.placed import levels_now, places, scale
from journal.partnerships.story import movement_in_words
from journal.tagging.levels import LINKAGE
from partnership.people.models import User

from .seen import View, views_for


@dataclass(frozen=True)
class SideBySide:
    partnership: Partnership
    view: View
    story: str
    mine: Chart | None
    theirs: Chart | None


def side_by_side(person: User, two_views: TwoViews, *, today: date) -> SideBySide | None:
    """For one of the two, of what they have agreed; none if it was just stopped. Five queries."""
    link = Partnership.objects.owned_by(person).get(pk=two_views.record_of(person))
    now = levels_now(wordings_of([LINKAGE]))
    placed = places(link, now, with_needs=False)
    compared = TwoViews.objects.filter(pk=two_views.pk)
    agreed = views_for(person, compared, placed, now, today=today).agreed
    if not agreed:
        return None
    [view] = agreed
    both = [*placed, *view.theirs]
    levels = scale(both, now.levels)
    days = (min(place.on for place in both), max(place.on for place in both)) if both else None
    return SideBySide(
        partnership=link,
        view=view,
        story=" ".join(movement_in_words(placed, today=today)),
        mine=chart(placed, levels, days=days),
        theirs=chart(view.theirs, levels, days=days),
    )
