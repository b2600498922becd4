"""What giving an entry would give, as one value: to compare, to show, and to copy.

A page shows it before it is given and carries its digest, so that nobody gives what they have not
seen; a shared copy keeps the digest of what was given, so that the author's page can say whether
words, tags or levels have changed since, without reading the copy's tags again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from journal.models import Entry
from journal.tagging.chosen import Chosen
from journal.tagging.passages import Span
from journal.tagging.reading_back import Level
from journal.tagging.shown import Wording, tagged_spans

TagSaid = tuple[str, str, int, int | None, int | None]
LevelSaid = tuple[str, str, str | None]
ALL_OF_IT = (None, None)


class GivenTag(NamedTuple):
    """On the words from `start` to `end`, or on all of it."""

    element_id: int
    start: int | None
    end: int | None


class GivenLevel(NamedTuple):
    partnership_name: str
    level_id: int
    needed_id: int | None


@dataclass(frozen=True)
class Giving:
    """The digest says the same for the same words, tags and levels, and for nothing else."""

    title: str
    body: str
    tags: list[GivenTag]
    levels: list[GivenLevel]
    digest: str


def giving_of(chosen: Chosen) -> Giving:
    """The entry as it stands; a tag whose words are gone is given on all of it. No query."""
    tags: dict[GivenTag, TagSaid] = {}
    for element, span in tagged_spans(chosen):
        start, end = (span.start, span.end) if span else (None, None)
        edition = element.edition
        said = (edition.framework.key, element.key, edition.number, start, end)
        tags[GivenTag(element.pk, start, end)] = said
    levels = [
        GivenLevel(one.partnership.name, one.level_id, one.needed_id) for one in chosen.observations
    ]
    said_of_levels = (
        (one.partnership.name, one.level.name, one.needed.name if one.needed else None)
        for one in chosen.observations
    )
    entry = chosen.entry
    digest = _digest(entry, tags.values(), said_of_levels)
    return Giving(entry.title, entry.body, list(tags), levels, digest)


def digest_of(
    entry: Entry, tagged: Iterable[tuple[Wording, Span | None]], levels: Iterable[Level]
) -> str:
    """The same digest, of what the entry's own page has at hand (journal.tagging.reading_back)."""
    tags = {
        (
            tag.framework_key,
            tag.key,
            tag.edition_number,
            *((span.start, span.end) if span else ALL_OF_IT),
        )
        for tag, span in tagged
    }
    said_of_levels = ((one.partnership, one.name, one.needed) for one in levels)
    return _digest(entry, tags, said_of_levels)


def _digest(entry: Entry, tags: Iterable[TagSaid], levels: Iterable[LevelSaid]) -> str:
    whole = [entry.title, entry.body, sorted(tags, key=repr), sorted(levels, key=repr)]
    return hashlib.sha256(json.dumps(whole).encode()).hexdigest()
