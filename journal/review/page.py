"""All that the page of one copy shows to a facilitator: its words, its thread, and the box.

Fetching is here, so that the page is the same when it was opened and when a press was handed back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.messages import get_messages
from django.db.models import QuerySet

from journal.models import Reply, SharedCopy
from journal.sharing.shown import levels_of, shown_copy
from journal.templatetags.days import day
from journal.threads.box import box_for
from journal.threads.forms import text_name
from journal.threads.shown import spans_of, thread
from partnership.addresses import address_of
from partnership.http import PersonRequest
from partnership.people.models import User
from partnership.prepared import given, prepared

from . import sitting, starters
from .beside import beside
from .opening import Opened, known
from .waiting import FREE, Place, round_of


def page_of(
    request: PersonRequest,
    copy: SharedCopy,
    opened: Opened,
    *,
    sent: Mapping[str, Any] | None = None,
    error: str = "",
    news: list[str] | None = None,
) -> dict[str, Any]:
    """The context of journal/review/copy.html. Needs the copy with author, question and cohort."""
    person = request.user
    there = beside(person, copy)
    replies = replies_under(copy) if there.has_replies else []
    box = box_for(person, copy, sent=sent)
    is_blind = there.is_blind
    return {
        "copy": copy,
        "heading": heading_of(copy),
        "shared_words": shared_words(copy),
        "shown": shown_copy(copy, also=spans_of(replies, copy.body), hides_tags=is_blind),
        "levels": levels_of(copy) if there.has_levels and not is_blind else [],
        "is_blind": is_blind,
        "earlier": earlier_answer(request, copy) if there.has_earlier else None,
        "thread": thread(replies, reader=person, body=copy.body, text_given_at=copy.text_given_at),
        "said": len(replies),
        "others_read": _others_read(opened, copy),
        "claim": opened.claim_in_words,
        "box": box,
        "known": known(replies, opened, person),
        "own_starters": starters.own(person) if there.has_starters else [],
        "shipped_starters": starters.shipped(),
        **_around(request, copy, opened),
        "hint": f"{copy.author.first_name} sees this when you send it.",
        "has_arrived": len(get_messages(request)) > 0,
        "error": error,
        "news": news or [],
    }


def _around(request: PersonRequest, copy: SharedCopy, opened: Opened) -> dict[str, Any]:
    """Where it stands in what waits, and what comes before and after it. One query."""
    around = round_of(
        request.user,
        by=sitting.order_of(request),
        since=sitting.since(request),
        now=opened.at,
        at=copy.pk,
    )
    return {
        "round": around,
        "next_url": _url(around.next()),
        "previous_url": _url(around.previous()),
    }


def replies_under(copy: SharedCopy) -> list[Reply]:
    return _replies().rows(copy=copy.pk)


@prepared
def _replies() -> QuerySet[Reply]:
    replies = Reply.objects.filter(copy=given("copy"))
    return replies.select_related("author").order_by("sent_at", "pk")


def heading_of(copy: SharedCopy) -> str:
    return f"{copy.author.name}: {copy.title or (copy.question and copy.question.title) or FREE}"


def shared_words(copy: SharedCopy) -> str:
    """Since when they can read it, and who else can."""
    on = day(copy.given_at)
    changed = day(copy.text_given_at)
    newer = f" This is the text of {changed}." if changed != on else ""
    if copy.audience == SharedCopy.Audience.COHORT:
        return f"Shared with the cohort on {on}.{newer}"
    return f"Shared with you on {on}. The cohort cannot see it.{newer}"


@dataclass(frozen=True)
class Earlier:
    """What was shared before, folded away beneath the words."""

    words_on: str
    body: str
    url: str


def earlier_answer(request: PersonRequest, copy: SharedCopy) -> Earlier | None:
    """What this leader shared before in answer to the same question. One query."""
    desk = SharedCopy.objects.for_facilitator(request.user)
    same = desk.filter(author=copy.author_id, question=copy.question_id).exclude(pk=copy.pk)
    before = same.filter(given_at__lt=copy.given_at).order_by("-given_at").first()
    if before is None:  # it was given to another facilitator
        return None
    words_on = f"Written on {day(before.written_on)}, shared on {day(before.given_at)}."
    return Earlier(words_on, before.body, before.get_absolute_url())


def _url(place: Place | None) -> str:
    return address_of("review:copy", place.pk) if place else ""


def _others_read(opened: Opened, copy: SharedCopy) -> list[str]:
    """Co-facilitators who have dealt with the text that is there now."""
    return [
        f"{one.person.first_name} marked this as read on {day(one.dealt_at)}."
        for one in opened.others
        if one.dealt_at and one.dealt_at >= copy.text_given_at
    ]


def news_since(
    copy: SharedCopy, opened: Opened, *, person: User, text: str, said: str, was_known: str
) -> list[str]:
    """What has happened since the page was opened, a sentence for each thing; nothing if nothing.

    `said` is how many replies the page showed. Two queries, under the lock of whoever asks.
    """
    replies = replies_under(copy)
    news = []
    if text != text_name(copy):
        news.append(f"{copy.author.first_name} has changed the text since you opened this.")
    if was_known == known(replies, opened, person):
        return news
    shown = int(said) if said.isdecimal() else 0
    late = [one.author for one in replies[shown:] if one.author_id != person.pk]
    names = dict.fromkeys(one.first_name for one in late)
    news += [f"{name} replied while you were reading." for name in names]
    if not late:
        news += _others_read(opened, copy)
    return news
