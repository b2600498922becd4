"""Which lines can be asked about, and what becomes of them when the text is given again."""

from __future__ import annotations

import pytest

from journal.consent.deeds import MOST_CHARACTERS, NotAskedError, answer, ask, carry_lines
from journal.models import Cohort, SharedCopy, SheetLine
from journal.tagging.passages import PassageError, Span
from partnership.people.models import User
from tests.factories import ask_for, make_cohort, make_entry, make_person, share

BODY = "We met in March. We gave up a day each. It was worth it."
QUOTE = "We gave up a day each."


@pytest.fixture
def copy(bryony: User, autumn: Cohort) -> SharedCopy:
    return share(make_entry(bryony, BODY), autumn)


def span_of(quote: str, body: str = BODY) -> Span:
    start = body.index(quote)
    return Span(start, start + len(quote))


def test_two_facilitators_asking_for_one_line_ask_once(copy: SharedCopy, rosalind: User) -> None:
    first = ask(copy, span_of(QUOTE), by=rosalind)
    again = ask(copy, span_of(QUOTE + " "), by=make_person("Another"))

    assert again == first
    assert list(copy.sheet_lines.values_list("quote", "asked_by", "consent")) == [
        (QUOTE, rosalind.pk, "")
    ]


def test_a_line_is_short(bryony: User, rosalind: User, autumn: Cohort) -> None:
    copy = share(make_entry(bryony, "a" * 400), autumn)

    ask(copy, Span(0, MOST_CHARACTERS), by=rosalind)
    with pytest.raises(NotAskedError, match="300 at most"):
        ask(copy, Span(0, MOST_CHARACTERS + 1), by=rosalind)


@pytest.mark.parametrize("span", [Span(5, 5), Span(9, 3), Span(0, 4000), Span(-1, 5), Span(2, 3)])
def test_what_is_no_words_of_the_text_is_no_line(
    copy: SharedCopy, rosalind: User, span: Span
) -> None:
    with pytest.raises(PassageError):
        ask(copy, span, by=rosalind)


@pytest.mark.parametrize(
    ("quote", "asked"),
    [
        (QUOTE, False),
        ("gave up", False),
        ("March. We gave", False),
        ("It was worth it.", True),
        ("We met in March.", True),
    ],
)
def test_words_that_were_refused_are_not_asked_about_again(
    copy: SharedCopy, rosalind: User, quote: str, asked: bool
) -> None:
    answer(ask(copy, span_of(QUOTE), by=rosalind), "no")

    if asked:
        assert ask(copy, span_of(quote), by=rosalind).consent == ""
    else:
        with pytest.raises(NotAskedError, match="not to be read out"):
            ask(copy, span_of(quote), by=rosalind)
    assert copy.sheet_lines.count() == 1 + asked


def test_asking_about_a_text_that_has_just_changed_is_refused(
    copy: SharedCopy, rosalind: User
) -> None:
    SharedCopy.objects.filter(pk=copy.pk).update(body="Another text altogether, as long as it.")

    with pytest.raises(NotAskedError, match="changed since"):
        ask(copy, span_of(QUOTE), by=rosalind)


def test_asking_about_a_text_that_was_just_withdrawn_is_refused(
    copy: SharedCopy, rosalind: User
) -> None:
    SharedCopy.objects.filter(pk=copy.pk).delete()

    with pytest.raises(NotAskedError, match="shared no longer"):
        ask(copy, span_of(QUOTE), by=rosalind)


@pytest.mark.parametrize(
    ("body", "start"),
    [
        (BODY, 17),
        ("First. " + BODY, 24),
        (QUOTE, 0),
        (f"{QUOTE} Then: {QUOTE}", 29),
        (f"{QUOTE} Then in all of March and April: {QUOTE}", 0),
        (f"Then: {'x' * 10} {QUOTE} {QUOTE}", 17),
        ("We gave up a day.", None),
        ("We met in March. we gave up a day each.", None),
    ],
)
def test_a_line_stays_with_its_exact_words_when_the_text_changes(
    copy: SharedCopy, rosalind: User, body: str, start: int | None
) -> None:
    line = ask_for(copy, QUOTE, rosalind, consent="named")
    copy.body = body

    carry_lines(copy)

    left = list(copy.sheet_lines.values_list("pk", "start", "end", "quote", "consent"))
    kept = [] if start is None else [(line.pk, start, start + len(QUOTE), QUOTE, "named")]
    assert left == kept


def test_lines_that_come_to_lie_on_each_other_are_one_and_a_refusal_wins(
    bryony: User, rosalind: User, autumn: Cohort
) -> None:
    copy = share(make_entry(bryony, "Yes we did. And: Yes we did."), autumn)
    ask(copy, Span(0, 11), by=rosalind)
    answer(ask(copy, Span(17, 28), by=rosalind), "no")
    copy.body = "Well. Yes we did."

    carry_lines(copy)

    assert list(copy.sheet_lines.values_list("start", "consent")) == [(6, "no")]


def test_a_line_does_not_go_along_to_another_cohort(
    copy: SharedCopy, rosalind: User, bryony: User
) -> None:
    ask_for(copy, QUOTE, rosalind, consent="named")
    copy.cohort = make_cohort(leaders=(bryony,))

    carry_lines(copy)

    assert not SheetLine.objects.exists()
