"""What readers see of a shared copy: its words with passages marked, its tags, and its levels."""

from __future__ import annotations

from collections.abc import Iterable

from journal.models import SharedCopy, SharedTag
from journal.tagging.passages import Span
from journal.tagging.shown import Shown, shown


def shown_copy(copy: SharedCopy, *, also: Iterable[Span] = (), hides_tags: bool = False) -> Shown:
    """One query: the tags with the wording each was given in. None where they are hidden."""
    if hides_tags:
        return shown(copy.body, [], also=also)
    tags = copy.tags.select_related("element__edition__framework").order_by(
        "element__edition__framework__name", "element__position"
    )
    return shown(
        copy.body,
        [(tag.element, _span(tag)) for tag in tags],
        also=also,
    )


def _span(tag: SharedTag) -> Span | None:
    """Where it is in the copy; none for all of it."""
    return None if tag.start is None or tag.end is None else Span(tag.start, tag.end)
