"""Pointing at some words of a text."""

import pytest

from journal.threads.pointing import Pointed, places, pointed_at

TEXT = "We met. We talked.\n\nWe  met\nagain, 👋 and parted."


@pytest.mark.parametrize(
    ("sent", "quote"),
    [
        ("0-7", "We met."),
        ("7-19", "We talked."),
        ("find 0 We met", "We met"),
        ("find 1 We met", "We  met\nagain"[:7]),
        ("find 0 talked. We", "talked.\n\nWe"),
        ("find 0 again, 👋", "again, 👋"),
    ],
)
def test_words_are_found_where_they_stand(sent: str, quote: str) -> None:
    pointed = pointed_at(sent, TEXT)

    assert pointed is not None
    assert pointed.quote == quote == TEXT[pointed.start : pointed.end]


@pytest.mark.parametrize(
    "sent",
    ["", "all", "3-1", "0-9999", "18-20", "find 2 We met", "find 0 nowhere", "find 0  ", "1-2-3"],
)
def test_what_is_not_there_is_all_of_it(sent: str) -> None:
    assert pointed_at(sent, TEXT) is None


def test_a_text_is_offered_in_paragraphs_and_with_what_was_chosen() -> None:
    offered = [place.value for place in places(TEXT, Pointed(3, 6, "met"))]

    assert offered == ["all", "0-18", "3-6", "20-48"]
