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
from journal.models import Entry, KeptLine, Observation, Partnership, Passage, Revision, Tag
from journal.models.partnership import ObservationQuerySet
from journal.models.tag import TagQuerySet
from journal.revisions import keep_revision
from journal.two_views.following import follow, stop_following

from .chosen import Chosen, chosen_of, key_of
from .levels import LINKAGE, needed_level
from .passages import Span, context


@transaction.atomic
def tag_whole(*, entry: Entry, element: Element) -> None:
    """This element on all of the entry. Again is the same."""
    _take(entry)
    _tag(entry, element, passage=None)


@transaction.atomic
def tag_passage(*, entry: Entry, start: int, end: int, element: Element) -> None:
    """This element on some words of the entry's present text, which is kept as a revision."""
    revision = keep_revision(entry, Revision.Kind.TAGGED)
    _tag(entry, element, passage=passage_at(revision, start, end))


@transaction.atomic
def untag(*, entry: Entry, framework_key: str, element_key: str, passage: Passage | None) -> None:
    """Take the element off the whole entry, or off this passage, in every edition's wording."""
    _take(entry)
    _tags_about(entry, framework_key, element_key, passage).delete()
    if passage is not None:
        forget_if_bare(passage)
    elif framework_key == LINKAGE:
        _unplace(_placed(entry).filter(level__key=element_key))


def tag_part(*, entry: Entry, span: Span | None, element: Element) -> None:
    """This element on these words, or on all of it."""
    if span is None:
        tag_whole(entry=entry, element=element)
    else:
        tag_passage(entry=entry, start=span.start, end=span.end, element=element)


@transaction.atomic
def untag_part(*, entry: Entry, part: str, key: str, chosen: Chosen) -> None:
    """Take the element with this "framework_key/element_key" off the part, if it is there."""
    _take(entry)
    for tag in chosen.tags_on(part):
        if key_of(tag) == key:
            untag_one(tag=tag)


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
def remove_line(*, entry: Entry, what: str) -> None:
    """Take one line off the list of what is chosen: a partnership's level, or one tag."""
    chosen = chosen_of(entry)
    for observation in chosen.observations:
        if what == f"level:{observation.partnership_id}":
            unplace_partnership(entry=entry, partnership=observation.partnership)
    for tag in chosen.tags:
        if what == str(tag.pk):
            untag_one(tag=tag)


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
    follow(observation, by=entry.author_id)
    return observation


@transaction.atomic
def unplace_partnership(*, entry: Entry, partnership: Partnership) -> None:
    """No level for this partnership in this entry."""
    _take(entry)
    observations = _placed(entry).filter(partnership=partnership)
    for level in list(observations.values_list("level__key", flat=True)):
        _unplace(observations)
        _untag_unused_level(entry, level)


@transaction.atomic
def choose_level(*, entry: Entry, level: Element | None) -> None:
    """One level, or none, for an entry that is about no partnership in particular."""
    _take(entry)
    _whole_tags(entry).filter(element__edition__framework__key=LINKAGE).exclude(
        element__key=level.key if level else ""
    ).delete()
    if level is not None:
        _tag(entry, level, passage=None)


def set_level(
    *,
    entry: Entry,
    partnership: Partnership | None,
    level: Element | None,
    fit: str = "",
    needed: Element | None = None,
) -> None:
    """A level or none, for this partnership, or for an entry that is about none in particular."""
    if partnership is None:
        choose_level(entry=entry, level=level)
    elif level is None:
        unplace_partnership(entry=entry, partnership=partnership)
    else:
        place_partnership(entry=entry, partnership=partnership, level=level, fit=fit, needed=needed)


@transaction.atomic
def say_whether_about(*, entry: Entry, partnership: Partnership, is_about: bool) -> None:
    """The entry is about this partnership, or is not, and then it has no level here either."""
    if is_about:
        entry.partnerships.add(partnership)
    else:
        unplace_partnership(entry=entry, partnership=partnership)
        entry.partnerships.remove(partnership)


@transaction.atomic
def say_what_it_is_about(*, entry: Entry, partnerships: Iterable[Partnership]) -> None:
    """The partnerships the entry is about, these and no others; the others' levels go with them."""
    wanted = set(partnerships)
    for partnership in set(entry.partnerships.all()) - wanted:
        unplace_partnership(entry=entry, partnership=partnership)
    entry.partnerships.set(wanted)


@transaction.atomic
def keep_passage(*, passage: Passage) -> None:
    """Its tags stay where its words are now; a lost one's stay on all of it."""
    _take(passage.entry)
    newest = passage.entry.revisions.once_current().newest_first().values("pk")[:1]
    passage.placements.filter(revision__in=newest).update(is_settled=True)


@transaction.atomic
def widen_passage(*, passage: Passage) -> None:
    """Its tags move to the whole entry."""
    _take(passage.entry)
    for tag in passage.tags.for_reading():
        _tag(passage.entry, tag.element, passage=None)
    passage.tags.all().delete()
    forget_if_bare(passage)


@transaction.atomic
def drop_passage(*, passage: Passage) -> None:
    """Its tags go."""
    passage.tags.all().delete()
    forget_if_bare(passage)


WAYS_TO_SETTLE = {"keep": keep_passage, "move": widen_passage, "drop": drop_passage}


def _take(entry: Entry) -> None:
    """Hold the entry's row until the transaction ends, so that two ticks come one after another."""
    Entry.objects.owned_by(entry.author_id).select_for_update().only("pk").get(pk=entry.pk)


def _tag(entry: Entry, element: Element, *, passage: Passage | None) -> None:
    framework_key = element.edition.framework.key
    if not _tags_about(entry, framework_key, element.key, passage).exists():
        Tag.objects.create(entry=entry, element=element, passage=passage)


def _tags_about(
    entry: Entry, framework_key: str, element_key: str, passage: Passage | None
) -> TagQuerySet:
    return entry.tags.about(framework_key, element_key).filter(passage=passage)


def _whole_tags(entry: Entry) -> TagQuerySet:
    return entry.tags.filter(passage=None)


def _placed(entry: Entry) -> ObservationQuerySet:
    return entry.observations.said_at_the_time()


def _unplace(observations: ObservationQuerySet) -> None:
    stop_following(observations)
    observations.delete()


def _untag_unused_level(entry: Entry, level_key: str) -> None:
    if not _placed(entry).filter(level__key=level_key).exists():
        _tags_about(entry, LINKAGE, level_key, None).delete()


def passage_at(revision: Revision, start: int, end: int) -> Passage:
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


def forget_if_bare(passage: Passage) -> None:
    """A passage is there for its tags, or as a line to keep, and goes with the last of them."""
    is_kept = KeptLine.objects.owned_by(passage.entry.author_id).filter(passage=passage).exists()
    if not is_kept and not passage.tags.exists():
        passage.delete()
