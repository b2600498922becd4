"""Counts and coefficients against published examples, and against what must hold of any data."""

from __future__ import annotations

import random
from statistics import mean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.comparing.agreement import (
    Counts,
    Unit,
    alpha,
    by_cluster,
    interval,
    kappa,
    nominal,
    ordinal,
)

# both, first, second, neither; agreement, kappa, alpha, both of either
VECTORS = [
    ((45, 5, 5, 45), "0.90", "0.80", "0.80", "0.82"),
    ((85, 5, 5, 5), "0.90", "0.44", "0.45", "0.89"),
    ((3, 2, 2, 93), "0.96", "0.58", "0.58", "0.43"),
    ((1, 1, 3, 5), "0.60", "0.09", "0.0952", "0.20"),
    ((50, 100, 50, 800), "0.85", "0.318", "0.315", "0.25"),
]

# Four people, twelve things, some not seen by all, in five ordered values: Krippendorff (2011).
FOUR_PEOPLE = [
    (1, 1, 1),
    (2, 2, 3, 2),
    (3, 3, 3, 3),
    (3, 3, 3, 3),
    (2, 2, 2, 2),
    (1, 2, 3, 4),
    (4, 4, 4, 4),
    (1, 1, 2, 1),
    (2, 2, 2, 2),
    (5, 5, 5),
    (1, 1),
    (3,),
]

counts = st.builds(Counts, *[st.integers(0, 60)] * 4)
levels = st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=2, max_size=60)


def units_of(counted: Counts) -> list[Unit]:
    return (
        [(1, 1)] * counted.both
        + [(1, 0)] * counted.first
        + [(0, 1)] * counted.second
        + [(0, 0)] * counted.neither
    )


def swapped(counted: Counts) -> Counts:
    return Counts(counted.both, counted.second, counted.first, counted.neither)


def as_printed(value: float | None, example: str) -> str:
    """The value with as many figures as the example was published with."""
    return f"{value:.{len(example) - 2}f}"


@pytest.mark.parametrize(("cells", "agreement", "kappa", "found", "shared"), VECTORS)
def test_the_published_examples_come_out(
    cells: tuple[int, int, int, int], agreement: str, kappa: str, found: str, shared: str
) -> None:
    counted = Counts(*cells)

    assert as_printed(counted.agreement, agreement) == agreement
    assert as_printed(counted.kappa, kappa) == kappa
    assert as_printed(counted.alpha, found) == found
    assert as_printed(counted.both / counted.either, shared) == shared


@pytest.mark.parametrize("cells", [vector[0] for vector in VECTORS])
def test_the_general_alpha_agrees_with_the_one_for_two(cells: tuple[int, int, int, int]) -> None:
    counted = Counts(*cells)

    assert alpha(units_of(counted)) == pytest.approx(counted.alpha)


def test_the_known_wrong_formula_is_not_ours() -> None:
    counted = Counts(50, 100, 50, 800)

    for value in (counted.kappa, counted.alpha, alpha(units_of(counted))):
        assert value != pytest.approx(0.213, abs=0.02)


def test_more_than_two_people_and_things_that_some_did_not_see() -> None:
    assert alpha(FOUR_PEOPLE, nominal) == pytest.approx(0.743, abs=0.0005)
    assert alpha(FOUR_PEOPLE, ordinal) == pytest.approx(0.815, abs=0.0005)


@pytest.mark.parametrize("cells", [(0, 0, 0, 0), (0, 0, 0, 30), (30, 0, 0, 0)])
def test_nothing_to_compare_is_no_number(cells: tuple[int, int, int, int]) -> None:
    counted = Counts(*cells)

    assert counted.kappa is None
    assert counted.alpha is None
    assert alpha(units_of(counted)) is None
    assert interval([[unit] for unit in units_of(counted)]) is None


def test_counts_are_made_of_pairs() -> None:
    pairs = [(True, True), (True, False), (False, True), (False, True), (False, False)]

    assert Counts.of(pairs) == Counts(1, 1, 2, 1)


@given(counts)
def test_swapping_the_two_changes_nothing(counted: Counts) -> None:
    other = swapped(counted)

    assert counted.kappa == (None if other.kappa is None else pytest.approx(other.kappa))
    assert counted.alpha == other.alpha
    assert counted.agreement == other.agreement


@given(counts)
def test_both_ways_to_kappa_agree_on_any_counts(counted: Counts) -> None:
    general = kappa(units_of(counted))

    assert general == (None if counted.kappa is None else pytest.approx(counted.kappa, abs=1e-9))


@given(counts)
def test_both_ways_to_alpha_agree_on_any_counts(counted: Counts) -> None:
    general = alpha(units_of(counted))

    assert general == (None if counted.alpha is None else pytest.approx(counted.alpha, abs=1e-9))


@given(st.lists(st.integers(1, 4), min_size=1, max_size=60))
def test_identical_coding_is_1_where_it_is_defined(values: list[int]) -> None:
    expected = None if len(set(values)) == 1 else 1

    for difference in (nominal, ordinal):
        assert alpha([(value, value) for value in values], difference) == expected


@given(levels)
def test_swapping_the_two_changes_no_level(pairs: list[tuple[int, int]]) -> None:
    turned = [(other, one) for one, other in pairs]

    for difference in (nominal, ordinal):
        here, there = alpha(pairs, difference), alpha(turned, difference)
        assert here == (None if there is None else pytest.approx(there))


@given(levels)
def test_the_order_of_things_changes_nothing(pairs: list[tuple[int, int]]) -> None:
    here, there = alpha(pairs, ordinal), alpha(pairs[::-1], ordinal)

    assert here == (None if there is None else pytest.approx(there))


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.integers(1, 4), min_size=40, max_size=80).filter(lambda all_: len(set(all_)) > 1),
    st.integers(0, 1000),
)
@pytest.mark.parametrize("difference", [nominal, ordinal])
def test_shuffling_one_leaves_a_mean_near_0(
    difference: object, values: list[int], seed: int
) -> None:
    draw = random.Random(seed)
    found = []
    for _ in range(300):
        other = draw.sample(values, len(values))
        found.append(alpha(zip(values, other, strict=True), difference))  # type: ignore[arg-type]

    assert abs(mean(one for one in found if one is not None)) < 0.05


def test_the_interval_is_the_same_every_time_and_holds_alpha() -> None:
    units = units_of(Counts(9, 4, 3, 8))
    clusters = [[unit] for unit in units]

    low, high = interval(clusters) or (1, 0)

    assert (low, high) == interval(clusters)
    assert low < (alpha(units) or 0) < high


def test_what_one_person_wrote_is_drawn_together() -> None:
    """A leader whose four texts are alike is one piece of evidence, not four."""
    units = [*units_of(Counts(8, 0, 0, 8)), *units_of(Counts(0, 4, 0, 0))]
    apart = interval([[unit] for unit in units]) or (0, 0)
    together = interval([*[[unit] for unit in units[:16]], units[16:]]) or (0, 0)

    assert together[1] - together[0] > apart[1] - apart[0]


def test_units_are_kept_with_their_cluster() -> None:
    assert by_cluster([("a", (1, 1)), ("b", (0, 1)), ("a", (0, 0))]) == [
        [(1, 1), (0, 0)],
        [(0, 1)],
    ]
