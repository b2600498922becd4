"""A thread as it is read, by a facilitator and by the author alike: lines of finished words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from journal.models import Reply
from journal.tagging.passages import Span
from journal.templatetags.days import day, moment
from partnership.people.models import User


@dataclass(frozen=True, slots=True)
class Line:
    """One reply. `passage` is the key of #passage-… where its quoted words still stand."""

    pk: UUID
    who: str
    sent: str
    body: str
    is_new: bool
    quote: str
    passage: str
    about: str


def thread(
    replies: Iterable[Reply], *, reader: User, body: str, text_given_at: datetime | None
) -> list[Line]:
    """Needs each reply's author. `text_given_at` is that of the text now shared, if any is."""
    return [_line(reply, reader, body, text_given_at) for reply in replies]


def spans_of(replies: Iterable[Reply], body: str) -> list[Span]:
    """The passages that are pointed at and still there, to be marked in the text."""
    return [Span(one.start, one.end) for one in replies if _is_there(one, body)]  # type: ignore[arg-type]


def _line(reply: Reply, reader: User, body: str, text_given_at: datetime | None) -> Line:
    about_at = reply.about_text_given_at
    is_older = about_at is not None and about_at != text_given_at
    return Line(
        pk=reply.pk,
        who="You" if reply.author_id == reader.pk else reply.author.name,
        sent=moment(reply.sent_at),
        body=reply.body,
        is_new=reply.read_at is None and reply.to_id == reader.pk != reply.author_id,
        quote=reply.quote,
        passage=f"{reply.start}-{reply.end}" if _is_there(reply, body) else "",
        about=f"about the text of {day(about_at)}" if is_older and about_at else "",
    )


def _is_there(reply: Reply, body: str) -> bool:
    return bool(reply.quote) and body[reply.start : reply.end] == reply.quote
