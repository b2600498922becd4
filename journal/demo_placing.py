"""Where the demo's people placed their partnerships, and who let whom see it."""

from __future__ import annotations

from datetime import time

from frameworks.models import Element
from journal.demo_begun import Demo
from journal.demo_extras import TwoViewsPack
from journal.demo_pack import LEVELS, DemoPack, ObservationPack
from journal.models import Observation
from journal.tagging.deeds import place_partnership
from journal.two_views.deeds import agree, ask

ASKS, AGREES = time(20, 15), time(21, 5)
AFTER = 2  # days after the module's last


def place(demo: Demo, pack: ObservationPack) -> None:
    """What was said on a day of writing belongs to that entry; hindsight stands by itself."""
    partnership = demo.partnerships[pack.partnership, pack.by]
    level = demo.elements[f"{LEVELS}/{pack.level}"]
    needed = demo.elements[f"{LEVELS}/{pack.needed}"]
    entry = demo.entries[entry_of_the_day(demo.pack, pack)]
    if pack.kind == "now":
        place_partnership(
            entry=entry,
            partnership=partnership,
            level=level,
            fit=fit_of(level, needed),
            needed=needed,
        )
        partnership.observations.filter(entry=entry).update(note=pack.note)
        entry.tags.filter(made_at__gt=entry.edited_at).update(made_at=entry.edited_at)
        return
    Observation.objects.create(
        partnership=partnership,
        entry=entry,
        level=level,
        needed=needed,
        fit=fit_of(level, needed),
        about_on=demo.on(pack.about_day or 0),
        said_on=demo.on(pack.day),
        is_hindsight=True,
        note=pack.note,
    )


def entry_of_the_day(pack: DemoPack, observation: ObservationPack) -> str:
    """The key of what its observer wrote that day: the pack is checked to have it."""
    return next(
        entry.key
        for entry in pack.entries
        if (entry.leader, entry.day) == (observation.by, observation.day)
    )


def fit_of(level: Element, needed: Element) -> str:
    """The answer to "Is this the right level?" that goes with what the work needs."""
    if level.position == needed.position:
        return Observation.Fit.RIGHT
    is_closer = needed.position > level.position
    return Observation.Fit.CLOSER if is_closer else Observation.Fit.LIGHTER


def compare(demo: Demo, pack: TwoViewsPack) -> None:
    """Asked after the module, when both had placed it, and agreed to the same evening."""
    hers = demo.partnerships[pack.partnership, pack.asker]
    his = demo.partnerships[pack.partnership, pack.asked]
    day = demo.pack.cohort.module_end_day + AFTER
    asked = demo.people[pack.asked]
    two_views = ask(hers, asked, demo.cohort, called=hers.name, at=demo.at(day, ASKS))
    agree(two_views, his, at=demo.at(day, AGREES))
