"""Codes to join by: readable, unguessable, and forgiving of how they are typed."""

import pytest

from journal.cohorts.codes import LETTERS, as_written, new_code


def test_a_code_is_four_and_four_of_letters_that_nobody_mistakes() -> None:
    codes = {new_code() for _ in range(200)}

    assert len(codes) == 200
    assert {len(code) for code in codes} == {9}
    assert set("".join(codes)) <= {*LETTERS, "-"}
    assert not set(LETTERS) & set("AEIOU01L25S8BZ")


@pytest.mark.parametrize("typed", ["K7MP-XR4T", "k7mp xr4t", " k7mpxr4t ", "K7MP–XR4T"])
def test_a_code_is_found_however_it_is_typed(typed: str) -> None:
    assert as_written(typed) == "K7MP-XR4T"


def test_what_is_no_code_stays_none() -> None:
    assert as_written("") == "-"
    assert as_written("ΚΑ\x00") == "-"
