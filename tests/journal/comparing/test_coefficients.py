"""When a number may be put on how far two facilitators agree: refused plainly, or given whole."""

from __future__ import annotations

import re

import pytest

from journal.comparing.agreement import nominal, ordinal
from journal.comparing.coefficients import Blind, Coefficient, LeftOut, coefficient, figure


def blind(both: int, one: int, other: int, neither: int, **more: LeftOut) -> Blind:
    """Texts of as many leaders, each tagged by two."""
    values = [(1, 1)] * both + [(1, 0)] * one + [(0, 1)] * other + [(0, 0)] * neither
    return Blind(list(enumerate(values)), len(values), 2 * both + one + other, **more)


@pytest.mark.parametrize(
    ("seen", "sentence"),
    [
        (blind(0, 0, 0, 24), "never, or always"),
        (blind(24, 0, 0, 0), "never, or always"),
        (blind(10, 4, 3, 2), "tagged 19 reflections without looking. It takes 20"),
        (blind(1, 0, 0, 0), "tagged 1 reflection without looking"),
        (blind(3, 2, 1, 20), "used it 9 times between you. It takes 10"),
        (blind(0, 0, 0, 0, left_out=LeftOut(seen=25)), "had seen the other’s tags"),
        (blind(0, 0, 0, 0, left_out=LeftOut(another_text=25)), "different texts"),
        (blind(0, 0, 0, 0, left_out=LeftOut(another_edition=25)), "different editions"),
    ],
)
def test_it_is_refused_in_a_sentence_and_never_with_a_number(seen: Blind, sentence: str) -> None:
    found = coefficient(seen, nominal)

    assert sentence in found.refusal
    assert found == Coefficient(refusal=found.refusal)
    assert not re.search(r"\bNaN\b|\b[01]\.\d\d", found.refusal)


def test_with_enough_it_is_given_with_its_interval_and_kappa_beside_it() -> None:
    found = coefficient(blind(9, 4, 3, 8), nominal)

    assert found.refusal == ""
    assert (found.n, found.uses) == (24, 25)
    assert (found.alpha, found.kappa) == ("0.43", "0.42")
    assert float(found.low.replace("−", "-")) < 0.43 < float(found.high)


def test_what_cannot_vary_when_drawn_again_has_no_interval_and_no_figure() -> None:
    """One leader of five wrote all the texts that differ: a draw without them is all alike."""
    writers = [("one", (1, 1))] * 6 + [(number % 4, (0, 0)) for number in range(18)]

    found = coefficient(Blind(writers, 24, 12), nominal)

    assert "nothing to compare" in found.refusal


def test_too_few_leaders_to_draw_from_give_no_interval() -> None:
    """All by one hand: whole leaders drawn again would be the same texts every time."""
    seen = blind(9, 4, 3, 8)
    by_one = Blind([("one", unit) for _, unit in seen.units], seen.texts, seen.uses)

    found = coefficient(by_one, nominal)

    assert (found.alpha, found.low, found.high) == ("0.43", "", "")


def test_levels_in_order_agree_more_than_levels_by_name() -> None:
    near = [(n, (level, min(level + n % 2, 4))) for n, level in enumerate([1, 2, 3, 4] * 6)]
    seen = Blind(near, 24, 48)

    assert float(coefficient(seen, ordinal).alpha) > float(coefficient(seen, nominal).alpha)


def test_what_was_left_out_is_said_by_its_reason() -> None:
    assert LeftOut(seen=3, another_edition=1).in_words == [
        "3 since tags had been seen before it was done",
        "1 since you read different editions of the framework",
    ]


@pytest.mark.parametrize(
    ("value", "shown"), [(0.4312, "0.43"), (-0.126, "−0.13"), (-0.001, "0.00"), (1.0, "1.00")]
)
def test_figures_have_two_places(value: float, shown: str) -> None:
    assert figure(value) == shown
