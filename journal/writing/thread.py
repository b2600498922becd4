"""The thread under an entry, as its author reads it, and the box in which they write back.

Replies stay with the author when they stop sharing. Writing back needs readers: without a shared
copy there is no box, and a thread is begun by those who read.
"""

from __future__ import annotations

from typing import Any

from journal.models import Entry, Reply, SharedCopy
from journal.threads.answering import answer_box, has_begun_in_vain
from journal.threads.shown import thread
from partnership.people.models import User


def thread_under(
    entry: Entry, copy: SharedCopy | None, replies: list[Reply], *, author: User
) -> dict[str, Any]:
    """For the page of the entry. One query when there is a box, else none."""
    lines = thread(
        replies,
        reader=author,
        body=entry.body,
        text_given_at=copy.text_given_at if copy else None,
    )
    box = answer_box(copy, replies, author=author)
    return {
        "thread": lines,
        "has_begun": bool(replies and box is None and has_begun_in_vain(author, entry.question_id)),
        "has_unread": any(line.is_new for line in lines),
        "seen_until": replies[-1].sent_at.isoformat() if replies else "",
        "box": box,
    }
