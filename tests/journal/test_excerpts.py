"""A few words of somebody's own text, to know it by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.excerpts import last_sentence


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ""),
        ("  \n", ""),
        ("One thing.", "One thing."),
        ("I was wrong about", "I was wrong about …"),
        ("It was late. I was wrong", "It was late. I was wrong …"),
        (
            "It was late. I had assumed that the cost of all this would fall on us and on nobody",
            "I had assumed that the cost of all this would fall on us and on nobody …",
        ),
        ("First paragraph.\n\nA second one.", "First paragraph. A second one."),
        ("He said “not yet.”", "He said “not yet.”"),
        ("A heading without a stop\n\nAnd then?", "A heading without a stop And then?"),
    ],
)
def test_the_last_thing_that_was_said(text, words):
    assert last_sentence(text) == words


def test_a_sentence_too_long_to_quote_is_cut_at_a_word():
    words = last_sentence("and so on " * 100)

    assert words.startswith("… ")
    assert words.endswith("so on …")
    assert len(words) < 300


@given(st.text(max_size=500))
def test_any_text_gives_a_few_words(text):
    assert len(last_sentence(text)) < 300
