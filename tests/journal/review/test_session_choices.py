"""Which words of a copy may be chosen as a line, without a script."""

from __future__ import annotations

import pytest

from journal.models import Cohort, SharedTag
from journal.review.session_choices import choices_of, chosen_line, sentences, tagged_passages
from journal.tagging.passages import PassageError, Span
from partnership.people.models import User
from tests.factories import make_element, make_entry, make_framework, share

BODY = "One here. Two, “there.” Three?\n\n- a first item\n- a second. With more\n\nThe end"


def test_sentences_end_with_their_paragraph_or_item() -> None:
    assert [span.of(BODY) for span in sentences(BODY)] == [
        "One here.",
        "Two, “there.”",
        "Three?",
        "a first item",
        "a second.",
        "With more",
        "The end",
    ]


@pytest.mark.parametrize("body", ["", " \n ", "...", "😀! e\u0301"])
def test_any_text_has_sentences_that_stand_in_it(body: str) -> None:
    assert all(span.of(body).strip() == span.of(body) != "" for span in sentences(body))


def values(*numbers: int) -> list[str]:
    spans = sentences(BODY)
    return [f"{spans[n].start}-{spans[n].end}" for n in numbers]


@pytest.mark.parametrize(
    ("numbers", "line"),
    [
        ([0], "One here."),
        ([1, 0], "One here. Two, “there.”"),
        ([0, 1, 2], "One here. Two, “there.” Three?"),
        ([2, 3], "Three?\n\n- a first item"),
    ],
)
def test_sentences_that_follow_one_another_are_one_line(numbers: list[int], line: str) -> None:
    assert chosen_line(BODY, values(*numbers)).of(BODY) == line


@pytest.mark.parametrize(
    ("chosen", "refusal"),
    [
        ([], "Choose the words"),
        (["all"], "Choose the words"),
        (["5"], "Choose the words"),
        (["\x00"], "Choose the words"),
        (["0-9999999"], "Choose the words"),
        (["5-5"], "Select the words"),
        (["0-999999"], "not in this text"),
        (["0-9", "23-30"], "follow one another"),
        (["0-9", "4-9"], "follow one another"),
    ],
)
def test_what_makes_no_line_says_what_to_do(chosen: list[str], refusal: str) -> None:
    with pytest.raises(PassageError, match=refusal):
        chosen_line(BODY, chosen)


def test_tagged_passages_are_offered_beside_the_sentences(bryony: User, autumn: Cohort) -> None:
    element = make_element(make_framework().editions.get(), "two", position=2)
    copy = share(make_entry(bryony, BODY), autumn)
    for start, end in ((None, None), (4, 8), (0, 9), (4, 8)):
        SharedTag.objects.create(copy=copy, element=element, start=start, end=end)

    assert tagged_passages(copy, sentences(BODY)) == [Span(4, 8)]


def test_what_is_longer_than_a_line_cannot_be_ticked() -> None:
    body = "a" * 301
    choices = choices_of([Span(0, 300), Span(0, 301)], body)

    assert [one.is_short for one in choices] == [True, False]
