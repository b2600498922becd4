"""What the reading pages say about an entry: its partnerships, replies, versions.

Nothing here writes; to fetch is to check. How its words are marked is in journal.tagging.marking,
and who can read it in journal.standing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import BigIntegerField, Exists, F, OuterRef
from django.db.models.lookups import Exact
from django.utils import timezone

from journal.consent.waiting import consent_in_short
from journal.context import facilitating
from journal.models import Commitment, Entry, Module, Observation, Reply, Revision, SharedCopy
from journal.tagging.chosen import Newest
from journal.tagging.reading_back import Link
from journal.templatetags.days import day, moment
from partnership.addresses import address_of
from partnership.prepared import given, prepared

FREE = "A free entry"
VERSIONS_AT_HAND = 3
# What the page prints. A column costs as much to name in a query as to print.
READ = ("author", "title", "body", "started_at", "edited_at", "done_at", "follow_up", "revisits")
READ_OF_QUESTION = ("key", "title", "parts", "earlier_wordings", "invites_commitment")
READ_OF_COPY = (
    "author",
    "question",
    "audience",
    "title",
    "body",
    "given_at",
    "text_given_at",
    "cohort_since",
    "given_digest",
    "cohort",
)
ANSWERS_AT_HAND = 5
FIT_IN_WORDS = {
    str(Observation.Fit.CLOSER): "closer would help",
    str(Observation.Fit.LIGHTER): "lighter would help",
    str(Observation.Fit.UNSURE): "not sure what the work needs",
}


def heading_of(entry: Entry) -> str:
    """What pages call it: its question, else its title."""
    return entry.question.title if entry.question else entry.title or FREE


@prepared
def for_reading() -> Any:
    """One entry with its question, what others see of it, whether anyone wrote back and whether its
    author facilitates, in one query."""
    mine = Entry.objects.owned_by(given("owner")).filter(pk=given("entry")).in_journal()
    related = mine.select_related("question", "shared_copy")
    lean = related.only(
        *READ,
        *(f"question__{column}" for column in READ_OF_QUESTION),
        *(f"shared_copy__{column}" for column in READ_OF_COPY),
    )
    replies = Reply.objects.filter(entry=OuterRef("pk"))
    planned = Commitment.objects.owned_by(OuterRef("author")).filter(entry=OuterRef("pk"))
    return lean.annotate(
        has_lenses=Exists(Module.objects.with_lenses()),
        has_replies=Exists(replies),
        has_commitments=Exists(planned),
        author_facilitates=facilitating(OuterRef("author")),
    )


def asked_about(copy: SharedCopy | None) -> str | None:
    """Whether they were asked about a line of it: "" while that waits. Lines are of copies."""
    return consent_in_short(copy) if copy else None


def when_written(entry: Entry) -> str:
    """ "Begun on 14 March, last changed on 20 March." """
    begun, changed = day(entry.started_at), day(entry.edited_at)
    if begun == changed:
        return f"Begun on {begun}."
    return f"Begun on {begun}, last changed on {changed}."


# What it is about


@dataclass(frozen=True)
class PlacedPartnership:
    """A partnership the entry is about, and where its author placed it there, if they did."""

    name: str
    href: str
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


def placed(link: Link) -> PlacedPartnership:
    name, level = link.partnership, link.level
    href = address_of("partnerships:partnership", link.partnership_id)
    if level is None:
        return PlacedPartnership(name, href, None, None, None, None)
    return PlacedPartnership(name, href, level.name, level.position, level.needed, level.fit)


# What belongs to it


def replies_to(entry: Entry) -> list[Reply]:
    """The thread under it, oldest first; its author keeps it also once the copy is withdrawn."""
    if not getattr(entry, "has_replies", True):
        return []
    replies = Reply.objects.filter(entry=entry, to=entry.author_id)
    return list(replies.select_related("author").order_by("sent_at", "pk"))


class Version(NamedTuple):
    """A kept text in the short list of them, and whether its words are those of the entry now."""

    pk: UUID
    number: int
    kind: str
    made_at: datetime
    is_now: bool

    @property
    def words(self) -> str:
        """ "When you pressed Done, 14 March at 14:32" """
        return f"{Revision.Kind(self.kind).label}, {moment(self.made_at)}"


def versions_at_hand(entry: Entry) -> list[Version]:
    """The newest few, without their texts, and one more than are shown if there are more."""
    kept = _versions().rows(owner=entry.author_id, entry=entry.pk)
    return [Version(*version) for version in kept]


@prepared
def _versions() -> Any:
    kept = Revision.objects.owned_by(given("owner")).filter(entry=given("entry"))
    is_now = Exact(F("body"), F("entry__body"))
    columns = kept.newest_first().values_list("pk", "number", "kind", "made_at", is_now)
    return columns[: VERSIONS_AT_HAND + 1]


def newest_among(versions: list[Version]) -> Newest | None:
    """The newest that was once the text; None if they do not say."""
    for version in versions:
        if version.kind != Revision.Kind.CONFLICT:
            return Newest(version.pk, version.is_now)
    return None if versions else Newest(None, False)


class OtherAnswer(NamedTuple):
    href: str
    day: str


def other_answers(entry: Entry) -> list[OtherAnswer]:
    """The author's other answers to the same question, newest first.

    Nothing while this one is a draft: one answers afresh before looking back.
    """
    if entry.is_draft or entry.question_id is None:
        return []
    answers = _finished().rows(owner=entry.author_id, question=entry.question_id)
    others = [answer for answer in answers if answer[0] != entry.pk]
    today = timezone.localdate()
    return [
        OtherAnswer(address_of("writing:entry", pk), day(started_at, today))
        for pk, started_at in others[:ANSWERS_AT_HAND]
    ]


@prepared
def _finished() -> Any:
    finished = Entry.objects.owned_by(given("owner")).in_journal().finished()
    answers = finished.filter(question=given("question", BigIntegerField()))
    return answers.newest_first().values_list("pk", "started_at")[: ANSWERS_AT_HAND + 1]
