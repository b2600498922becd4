"""Writing a line of the record, in the transaction of the deed that it tells of; and its end."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from partnership.people.models import User

from .models import Change

NOBODY = "A command"
MONTHS_KEPT = 24
KEPT = timedelta(days=731)  # no 24 months are longer


def write_down(
    by: User | None, words: str, *, about: str, key: str = "", name: str = NOBODY
) -> Change:
    """Keep that `by` did this. `words` follow the name: “published edition 3 of …”.

    `about` is one of Change.About and `key` what it was done to. None is a command on the server,
    or whoever `name` says.
    """
    name = (by.name or by.email) if by else name
    most = Change._meta.get_field("words").max_length or 0
    if len(words) > most:
        words = words[: most - 1] + "…"
    return Change.objects.create(by=by, by_name=name, about=about, subject_key=key, words=words)


def let_go_of_old_lines() -> int:
    """Delete what has been kept its time, told from the line itself. How many."""
    return Change.objects.let_go(before=timezone.now() - KEPT)
