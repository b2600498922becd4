"""Where passages are said to be in a text that is not kept yet: where they will be once it is."""

from __future__ import annotations

import pytest

from journal.models import Entry, Passage, Revision
from journal.revisions import keep_revision
from journal.tagging.chosen import places_of
from journal.tagging.deeds import keep_passage
from journal.tagging.passages import context
from partnership.people.models import User
from tests.factories import make_entry

# Each is the one before reworded a little; the last has next to nothing of the first.
BORN = "The moderation day held all of us"
KEPT = "The moderation day joined every school"
NEXT = "The planning day joined every school"
SINCE = "The planning week joined every school here"


def passage_of(entry: Entry) -> Passage:
    revision = keep_revision(entry, Revision.Kind.TAGGED)
    prefix, suffix = context(entry.body, 0, len(entry.body))
    return entry.passages.create(
        revision=revision,
        start=0,
        end=len(entry.body),
        quote=entry.body,
        prefix=prefix,
        suffix=suffix,
    )


def write(entry: Entry, body: str) -> None:
    Entry.objects.owned_by(entry.author_id).filter(pk=entry.pk).update(body=body)
    entry.refresh_from_db()


@pytest.mark.parametrize(
    ("kept", "unsaved"),
    [
        ([], NEXT),
        ([KEPT], NEXT),
        ([KEPT, NEXT], SINCE),
        ([KEPT, ""], BORN),
        ([KEPT, ""], KEPT),
        ([""], BORN),
        (["Something else entirely."], f"It began so. {BORN}"),
        ([KEPT], ""),
    ],
)
@pytest.mark.parametrize("looks_at_it", [True, False])
def test_an_unsaved_text_shows_what_keeping_it_would(
    bryony: User, kept: list[str], unsaved: str, looks_at_it: bool
) -> None:
    entry = make_entry(bryony, BORN)
    passage = passage_of(entry)
    for body in kept:
        write(entry, body)
        keep_revision(entry, Revision.Kind.DONE)
        if looks_at_it:
            keep_passage(passage=passage)
    write(entry, unsaved)

    before = places_of(entry, [passage])[passage.pk]
    keep_revision(entry, Revision.Kind.DONE)
    after = places_of(entry, [passage])[passage.pk]

    assert (before.span, before.status) == (after.span, after.status)


def test_what_the_author_kept_is_not_called_lost_while_they_write_on(bryony: User) -> None:
    entry = make_entry(bryony, BORN)
    passage = passage_of(entry)
    for body in (KEPT, NEXT):
        write(entry, body)
        keep_revision(entry, Revision.Kind.DONE)
        keep_passage(passage=passage)
    write(entry, SINCE)

    place = places_of(entry, [passage])[passage.pk]

    assert place.span is not None
    assert place.span.of(SINCE).startswith("The planning week joined every school")
