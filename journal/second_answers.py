"""Answering a question again: from memory first, and then both answers side by side.

The first answer is never edited. While the second is written it is not on the page; once that is
Done, Done leads to the two together, once. The page of the two is journal.looking_back.pairs.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.urls import reverse

from journal.models import Entry

SECOND_LOOK_AFTER = timedelta(weeks=6)
FROM_MEMORY = "Before you look back, what do you remember thinking?"


def is_time_for_another(entry: Entry, *, today: date) -> bool:
    """Whether to offer answering its question again: not to somebody who has just done so."""
    is_answer = entry.question_id is not None and not entry.is_draft
    return is_answer and is_long_ago(entry.written_on, today=today)


def is_long_ago(written_on: date, *, today: date) -> bool:
    """Whether an answer begun on that day is old enough to be looked at anew."""
    return written_on <= today - SECOND_LOOK_AFTER


def after_done(entry: Entry, *, was_draft: bool) -> str:
    """Where Done leads: the first time to an earlier answer beside this one, if there is any."""
    return (then_and_now(entry) if was_draft else "") or entry.get_absolute_url()


def then_and_now(entry: Entry) -> str:
    """The address of this answer beside the first to its question; "" if there is no other.

    One query, and none for what answers no question.
    """
    if entry.follow_up:  # beside what its prompt is about, if that is to be shown
        return reverse("looking_back:beside", args=[entry.pk])
    if entry.question_id is None:
        return ""
    answers = Entry.objects.owned_by(entry.author_id).in_journal().finished()
    others = answers.filter(question=entry.question_id).exclude(pk=entry.pk)
    key = others.values_list("question__key", flat=True).first()
    return f"{reverse('looking_back:pair', args=[key])}?now={entry.pk}" if key else ""
