"""Signed words of whose text a page's reply is about, so that it can be kept whatever happens.

The copy may be withdrawn, or the facilitator removed, between opening a page and the first save
from it. The token says who was writing about whose text and which question, which a draft keeps;
none of the words of that text.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.core import signing

from journal.models import SharedCopy
from partnership.people.models import User

SALT = "journal.threads"
CARRIED_AT_MOST = 14 * 24 * 60 * 60


@dataclass(frozen=True)
class About:
    """What a reply is about: a copy, whose text it is, and which question."""

    copy_id: UUID
    to_id: UUID
    question_id: int | None

    @classmethod
    def of(cls, copy: SharedCopy) -> About:
        return cls(copy.pk, copy.author_id, copy.question_id)


def carry(writer: User, copy: SharedCopy) -> str:
    about = About.of(copy)
    ids = [str(writer.pk), str(about.copy_id), str(about.to_id), about.question_id]
    return signing.dumps(ids, salt=SALT)


def carried(token: object, copy_id: UUID) -> tuple[str, About] | None:
    """The writer's id and what they write about, if the token is genuine and for this copy."""
    if not isinstance(token, str):
        return None
    try:
        ids = signing.loads(token, salt=SALT, max_age=CARRIED_AT_MOST)
        writer_id, signed_copy, to_id, question_id = ids
    except (signing.BadSignature, TypeError, ValueError):
        return None
    if signed_copy != str(copy_id):
        return None
    return writer_id, About(copy_id, UUID(to_id), question_id)
