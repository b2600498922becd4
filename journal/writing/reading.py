"""What the reading pages say about an entry: who reads it, its partnerships, replies, versions.

Nothing here writes; to fetch is to check. How its words are marked is in journal.tagging.marking.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from journal.models import Entry, Observation, Reply, Revision, SharedCopy
from journal.names import in_a_row
from journal.templatetags.days import day

FREE = "A free entry"
VERSIONS_AT_HAND = 3
# Columns that are long, or that are JSON and slow to decode, and that the page does not print.
NOT_READ = ("search_text",)
QUESTION_NOT_READ = ("source", "suggested_tags")
ANSWERS_AT_HAND = 5
FIT_IN_WORDS = {
    str(Observation.Fit.CLOSER): "closer would help",
    str(Observation.Fit.LIGHTER): "lighter would help",
    str(Observation.Fit.UNSURE): "not sure what the work needs",
}


def heading_of(entry: Entry) -> str:
    """What pages call it: its question, else its title."""
    return entry.question.title if entry.question else entry.title or FREE


def for_reading(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """With its question, what others see of it, and whether anyone wrote back, in one query."""
    related = entries.select_related("question", "shared_copy__cohort")
    lean = related.defer(*NOT_READ, *(f"question__{column}" for column in QUESTION_NOT_READ))
    return lean.annotate(has_replies=Exists(Reply.objects.filter(entry=OuterRef("pk"))))


# Who reads it


@dataclass(frozen=True)
class Standing:
    """Who can read it now, in words; `copy` is what they see, if anybody does."""

    words: str
    copy: SharedCopy | None = None
    is_behind: bool = False

    @property
    def behind_words(self) -> str:
        """Said when what they see is not what the author reads here."""
        on = day(self.copy.given_at) if self.copy else ""
        return f"They see your text of {on}. You have changed it since." if self.is_behind else ""


def standing_of(entry: Entry) -> Standing:
    """Needs the entry fetched by for_reading. One query more when it is shared."""
    copy = getattr(entry, "shared_copy", None)
    if copy is None:
        return Standing("Draft. Not shared." if entry.is_draft else "Saved. Not shared.")
    is_behind = (copy.title, copy.body) != (entry.title, entry.body)
    words = f"Shared with {_audience(copy)} on {day(copy.given_at)}."
    return Standing(words, copy, is_behind)


def _audience(copy: SharedCopy) -> str:
    if copy.audience == SharedCopy.Audience.COHORT:
        return f"everyone in {copy.cohort.name}"
    names = [person.first_name for person in copy.cohort.current_facilitators()]
    return in_a_row(names) or "the facilitator of your cohort"


# What it is about


@dataclass(frozen=True)
class PlacedPartnership:
    """A partnership the entry is about, and where its author placed it there, if they did."""

    pk: UUID
    name: str
    level: str | None
    position: int | None
    needed: str | None
    fit: str | None

    @property
    def needs(self) -> str:
        """What the work needs, in words, or nothing if that was not said."""
        if self.fit == Observation.Fit.RIGHT:
            return "which is what the work needs"
        if self.needed:
            return f"the work needs {self.needed}"
        return FIT_IN_WORDS.get(self.fit or "", "")


def partnerships_of(entry: Entry, levels: Iterable[Observation]) -> list[PlacedPartnership]:
    """Those the entry is about, by name, each with its level among these. One query."""
    seen = {one.partnership_id: one for one in levels}
    names = entry.partnerships.order_by("name").values_list("pk", "name")
    return [_placed(pk, name, seen.get(pk)) for pk, name in names]


def _placed(pk: UUID, name: str, seen: Observation | None) -> PlacedPartnership:
    if seen is None:
        return PlacedPartnership(pk, name, None, None, None, None)
    needed = seen.needed.name if seen.needed else None
    return PlacedPartnership(pk, name, seen.level.name, seen.level.position, needed, seen.fit)


# What belongs to it


def replies_to(entry: Entry) -> list[Reply]:
    """The thread under it, oldest first; its author keeps it also once the copy is withdrawn."""
    if not getattr(entry, "has_replies", True):
        return []
    replies = Reply.objects.filter(entry=entry, to=entry.author_id)
    return list(replies.select_related("author").order_by("sent_at", "pk"))


def unread_among(replies: list[Reply], entry: Entry) -> list[Reply]:
    return [r for r in replies if r.read_at is None and r.author_id != entry.author_id]


def versions_at_hand(entry: Entry) -> list[Revision]:
    """The newest few, without their texts, and one more than are shown if there are more."""
    return list(entry.revisions.newest_first().defer("body", "title")[: VERSIONS_AT_HAND + 1])


def other_answers(entry: Entry) -> list[tuple[UUID, date]]:
    """The author's other answers to the same question, newest first: id and day begun.

    Nothing while this one is a draft: one answers afresh before looking back.
    """
    if entry.is_draft or entry.question_id is None:
        return []
    others = Entry.objects.owned_by(entry.author_id).in_journal().exclude(pk=entry.pk).finished()
    answers = others.filter(question=entry.question_id).newest_first()
    rows = answers.values_list("pk", F("started_at"))[:ANSWERS_AT_HAND]
    return [(pk, timezone.localdate(started_at)) for pk, started_at in rows]
