"""Which tags of two people speak of the same words, and which levels they named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.comparing.matching import (
    Levels,
    Placed,
    levels_of,
    matches,
    overlap,
    side_by_side,
    used_in,
)
from journal.tagging.passages import Span


def on(start: int | None = None, end: int | None = None) -> Placed:
    """A tag on these characters, or on all of it."""
    span = None if start is None or end is None else Span(start, end)
    return Placed("factors/trust", span, 1)


spans = st.tuples(st.integers(0, 60), st.integers(1, 40)).map(lambda s: on(s[0], s[0] + s[1]))
tags = st.lists(st.one_of(spans, st.just(on())), max_size=6)


@pytest.mark.parametrize(
    ("one", "other", "is_match"),
    [
        ((0, 10), (0, 10), True),
        ((0, 10), (5, 15), True),  # half of either
        ((0, 10), (6, 16), False),
        ((0, 100), (95, 105), True),  # half of the shorter
        ((0, 100), (96, 106), False),
        ((0, 10), (10, 20), False),
        ((0, 10), (50, 60), False),
    ],
)
def test_passages_match_from_half_of_the_shorter_on(
    one: tuple[int, int], other: tuple[int, int], is_match: bool
) -> None:
    assert matches(on(*one), on(*other)) is is_match
    assert matches(on(*other), on(*one)) is is_match


def test_all_of_it_matches_all_of_it_and_no_passage() -> None:
    assert matches(on(), on())
    assert not matches(on(), on(0, 10))


def test_each_tag_stands_beside_the_one_it_matches_best_in_the_order_of_the_text() -> None:
    first = [on(), on(40, 60), on(0, 20)]
    second = [on(0, 12), on(2, 20), on(80, 90)]

    assert side_by_side(first, second) == [
        (on(), None),
        (on(0, 20), on(0, 12)),
        (None, on(2, 20)),
        (on(40, 60), None),
        (None, on(80, 90)),
    ]


@given(tags, tags)
def test_no_tag_is_lost_and_none_stands_twice(first: list[Placed], second: list[Placed]) -> None:
    sides = side_by_side(first, second)

    assert sorted((one for one, _ in sides if one), key=str) == sorted(first, key=str)
    assert sorted((other for _, other in sides if other), key=str) == sorted(second, key=str)
    assert all(matches(one, other) for one, other in sides if one and other)


@given(spans, spans)
def test_overlap_is_the_same_both_ways_and_at_most_all_of_it(one: Placed, other: Placed) -> None:
    assert one.span is not None
    assert other.span is not None
    assert overlap(one.span, other.span) == overlap(other.span, one.span)
    assert 0 <= overlap(one.span, other.span) <= 1


def test_a_paragraph_is_used_by_its_passages_and_not_by_a_tag_on_all_of_it() -> None:
    assert used_in(Span(0, 50), [on(10, 20)])
    assert not used_in(Span(0, 50), [on(), on(60, 70)])


def test_levels_are_compared_where_each_named_exactly_one() -> None:
    levels = levels_of(
        [({1}, {1}), ({2}, {3}), ({4}, {2}), ({1, 2}, {1}), (set(), {1}), (set(), set())]
    )

    assert levels == Levels(((1, 1), (2, 3), (4, 2)), left_out=2)
    assert (levels.n, levels.same, levels.within_one) == (3, 1, 2)
    assert (levels.second_higher, levels.second_lower) == (1, 1)
    assert levels.grid([1, 2, 3, 4]) == [[1, 0, 0, 0], [0, 0, 1, 0], [0, 0, 0, 0], [0, 1, 0, 0]]
