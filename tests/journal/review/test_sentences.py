"""The sentences on the cohort's pages: right for none, one, two and many."""

from __future__ import annotations

import pytest

from journal.review import sentences


@pytest.mark.parametrize(
    ("members", "asked", "said"),
    [
        (0, 0, "Nobody has been invited yet."),
        (0, 3, "None of 3 have joined."),
        (1, 0, "The one person invited has joined."),
        (1, 1, "1 of 2 has joined."),
        (2, 0, "Both have joined."),
        (18, 6, "18 of 24 have joined."),
        (24, 0, "All 24 have joined."),
    ],
)
def test_who_has_joined(members: int, asked: int, said: str) -> None:
    assert sentences.joined(members, asked) == said


@pytest.mark.parametrize(
    ("names", "leaders", "said"),
    [
        ([], 24, "Nobody has shared yet."),
        ([], 0, "Nobody has shared yet."),
        (["Ann"], 1, "Ann has shared something."),
        (["Ann"], 24, "1 of 24 leaders has shared something: Ann."),
        (["Ann", "Ben"], 2, "Ann and Ben have both shared something."),
        (["Ann", "Ben"], 24, "2 of 24 leaders have shared something: Ann and Ben."),
        (["Ann", "Ben", "Cat"], 24, "3 of 24 leaders have shared something."),
        (["Ann", "Ben", "Cat"], 3, "All 3 leaders have shared something."),
    ],
)
def test_who_has_shared(names: list[str], leaders: int, said: str) -> None:
    assert sentences.who_has_shared(names, leaders) == said


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ([], ""),
        ([("A", 0), ("B", 0)], "No tags have been shared yet."),
        (
            [("A", 1), ("B", 0)],
            "“A” is named most, in 1 shared text. “B” is in nobody’s text yet.",
        ),
        (
            [("A", 4), ("B", 4), ("C", 0), ("D", 0)],
            "“A” and “B” are named most, in 4 shared texts each. "
            "“C” and “D” are in nobody’s text yet.",
        ),
        (
            [("A", 2), ("B", 2), ("C", 2), ("D", 0), ("E", 0), ("F", 0)],
            "3 elements are named most, in 2 shared texts each. 3 of 6 are in nobody’s text yet.",
        ),
        (
            [("A", 3), ("B", 2), ("C", 1)],
            "“A” is named most, in 3 shared texts. “C” is named least, in 1.",
        ),
        (
            [("A", 3), ("B", 2), ("C", 1), ("D", 1)],
            "“A” is named most, in 3 shared texts. “C” and “D” are named least, in 1.",
        ),
        (
            [("A", 1), ("B", 1), ("C", 1)],
            "3 elements are named most, in 1 shared text each. Each of the 3 has been named.",
        ),
    ],
)
def test_what_is_named_most_and_least(counts: list[tuple[str, int]], said: str) -> None:
    assert sentences.most_and_least(counts) == said


@pytest.mark.parametrize(
    ("closer", "lighter", "same", "said"),
    [
        (0, 0, 0, "No partnership has been placed twice yet, so nothing shows of how they move."),
        (1, 0, 0, "1 partnership has been placed twice, and is closer than at first."),
        (0, 1, 0, "1 partnership has been placed twice, and is lighter than at first."),
        (0, 0, 1, "1 partnership has been placed twice, and is as it was."),
        (2, 0, 0, "2 partnerships have been placed twice, and all are closer than at first."),
        (0, 0, 3, "3 partnerships have been placed twice, and all are as before."),
        (
            1,
            0,
            1,
            "2 partnerships have been placed twice: 1 is closer than at first and 1 is as before.",
        ),
        (
            4,
            1,
            4,
            "9 partnerships have been placed twice: 4 are closer than at first, 1 is lighter "
            "and 4 are as before.",
        ),
    ],
)
def test_what_moved(closer: int, lighter: int, same: int, said: str) -> None:
    assert sentences.moved(closer, lighter, same) == said


@pytest.mark.parametrize(
    ("count", "said"), [(0, "There are none"), (1, "There is 1"), (2, "There are 2")]
)
def test_why_there_is_no_table_yet(count: int, said: str) -> None:
    assert sentences.not_enough(count, 5) == (
        f"Movement shows from 5 partnerships with two shared views. {said} so far."
    )


@pytest.mark.parametrize(
    ("right", "closer", "lighter", "unsaid", "said"),
    [
        (0, 0, 0, 5, "Nobody has said yet what level any of them needs."),
        (5, 0, 0, 0, "As their authors last said, 5 are where they need to be."),
        (
            1,
            1,
            1,
            1,
            "As their authors last said, 1 is where it needs to be, 1 needs to be closer, "
            "1 needs to be lighter and 1 has no such answer.",
        ),
        (
            0,
            2,
            0,
            3,
            "As their authors last said, 2 need to be closer and 3 have no such answer.",
        ),
    ],
)
def test_what_is_needed(right: int, closer: int, lighter: int, unsaid: int, said: str) -> None:
    assert said == sentences.needed(right=right, closer=closer, lighter=lighter, unsaid=unsaid)
