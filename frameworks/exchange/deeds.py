"""Taking in the framework of a file that was read: as a draft, or published at once.

There is one way in: a draft is begun in the file's words, and is published as any draft is.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from partnership.people.models import User

from ..editing.drafts import begin_from_pack, discard, draft_of
from ..models import Edition, Framework
from ..packs import FrameworkPack
from ..publishing.deeds import look_at, publish
from ..publishing.settling import Answers


def mark_of(draft: Edition) -> str:
    """Which draft it is and how it stands: another once anybody has changed it."""
    edited = draft.edited_at.timestamp() if draft.edited_at else 0
    return f"{draft.pk}.{draft.version}.{edited}"


@transaction.atomic
def begin_draft(pack: FrameworkPack, *, instead_of: str = "", by: User, at: datetime) -> Edition:
    """A draft in the file's words. A draft that is there already is discarded if `instead_of` is
    its mark: somebody has seen it as it stands, and said so.

    Raises DraftInProgressError and OtherKindError.
    """
    framework = Framework.objects.select_for_update().filter(key=pack.key).first()
    draft = draft_of(framework) if framework else None
    if draft and mark_of(draft) == instead_of:
        discard(draft, by=by)
    return begin_from_pack(pack, by=by, at=at)


@transaction.atomic
def publish_at_once(pack: FrameworkPack, *, by: User | None, at: datetime) -> Edition:
    """A new edition in the file's words. Raises what beginning and publishing a draft raise."""
    draft = begin_from_pack(pack, by=by, at=at)
    return publish(draft, answers=Answers(), seen=look_at(draft).seen, by=by, at=at)
