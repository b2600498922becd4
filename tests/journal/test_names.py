"""Names read as a sentence would have them."""

from __future__ import annotations

import pytest

from journal.names import few_facilitators, in_a_row


@pytest.mark.parametrize(
    ("names", "all_of_them", "on_a_button"),
    [
        ([], "", ""),
        (["Ann"], "Ann", "Ann"),
        (["Ann", "Ben"], "Ann and Ben", "Ann and Ben"),
        (["Ann", "Ben", "Cat"], "Ann, Ben and Cat", "your facilitators"),
    ],
)
def test_names_in_a_sentence(names: list[str], all_of_them: str, on_a_button: str) -> None:
    assert in_a_row(names) == all_of_them
    assert few_facilitators(names) == on_a_button
