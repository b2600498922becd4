"""What a search finds: the one rule for one's own entries and for what others gave one."""

from __future__ import annotations

from django.db.models import Q

from journal.text import fold


def holding(query: str) -> Q:
    """Rows that hold every word of the query, in any order, as the start of a word.

    Case and accents do not count. A plain substring search over `search_text`, which is folded:
    the same on both databases (docs/decisions/0006-search.md). Everything matches no words.
    """
    condition = Q()
    for word in fold(query).split():
        condition &= Q(search_text__contains=f" {word}")
    return condition
