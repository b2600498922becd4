"""Where passages are written down to be, revision after revision."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from journal.models import Entry, Passage, Placement, Revision
from journal.revisions import keep_conflict, keep_revision, restore
from journal.tagging.deeds import keep_passage
from journal.tagging.passages import context
from partnership.people.models import User
from tests.factories import make_entry

FIRST = "We meet each fortnight. The moderation day held us together. Then it rained."
REWORDED = FIRST.replace("held us together", "brought us close")
GONE = FIRST.replace(" The moderation day held us together.", "")
DRIFTING = [
    "The moderation day held all of us",
    "The moderation day joined all of us",
    "The planning day joined all of us",
    "The planning week joined all schools",
    "The planning week joined all schools. The end.",
]


@pytest.fixture
def entry(bryony: User) -> Entry:
    return make_entry(bryony, FIRST)


def write(entry: Entry, body: str) -> Revision:
    """The author changes the text and presses Done."""
    Entry.objects.owned_by(entry.author_id).filter(pk=entry.pk).update(body=body)
    return keep_revision(entry, Revision.Kind.DONE)


def tag(entry: Entry, words: str) -> Passage:
    revision = keep_revision(entry, Revision.Kind.TAGGED)
    start = revision.body.index(words)
    end = start + len(words)
    prefix, suffix = context(revision.body, start, end)
    return entry.passages.create(
        revision=revision, start=start, end=end, quote=words, prefix=prefix, suffix=suffix
    )


def placed(passage: Passage, revision: Revision) -> tuple[str, str]:
    """How the passage fared, and the words it points at in this revision."""
    placement = passage.placements.get(revision=revision)
    return placement.status, revision.body[slice(placement.start, placement.end)] if (
        placement.start is not None
    ) else ""


def test_a_passage_moves_with_its_words(entry: Entry) -> None:
    passage = tag(entry, "The moderation day")

    revision = write(entry, "In spring it was hard. " + FIRST)

    assert placed(passage, revision) == ("moved", "The moderation day")


def test_a_passage_that_was_reworded_points_at_the_new_words(entry: Entry) -> None:
    passage = tag(entry, "moderation day held us together")

    revision = write(entry, REWORDED)

    assert placed(passage, revision) == ("edited", "moderation day brought us close")
    assert 0.4 <= passage.placements.get().survival < 1


def test_reworded_is_still_reworded_at_the_next_text(entry: Entry) -> None:
    passage = tag(entry, "moderation day held us together")
    write(entry, REWORDED)

    revision = write(entry, REWORDED + " The end.")

    assert placed(passage, revision) == ("edited", "moderation day brought us close")


def test_what_the_author_kept_is_what_they_mean_from_then_on(entry: Entry) -> None:
    passage = tag(entry, "moderation day held us together")
    write(entry, REWORDED)
    keep_passage(passage=passage)

    revision = write(entry, REWORDED + " The end.")

    assert placed(passage, revision) == ("same", "moderation day brought us close")


def test_a_passage_does_not_drift_away_from_what_was_meant(entry: Entry) -> None:
    write(entry, DRIFTING[0])
    passage = tag(entry, DRIFTING[0])

    statuses = [placed(passage, write(entry, body))[0] for body in DRIFTING[1:]]

    assert statuses == ["edited", "edited", "lost", "lost"]


def test_what_is_lost_stays_lost_until_its_words_are_back(entry: Entry) -> None:
    passage = tag(entry, "The moderation day held us together.")

    gone = write(entry, GONE)
    still = write(entry, GONE + " The moderation day was cancelled.")
    back = write(entry, FIRST + " The end.")

    assert placed(passage, gone) == ("lost", "")
    assert placed(passage, still) == ("lost", "")
    assert placed(passage, back) == ("same", "The moderation day held us together.")


@pytest.mark.parametrize("between", [REWORDED, GONE, "", "Something else entirely."])
def test_to_a_text_and_back_is_where_it_was(entry: Entry, between: str) -> None:
    passage = tag(entry, "day held us together")
    first = passage.revision
    write(entry, between)

    back = restore(entry, first)

    assert placed(passage, back) == ("same", "day held us together")


def test_a_lost_passage_that_was_looked_at_is_not_asked_about_again(entry: Entry) -> None:
    passage = tag(entry, "The moderation day held us together.")
    write(entry, GONE)
    keep_passage(passage=passage)

    write(entry, GONE + " The end.")

    assert [one.is_settled for one in passage.placements.order_by("revision__number")] == [
        True,
        True,
    ]


def test_a_passage_is_carried_past_a_text_from_another_window(entry: Entry) -> None:
    passage = tag(entry, "The moderation day")
    keep_conflict(entry, title="", body="Another window.", base_version=1)

    revision = write(entry, "So. " + FIRST)

    assert placed(passage, revision) == ("moved", "The moderation day")
    assert passage.placements.count() == 1


def test_nobody_elses_passages_are_touched(entry: Entry, idris: User) -> None:
    theirs = tag(make_entry(idris, FIRST), "The moderation day")

    write(entry, GONE)

    assert not theirs.placements.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_carrying_takes_a_fixed_number_of_queries(
    entry: Entry, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for words in ("We meet", "moderation day", "it rained")[:count]:
        tag(entry, words)
    Entry.objects.owned_by(entry.author_id).filter(pk=entry.pk).update(body="So. " + FIRST)

    with django_assert_num_queries(11):
        keep_revision(entry, Revision.Kind.DONE)


def test_a_thousand_passages_are_carried_in_one_go(bryony: User) -> None:
    body = " ".join(f"word{n} and" for n in range(1000))
    entry = make_entry(bryony, body)
    revision = keep_revision(entry, Revision.Kind.TAGGED)
    starts = [body.index(f"word{n} and") for n in range(1000)]
    Passage.objects.bulk_create(
        Passage(
            entry=entry,
            revision=revision,
            start=start,
            end=body.index(" ", start),
            quote=body[start : body.index(" ", start)],
        )
        for start in starts
    )

    after = write(entry, "First. " + body)

    mine = Placement.objects.owned_by(bryony).filter(revision=after)
    assert mine.filter(status="moved").count() == 1000
    assert all(
        after.body[p.start : p.end] == p.passage.quote for p in mine.select_related("passage")
    )
