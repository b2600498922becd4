"""Giving a text to an audience and taking it back: whole, and in one transaction each.

What others read is a copy (journal.models.sharing). Updating replaces the copy's text, tags and
levels together, so readers never see the words of one day under the tags of another. Who reads it
changes only by an act of its own: `widen`, `narrow`, `withdraw`. Each of these first takes the
entry's row, so that two windows, or a window and the bin, act one after the other.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from journal.consent.deeds import carry_lines
from journal.follow_ups import asked_by_follow_up
from journal.models import (
    Cohort,
    Entry,
    Membership,
    Revision,
    SharedCopy,
    SharedLevel,
    SharedTag,
)
from journal.models.sharing import SharedCopyQuerySet
from journal.revisions import keep_finished
from journal.tagging.chosen import chosen_of
from partnership.ledger import Deed, write_down
from partnership.people.models import User

from .giving import Giving, giving_of


class CannotGiveError(Exception):
    """Nothing was given or changed. The message is for the author, in a sentence."""


class AlreadyGivenError(CannotGiveError):
    """It is shared already: one text has one audience, which changes by an act of its own."""


class NotGivenError(CannotGiveError):
    """It is not shared, so there is nothing to update, widen or narrow."""


class ChangedSinceError(CannotGiveError):
    """What would be given is not what its author looked at."""


@transaction.atomic
def give(
    entry: Entry, *, cohort: Cohort, audience: str, seen: str | None = None,
    at: datetime | None = None,
) -> SharedCopy:  # fmt: skip
    """Give the entry's text as it is now to the cohort's facilitators, or to the whole cohort.

    `seen` is the digest of what the author looked at, if they looked. What was given to a cohort
    they have left is gone first: a copy never moves from one cohort to another.
    """
    at = at or timezone.now()
    entry = _taken(entry)
    leads = Membership.objects.current().leaders().filter(person=entry.author_id, cohort=cohort)
    if leads.select_for_update().first() is None:  # held, so that leaving comes before or after
        raise CannotGiveError("You are not in this cohort any more.")
    if _in_force(entry).exists():
        raise AlreadyGivenError("This is shared already.")
    _take_back(SharedCopy.objects.filter(author=entry.author_id, entry=entry.pk))
    to_cohort = audience == SharedCopy.Audience.COHORT
    copy = SharedCopy(
        entry=entry,
        author_id=entry.author_id,
        cohort=cohort,
        audience=audience,
        question_id=entry.question_id,
        written_on=entry.written_on,
        given_at=at,
        cohort_since=at if to_cohort else None,
    )
    return _filled(copy, entry, seen=seen, at=at)


@transaction.atomic
def update_copy(entry: Entry, *, seen: str | None = None, at: datetime | None = None) -> SharedCopy:
    """Let whoever reads it read the text as it is now. Who they are never changes here."""
    at = at or timezone.now()
    entry = _taken(entry)
    copy = _given(entry)
    write_down(Deed.COPY_REPLACED, [copy.pk], at=at)
    return _filled(copy, entry, seen=seen, at=at)


@transaction.atomic
def widen(entry: Entry, *, seen: str | None = None, at: datetime | None = None) -> SharedCopy:
    """Let everyone in the cohort read what its facilitators read: that text, and no newer one."""
    copy = _given(_taken(entry))
    if seen not in (None, copy.given_digest):
        raise ChangedSinceError("You have updated it since you opened this page.")
    if copy.audience != SharedCopy.Audience.COHORT:
        copy.audience = SharedCopy.Audience.COHORT
        copy.cohort_since = at or timezone.now()
        copy.save(update_fields=["audience", "cohort_since"])
    return copy


@transaction.atomic
def narrow(entry: Entry) -> SharedCopy:
    """Let only the cohort's facilitators read it from now on."""
    copy = _given(_taken(entry))
    write_down(Deed.COPY_NARROWED, [copy.pk])
    copy.audience = SharedCopy.Audience.FACILITATOR
    copy.cohort_since = None
    copy.save(update_fields=["audience", "cohort_since"])
    return copy


@transaction.atomic
def withdraw(entry: Entry) -> bool:
    """Take the text back: the copy, and all that hangs on it, go at once.

    True when there was something to take back, so that pressing twice says so and harms nothing.
    """
    mine = Entry.objects.owned_by(entry.author_id).select_for_update()
    mine.filter(pk=entry.pk).values_list("pk").first()
    return _take_back(SharedCopy.objects.filter(author=entry.author_id, entry=entry.pk)) > 0


@transaction.atomic
def withdraw_all(person: User, cohort: Cohort) -> int:
    """Take back everything this person gave to this cohort; how many texts that was.

    Leaving a cohort or moving to another takes what was given there with it: it is not carried to
    the next one, and coming back later does not give it again.
    """
    return _take_back(SharedCopy.objects.given_by(person).filter(cohort=cohort))


def _taken(entry: Entry) -> Entry:
    """The row as it is now, and nobody else's to change until the transaction ends.

    Not from the bin: what is there is its author's only.
    """
    mine = Entry.objects.owned_by(entry.author_id).in_journal()
    taken = mine.select_for_update().filter(pk=entry.pk).first()
    if taken is None:
        raise CannotGiveError("This is in the bin.")
    return taken


def _in_force(entry: Entry) -> SharedCopyQuerySet:
    return SharedCopy.objects.in_force().filter(author=entry.author_id, entry=entry.pk)


def _given(entry: Entry) -> SharedCopy:
    copy = _in_force(entry).first()
    if copy is None:
        raise NotGivenError("This is not shared.")
    return copy


def _take_back(copies: SharedCopyQuerySet) -> int:
    """Delete them, with their tags, levels, readings and lines for a session; how many they were.

    A reply stays with the author of the entry, and what somebody had begun to write back stays with
    them (docs/decisions/0008); that holds none of the copy's words.
    """
    write_down(Deed.COPY_WITHDRAWN, copies.values_list("pk", flat=True))
    _, rows = copies.delete()
    return rows.get(SharedCopy._meta.label, 0)


def _filled(copy: SharedCopy, entry: Entry, *, seen: str | None, at: datetime) -> SharedCopy:
    """The copy with the entry's words, tags and levels of this moment, and no others."""
    giving = giving_of(chosen_of(entry))
    if not giving.body.strip():
        raise CannotGiveError("Write something before you share it.")
    if seen not in (None, giving.digest):
        raise ChangedSinceError("You have changed it since you opened this page.")
    copy.revision = keep_finished(entry, Revision.Kind.SHARED, at=at)
    copy.title, copy.body, copy.asked = giving.title, giving.body, asked_by_follow_up(entry)
    copy.search_text = SharedCopy.searchable(giving.title, giving.body)
    copy.given_digest = giving.digest
    copy.text_given_at = at
    copy.save()
    _copy_tags_and_levels(giving, copy)
    carry_lines(copy)
    return copy


def _copy_tags_and_levels(giving: Giving, copy: SharedCopy) -> None:
    copy.tags.all().delete()
    copy.levels.all().delete()
    SharedTag.objects.bulk_create(SharedTag(copy=copy, **tag._asdict()) for tag in giving.tags)
    SharedLevel.objects.bulk_create(
        SharedLevel(copy=copy, **level._asdict()) for level in giving.levels
    )
