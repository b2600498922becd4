"""What stands beside a sheet that answers a follow-up, where its prompt says that it may.

Where the earlier text comes after the answer, or not at all, it is not fetched: then it can be
nowhere on the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from journal.first_answers import earlier_for
from journal.models import Commitment, Entry, Prompt
from journal.tagging.marking import Block, marked_words
from journal.templatetags.days import day

from .sheet import Sheet


@dataclass(frozen=True)
class EarlierText:
    """One thing written or planned earlier."""

    heading: str
    words: list[Block]


def earlier_beside(sheet: Sheet) -> list[EarlierText]:
    """Two queries at most, and none for a sheet that answers no prompt."""
    prompt = sheet.prompt
    if prompt is None or prompt.show_earlier != Prompt.ShowEarlier.BESIDE:
        return []
    if prompt.is_of_commitments:
        planned = Commitment.objects.owned_by(sheet.author).soonest_first()
        return [
            EarlierText(f"For {day(one.due_on)}", marked_words(one.sentence, [])) for one in planned
        ]
    about = [sheet.about.pk] if sheet.about else _partnerships(sheet)
    earlier = [one for one in earlier_for(sheet.author, prompt, about) if one.pk != sheet.entry.pk]
    mine = Entry.objects.owned_by(sheet.author).filter(pk__in=[one.pk for one in earlier])
    words = dict(mine.values_list("pk", "body"))
    return [
        EarlierText(f"{one.name}, {day(one.started_at)}", marked_words(words[one.pk], []))
        for one in earlier
    ]


def _partnerships(sheet: Sheet) -> list[UUID]:
    return [] if sheet.is_new else list(sheet.entry.partnerships.values_list("pk", flat=True))
