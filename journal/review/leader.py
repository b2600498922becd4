"""What one leader shared with a cohort, in the order of writing, and what one wrote back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models.functions import Left

from journal.models import Reply
from journal.models.sharing import SharedCopyQuerySet
from journal.templatetags.days import day
from partnership.addresses import address_of
from partnership.people.models import User

COPIES_A_PAGE = 20
OPENING_CHARACTERS, OPENING_WORDS = 400, 40
FREE = "A free entry"


@dataclass(frozen=True)
class Written:
    """One of your replies, in finished strings."""

    on: str
    body: str


@dataclass(frozen=True)
class Row:
    """One text as the page lists it, in finished strings, with your replies to it."""

    heading: str
    question: str
    url: str
    when: str
    opening: str
    replies: list[Written]


def page_of(copies: SharedCopyQuerySet, number: str | None) -> Page[tuple[object, ...]]:
    """That page's texts, the earliest written first. Two queries."""
    listed = copies.order_by("written_on", "given_at", "pk").values_list(
        "pk",
        "title",
        "question__title",
        "written_on",
        "given_at",
        "audience",
        Left("body", OPENING_CHARACTERS),
    )
    return Paginator(listed, COPIES_A_PAGE).get_page(number)


def rows_of(page: Page[tuple[object, ...]], person: User, *, today: date) -> list[Row]:
    """The texts of a page with this person's own replies. One query."""
    listed: Sequence[tuple] = list(page)
    replies = own_replies([pk for pk, *_ in listed], person, today=today)
    return [
        Row(
            heading=title or question or FREE,
            question=question if title and question else "",
            url=address_of("review:copy", pk),
            when=_when(written_on, day(given_at, today), audience, today),
            opening=_opening(body),
            replies=replies.get(pk, []),
        )
        for pk, title, question, written_on, given_at, audience, body in listed
    ]


def own_replies(copies: list[UUID], person: User, *, today: date) -> dict[UUID, list[Written]]:
    """What this person wrote back under these copies, by copy, the earliest first. One query."""
    sent = Reply.objects.filter(copy__in=copies, author=person).order_by("sent_at", "pk")
    replies: dict[UUID, list[Written]] = {}
    for copy, sent_at, body in sent.values_list("copy", "sent_at", "body"):
        replies.setdefault(copy, []).append(Written(day(sent_at, today), body))
    return replies


def _when(written_on: date, shared: str, audience: str, today: date) -> str:
    to_whom = " with the cohort" if audience == "cohort" else ""
    return f"Written {day(written_on, today)}, shared{to_whom} {shared}"


def _opening(text: str) -> str:
    """The first words; an ellipsis where the text goes on."""
    words = text.split()
    if len(text) == OPENING_CHARACTERS:
        words.pop()  # it may have been cut in two
    shown = " ".join(words[:OPENING_WORDS])
    goes_on = len(words) > OPENING_WORDS or len(text) == OPENING_CHARACTERS
    return f"{shown} …" if goes_on else shown
