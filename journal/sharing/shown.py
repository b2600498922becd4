"""What readers see of a shared copy: its words with passages marked, its tags, and its levels."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from journal.models import SharedCopy, SharedLevel, SharedTag
from journal.tagging.passages import Span
from journal.tagging.shown import Shown, Wording, shown, shown_wordings
from partnership.prepared import given, prepared


def shown_copy(copy: SharedCopy, *, also: Iterable[Span] = (), hides_tags: bool = False) -> Shown:
    """One query: the tags with the wording each was given in. None where they are hidden."""
    if hides_tags:
        return shown(copy.body, [], also=also)
    tagged = [
        (Wording(*wording), None if start is None else Span(start, end))
        for start, end, *wording in _tags().rows(copy=copy.pk)
    ]
    return shown_wordings(copy.body, tagged, also=also)


def levels_of(copy: SharedCopy) -> list[SharedLevel]:
    """Where its author placed partnerships in it. One query."""
    return _levels().rows(copy=copy.pk)


@prepared
def _tags() -> QuerySet[SharedTag, Any]:
    """Where each is in the copy, none for all of it; and its wording."""
    edition = "element__edition"
    tags = SharedTag.objects.filter(copy=given("copy"))
    return tags.order_by(f"{edition}__framework__name", "element__position").values_list(
        "start",
        "end",
        "element__key",
        "element__name",
        f"{edition}__number",
        "element__worded_in",
        f"{edition}__framework__key",
        f"{edition}__framework__name",
    )


@prepared
def _levels() -> QuerySet[SharedLevel]:
    levels = SharedLevel.objects.filter(copy=given("copy"))
    return levels.select_related("level", "needed")
