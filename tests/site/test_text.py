"""Putting one text below another: nothing of either is lost, and nothing is there twice."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from partnership.text import clean_text, joined

texts = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"), max_size=40
).map(clean_text)  # as they are stored


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("One.", "Two.", "One.\n\n* * *\n\nTwo."),
        ("One.\n", "\nTwo.\n", "One.\n\n* * *\n\nTwo."),
        ("One.", "  Two, set in.", "One.\n\n* * *\n\n  Two, set in."),
        ("One.", "", "One."),
        ("", "Two.", "Two."),
        ("One.", "One.", "One."),
        ("One.\n\n* * *\n\nTwo.", "Two.", "One.\n\n* * *\n\nTwo."),
    ],
)
def test_one_stands_below_the_other(one: str, other: str, both: str) -> None:
    assert joined(one, other) == both


@given(texts, texts)
def test_no_word_is_lost_and_twice_is_once(one: str, other: str) -> None:
    both = joined(one, other)

    assert all(word in both.split() for text in (one, other) for word in text.split())
    assert joined(both, other) == both


def test_too_long_together_is_refused() -> None:
    with pytest.raises(ValidationError):
        joined("a" * 60_000, "b" * 60_000)
