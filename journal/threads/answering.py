"""The author's side of a thread: what they answer, and who then has it waiting again."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction

from journal.models import Reading, Reply, ReplyDraft, SharedCopy
from journal.names import in_a_row
from journal.threads.box import Box, box_for
from journal.threads.sending import Words, send_reply
from partnership.people.models import User


@transaction.atomic
def answer(words: Words, *, copy: SharedCopy, seen_until: datetime | None, at: datetime) -> bool:
    """The author writes back: it waits again for each facilitator who wrote in the thread.

    What the author had before them counts as read.
    """
    if not send_reply(words, by=copy.author, copy=copy, at=at):
        return False
    others = Reply.objects.filter(copy=copy).exclude(author=copy.author_id)
    if seen_until is not None:
        others.unread().filter(sent_at__lte=seen_until).update(read_at=at)
    for person_id in set(others.values_list("author", flat=True)):
        Reading.objects.update_or_create(
            copy=copy, person_id=person_id, defaults={"answered_at": at}
        )
    return True


def answer_box(copy: SharedCopy | None, replies: list[Reply], *, author: User) -> Box | None:
    """The box under a thread that has begun, while it is shared. One query, or none."""
    if copy is None or not replies:
        return None
    return box_for(author, copy, points=False)


def has_begun_in_vain(author: User, question_id: int | None) -> bool:
    """Whether an author kept something they began to write back before they stopped sharing.

    A draft outlives the copy and knows only the question, so another answer to it counts as well.
    One query.
    """
    mine = ReplyDraft.objects.owned_by(author).exclude(body="")
    return mine.filter(to=author, copy=None, question=question_id).exists()


def readers_of(copy: SharedCopy) -> str:
    """First names of those who wrote in the thread, whom an answer is for. One query."""
    wrote = Reply.objects.filter(copy=copy).exclude(author=copy.author_id)
    people = get_user_model().objects.filter(pk__in=wrote.values("author")).order_by("name")
    return in_a_row([person.first_name for person in people]) or "your facilitator"


def seen_until(sent: str) -> datetime | None:
    """When the last reply that the page showed was sent."""
    try:
        return datetime.fromisoformat(sent)
    except ValueError:
        return None
