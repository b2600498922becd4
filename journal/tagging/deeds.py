"""Putting tags and levels on an entry, and taking them off. Each deed is one transaction.

Two rules hold after each of them. An element is on one part of an entry at most once, whichever
editions it was worded in. And a level on the whole entry goes with the partnerships placed at it:
placing one adds the tag, and the tag leaves with the last of them, as they leave with it. (So a
level that was also ticked by hand goes too: one word on the page should never mean two things.)
Levels tagged on passages stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from frameworks.models import Element
from journal.models import Entry, Observation, Partnership, Passage, Revision, Tag
from journal.revisions import keep_revision

from .levels import LINKAGE, needed_level
from .passages import context


@transaction.atomic
def tag_whole(*, entry: Entry, element: Element) -> None:
    """This element on all of the entry. Again is the same."""
    _take(entry)
    _tag(entry, element, passage=None)


@transaction.atomic
def tag_passage(*, entry: Entry, start: int, end: int, element: Element) -> None:
    """This element on some words of the entry's present text, which is kept as a revision."""
    revision = keep_revision(entry, Revision.Kind.TAGGED)
    _tag(entry, element, passage=_passage_at(revision, start, end))


@transaction.atomic
def untag(*, entry: Entry, framework_key: str, element_key: str, passage: Passage | None) -> None:
    """Take the element off the whole entry, or off this passage, in every edition's wording."""
    _take(entry)
    _tags_about(entry, framework_key, element_key, passage).delete()
    if passage is not None:
        _forget_if_bare(passage)
    elif framework_key == LINKAGE:
        _placed(entry).filter(level__key=element_key).delete()


@transaction.atomic
def untag_one(*, tag: Tag) -> None:
    """Take this one tag off, with what goes with it."""
    framework_key = tag.element.edition.framework.key
    untag(
        entry=tag.entry,
        framework_key=framework_key,
        element_key=tag.element.key,
        passage=tag.passage,
    )


@transaction.atomic
def place_partnership(
    *,
    entry: Entry,
    partnership: Partnership,
    level: Element,
    fit: str = "",
    needed: Element | None = None,
) -> Observation:
    """Where the entry says this partnership was on the day it was written; the last said stands.

    Raises ValidationError when the level needed contradicts the answer about fit.
    """
    needed = needed_level(level, fit, needed)
    _take(entry)
    before = _placed(entry).filter(partnership=partnership).select_related("level").first()
    observation, _ = Observation.objects.owned_by(entry.author).update_or_create(
        entry=entry,
        partnership=partnership,
        is_hindsight=False,
        defaults={"level": level, "fit": fit, "needed": needed},
        create_defaults={
            "level": level,
            "fit": fit,
            "needed": needed,
            "about_on": entry.written_on,
            "said_on": entry.written_on,
        },
    )
    entry.partnerships.add(partnership)
    _tag(entry, level, passage=None)
    if before is not None:
        _untag_unused_level(entry, before.level.key)
    return observation


@transaction.atomic
def unplace_partnership(*, entry: Entry, partnership: Partnership) -> None:
    """No level for this partnership in this entry."""
    _take(entry)
    for observation in _placed(entry).filter(partnership=partnership).select_related("level"):
        observation.delete()
        _untag_unused_level(entry, observation.level.key)


@transaction.atomic
def choose_level(*, entry: Entry, level: Element | None) -> None:
    """One level, or none, for an entry that is about no partnership in particular."""
    _take(entry)
    _whole_tags(entry).filter(element__edition__framework__key=LINKAGE).exclude(
        element__key=level.key if level else ""
    ).delete()
    if level is not None:
        _tag(entry, level, passage=None)


@transaction.atomic
def say_what_it_is_about(*, entry: Entry, partnerships: Iterable[Partnership]) -> None:
    """The partnerships the entry is about, these and no others; the others' levels go with them."""
    wanted = set(partnerships)
    for partnership in set(entry.partnerships.all()) - wanted:
        unplace_partnership(entry=entry, partnership=partnership)
    entry.partnerships.set(wanted)


def _take(entry: Entry) -> None:
    """Hold the entry's row until the transaction ends, so that two ticks come one after another."""
    Entry.objects.owned_by(entry.author_id).select_for_update().only("pk").get(pk=entry.pk)


def _tag(entry: Entry, element: Element, *, passage: Passage | None) -> None:
    framework_key = element.edition.framework.key
    if not _tags_about(entry, framework_key, element.key, passage).exists():
        Tag.objects.create(entry=entry, element=element, passage=passage)


def _tags_about(entry: Entry, framework_key: str, element_key: str, passage: Passage | None):
    return entry.tags.about(framework_key, element_key).filter(passage=passage)


def _whole_tags(entry: Entry):
    return entry.tags.filter(passage=None)


def _placed(entry: Entry):
    return entry.observations.said_at_the_time()


def _untag_unused_level(entry: Entry, level_key: str) -> None:
    if not _placed(entry).filter(level__key=level_key).exists():
        _tags_about(entry, LINKAGE, level_key, None).delete()


def _passage_at(revision: Revision, start: int, end: int) -> Passage:
    """The passage that has these words in this revision, born there or carried to it."""
    passages = revision.entry.passages
    placed = passages.filter(
        placements__revision=revision, placements__start=start, placements__end=end
    ).first()
    if placed is not None:
        return placed
    prefix, suffix = context(revision.body, start, end)
    passage, _ = passages.get_or_create(
        revision=revision,
        start=start,
        end=end,
        defaults={"quote": revision.body[start:end], "prefix": prefix, "suffix": suffix},
    )
    return passage


def _forget_if_bare(passage: Passage) -> None:
    """A passage is there for its tags, and goes with the last of them."""
    if not passage.tags.exists():
        passage.delete()
