"""Choosing words: what may be tagged, what is a sentence and a paragraph."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.tagging.passages import (
    PassageError,
    Span,
    checked,
    context,
    is_short,
    paragraphs,
    sentence_around,
    trimmed,
)
from partnership.text import clean_text

BODY = "We met on Monday. We trust each other.\n\nThey trust us too. 👩🏽‍🏫 We met on Friday."
bodies = st.text(st.sampled_from("ab \n.é👍\u0301שa\u200d"), max_size=60).map(clean_text)


def test_outer_white_space_is_left_out() -> None:
    assert trimmed("so, some words, yes", 3, 9) == Span(4, 8)


@pytest.mark.parametrize(
    ("start", "end"), [(5, 5), (7, 3), (-1, 4), (0, 10_000), (17, 18), (38, 40)]
)
def test_a_span_with_no_words_in_this_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(PassageError):
        trimmed(BODY, start, end)


def test_a_quote_that_is_not_the_slice_is_refused() -> None:
    assert checked(BODY, 0, 6, "We met") == Span(0, 6)
    with pytest.raises(PassageError, match="has changed"):
        checked(BODY, 0, 6, "We meet")


def test_offsets_count_code_points() -> None:
    """Four of them are the one teacher on the screen, who is seven units to a browser."""
    start = BODY.index("We met on Friday")

    assert BODY[start - 5 : start - 1] == "👩🏽‍🏫"
    assert checked(BODY, start, len(BODY), "We met on Friday.") == Span(start, len(BODY))


def test_context_is_at_most_thirty_two_characters_a_side() -> None:
    before, after = context("x" * 50 + "WORDS" + "y" * 10, 50, 55)

    assert (before, after) == ("x" * 32, "y" * 10)


@pytest.mark.parametrize(("quote", "message"), [("tru\x00st", "NUL"), ("tru\ud800st", "half a")])
def test_a_quote_that_is_no_text_says_so(quote: str, message: str) -> None:
    with pytest.raises(PassageError, match=message):
        checked(BODY, 21, 26, quote)


def test_a_quote_in_another_spelling_of_the_same_characters_fits() -> None:
    body = clean_text("The café meetings stopped.")

    assert checked(body, 4, 8, "cafe\u0301").of(body) == "café"


@given(bodies, st.integers(-2, 62), st.integers(-2, 62))
def test_any_span_is_either_words_of_the_text_or_refused(body: str, start: int, end: int) -> None:
    try:
        span = trimmed(body, start, end)
    except PassageError:
        return

    words = span.of(body)
    assert words == words.strip() == body[start:end].strip() != ""
    assert checked(body, start, end, words) == span


@pytest.mark.parametrize(
    ("words", "short"),
    [
        ("trust", True),
        ("deep trust", True),
        ("deep, deep trust", False),
        ("head’s well-being", True),
        ("– … !", True),
    ],
)
def test_under_three_words_is_short(words: str, short: bool) -> None:
    assert is_short(words) is short


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("trust each", "We trust each other."),
        ("Monday. We", "We met on Monday. We trust each other."),
        ("us too", "They trust us too."),
        ("Friday.", "👩🏽‍🏫 We met on Friday."),
    ],
)
def test_the_sentence_around_some_words(words: str, sentence: str) -> None:
    start = BODY.index(words)

    assert sentence_around(BODY, Span(start, start + len(words))).of(BODY) == sentence


def test_blank_lines_part_paragraphs_and_dashes_begin_items() -> None:
    body = "\n\nOne line\nand another.\n \nTwo:\n- the first\n  goes on\n- the second\n\n\nEnd."

    parts = [(part.of(body), part.is_item) for part in paragraphs(body)]

    assert parts == [
        ("One line\nand another.", False),
        ("Two:", False),
        ("the first\n  goes on", True),
        ("the second", True),
        ("End.", False),
    ]


@pytest.mark.parametrize("body", ["", " \n\n ", "- ", "-", "- \n- "])
def test_a_text_of_nothing_has_at_most_a_dash_for_paragraphs(body: str) -> None:
    assert all(part.of(body).strip(" -\n") == "" for part in paragraphs(body))


@given(st.text(st.sampled_from("ab -\n.é👍ש"), max_size=80).map(clean_text))
def test_paragraphs_hold_every_word_once(body: str) -> None:
    parts = paragraphs(body)

    assert all(a.end <= b.start for a, b in pairwise(parts))
    words = "".join("".join(part.of(body).split()) for part in parts).replace("-", "")
    assert words == "".join(body.split()).replace("-", "")
