"""The bar of docs/passages.md on every row, at a smaller size than `make bench` prints."""

import pytest

from tools.bench_passages import LONG, SHORT, measure, row

# Least correct, or rightly lost where nothing is left to point at, and most wrong, in per cent.
BAR = [
    ("typos corrected elsewhere", LONG, 100, 0),
    ("typos corrected elsewhere", SHORT, 100, 0),
    ("sentences inserted", LONG, 100, 0),
    ("sentences inserted", SHORT, 100, 0),
    ("10% of the passage reworded", LONG, 97, 0),
    ("10% of the passage reworded", SHORT, 86, 1.3),
    ("40% reworded", LONG, 94, 0),
    ("40% reworded", SHORT, 88, 0.7),
    ("its paragraph moved", LONG, 100, 0),
    ("its paragraph moved", SHORT, 100, 0),
    ("deleted, or wholly rewritten", LONG, 100, 0),
    ("deleted, or wholly rewritten", SHORT, 98, 1.3),
]


@pytest.mark.parametrize(("edit", "sizes", "least_right", "most_wrong"), BAR)
def test_passages_are_carried_as_well_as_promised(
    edit: str, sizes: tuple[int, int], least_right: float, most_wrong: float
) -> None:
    found = measure(row(edit, sizes, 100))

    assert found.get("correct", 0) + found.get("rightly lost", 0) >= least_right
    assert found.get("wrong", 0) <= most_wrong
