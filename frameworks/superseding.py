"""Which elements of superseded editions say something else than what is published now.

Worked out whenever an edition is published, so that no page has to compare wordings. An element
that the published edition no longer offers says something else, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from .models import Edition, Element

# What a reader of the element sees, and a tag stands for.
WORDS = (
    "name", "description", "note", "adds", "acts", "distinguishes", "enough_when", "signs_of_more",
)  # fmt: skip


def mark_what_differs(framework_ids: Collection[int]) -> None:
    """Let every element of these frameworks know whether its words are still those published."""
    rows = (
        Element.objects.filter(edition__framework__in=framework_ids)
        .exclude(edition__state=Edition.State.DRAFT)
        .order_by()
        .values_list(
            "pk", "edition__framework", "edition__number", "edition__state", "key", "is_retired",
            "worded_in", *WORDS,
        )
    )  # fmt: skip
    elements = list(rows)
    now = {
        (framework, key): words
        for _, framework, _, state, key, is_retired, _, *words in elements
        if state == Edition.State.PUBLISHED and not is_retired
    }
    changed: dict[int, list[int]] = defaultdict(list)
    for pk, framework, number, state, key, _, marked, *words in elements:
        is_same = state == Edition.State.PUBLISHED or now.get((framework, key)) == words
        worded_in = 0 if is_same else number
        if worded_in != marked:
            changed[worded_in].append(pk)
    for worded_in, pks in changed.items():
        Element.objects.filter(pk__in=pks).update(worded_in=worded_in)
