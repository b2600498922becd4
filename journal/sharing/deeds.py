"""Giving a text to an audience and taking it back: whole, and in one transaction each.

What others read is a copy (journal.models.sharing). Giving again replaces the copy's text, tags
and levels together, so readers never see the words of one day under the tags of another.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from journal.consent.deeds import carry_lines
from journal.models import Cohort, Entry, Revision, SharedCopy, SharedLevel, SharedTag
from journal.revisions import keep_finished
from journal.tagging.chosen import chosen_of
from journal.tagging.shown import tagged_spans
from partnership.people.models import User


@transaction.atomic
def give(entry: Entry, *, cohort: Cohort, audience: str, at: datetime | None = None) -> SharedCopy:
    """Give the entry's text as it is now to the cohort's facilitators, or to the whole cohort.

    The same call widens or narrows the audience and updates what others see. `text_given_at` is
    when these words were given, so a reader is never told that newer words are old.
    """
    at = at or timezone.now()
    revision = keep_finished(entry, Revision.Kind.SHARED, at=at)
    earlier = SharedCopy.objects.given_by(entry.author).filter(entry=entry).first()
    to_cohort = audience == SharedCopy.Audience.COHORT
    copy, _ = SharedCopy.objects.update_or_create(
        entry=entry,
        defaults={
            "revision": revision,
            "author": entry.author,
            "cohort": cohort,
            "audience": audience,
            "question": entry.question,
            "title": entry.title,
            "body": entry.body,
            "search_text": SharedCopy.searchable(entry.title, entry.body),
            "written_on": entry.written_on,
            "given_at": earlier.given_at if earlier else at,
            "text_given_at": at,
            "cohort_since": ((earlier and earlier.cohort_since) or at) if to_cohort else None,
        },
    )
    _copy_tags(entry, copy)
    _copy_levels(entry, copy)
    carry_lines(copy)
    return copy


@transaction.atomic
def withdraw(entry: Entry) -> bool:
    """Take the text back: the copy, its tags, levels and replies' thread go at once.

    True when there was something to take back, so that pressing twice says so and harms nothing.
    """
    deleted, _ = SharedCopy.objects.filter(author=entry.author_id, entry=entry).delete()
    return deleted > 0


@transaction.atomic
def withdraw_all(person: User, cohort: Cohort) -> int:
    """Take back everything this person gave to this cohort; how many texts that was.

    Leaving a cohort or moving to another takes what was given there with it: it is not carried to
    the next one, and coming back later does not give it again.
    """
    given = SharedCopy.objects.given_by(person).filter(cohort=cohort)
    _, rows = given.delete()
    return rows.get(SharedCopy._meta.label, 0)


def _copy_tags(entry: Entry, copy: SharedCopy) -> None:
    """The tags as they lie on this text; one whose words are gone is given on all of it."""
    given = {(element.pk, span) for element, span in tagged_spans(chosen_of(entry))}
    copy.tags.all().delete()
    SharedTag.objects.bulk_create(
        SharedTag(
            copy=copy,
            element_id=element_id,
            start=span.start if span else None,
            end=span.end if span else None,
        )
        for element_id, span in given
    )


def _copy_levels(entry: Entry, copy: SharedCopy) -> None:
    copy.levels.all().delete()
    SharedLevel.objects.bulk_create(
        SharedLevel(
            copy=copy,
            partnership_name=observation.partnership.name,
            level_id=observation.level_id,
            needed_id=observation.needed_id,
        )
        for observation in entry.observations.said_at_the_time().select_related("partnership")
    )
