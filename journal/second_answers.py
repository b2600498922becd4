"""Answering a question again: from memory first, and then both answers side by side.

The first answer is never edited. Until the second is Done, no page that opens its sheet or offers
it shows a word of the first, and what turns up by itself leaves it out (`asked_from_memory`); what
one opens oneself may show it, and offers no sheet (decision 23). Once the second is Done, Done
leads to the two together, once. The page of the two is journal.looking_back.pairs.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, Q
from django.urls import reverse

from journal.models import Entry, Prompt

SECOND_LOOK_AFTER = timedelta(weeks=6)
FROM_MEMORY = "Before you look back, what do you remember thinking?"


def is_long_ago(written_on: date, *, today: date) -> bool:
    """Whether an answer begun on that day is old enough to be looked at anew."""
    return written_on <= today - SECOND_LOOK_AFTER


def asked_from_memory(owner: Any) -> Q:
    """Of this owner's entries, those whose words they are trying to remember just now.

    Answers to a question that is being answered again; and all, while an answer from memory to a
    follow-up is half written, since that may be about any of them.
    """
    drafts = Entry.objects.owned_by(owner).in_journal().drafts()
    again = drafts.not_following_up().filter(question__isnull=False)
    from_memory = Prompt.objects.filter(show_earlier=Prompt.ShowEarlier.AFTER_ANSWER)
    following_up = drafts.following_up().filter(follow_up__in=from_memory.values("key"))
    return Q(question__in=again.values("question")) | Q(Exists(following_up))


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
