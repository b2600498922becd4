"""The demo's lines: to be read out, asked by its facilitator; those that their authors keep; and
what they say of two entries side by side."""

from __future__ import annotations

from datetime import time

from journal.consent.deeds import answer, ask
from journal.demo_begun import Demo
from journal.demo_extras import KeptLinePack, LinePack, LookBackPack
from journal.looking_back.keeping import keep_line
from journal.models import LookBack, SharedCopy
from journal.tagging.passages import Span

ASKS, ANSWERS = time(13, 50), time(17, 40)
DAYS_AFTER = 2  # the facilitator has read it by then


def ask_about(demo: Demo, pack: LinePack) -> None:
    """Two days after the text was shared, and answered on the same day, if at all."""
    written_on = next(entry.day for entry in demo.pack.entries if entry.key == pack.entry)
    facilitator = demo.people[demo.pack.cohort.facilitator.key]
    copies = SharedCopy.objects.for_facilitator(facilitator)
    copy = copies.get(entry=demo.entries[pack.entry])
    start = copy.body.index(pack.quote)
    asked_at = demo.at(written_on + DAYS_AFTER, ASKS)
    line = ask(copy, Span(start, start + len(pack.quote)), by=facilitator, at=asked_at)
    if pack.answer:
        answer(line, pack.answer, at=demo.at(written_on + DAYS_AFTER, ANSWERS))


def keep(demo: Demo, pack: KeptLinePack) -> None:
    """Some time after it was written: one of five of its term."""
    entry = demo.entries[pack.entry]
    start = entry.body.index(pack.quote)
    keep_line(entry=entry, span=Span(start, start + len(pack.quote)))


def look_back(demo: Demo, pack: LookBackPack) -> None:
    """On the day on which the later one was finished."""
    earlier, later = demo.entries[pack.earlier], demo.entries[pack.later]
    LookBack.objects.create(
        earlier=earlier,
        later=later,
        what_changed=pack.what_changed,
        see_now=pack.see_now,
        said_at=later.edited_at,
    )
