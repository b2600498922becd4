"""Carrying passages to a changed text: what follows, what is found again, what is lost."""

from collections import Counter
from contextlib import suppress
from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.tagging.change import Carried, Known, carry
from journal.tagging.passages import PassageError, Span, trimmed
from journal.tagging.words import MOST_PAIRS, MOST_WORDS
from partnership.text import clean_text

OLD = (
    "We said we would meet every fortnight. By half term it was a text on a Sunday night.\n\n"
    "What held was the moderation day, because both heads had put it in the calendar."
)


def known(text: str, words: str) -> Known:
    start = text.index(words)
    return Known(Span(start, start + len(words)), words)


def carried(old: str, new: str, words: str) -> tuple[str, str]:
    """The status, and the words pointed at now."""
    [answer] = carry(old, new, [known(old, words)])
    return answer.status, answer.span.of(new) if answer.span else ""


def test_the_same_text_changes_nothing() -> None:
    passage = known(OLD, "the moderation day")

    assert carry(OLD, OLD, [passage]) == [Carried("same", passage.span, 1.0)]


@pytest.mark.parametrize(
    ("change", "words", "answer"),
    [
        (("We said", "At first we said"), "half term", ("moved", "half term")),
        (("calendar.", "diary."), "half term", ("same", "half term")),
        (("calendar.", "calendar"), "in the calendar", ("same", "in the calendar")),
        (
            ("a text on a Sunday", "a message on a Sunday"),
            "it was a text on a Sunday night",
            ("edited", "it was a message on a Sunday night"),
        ),
        (("both heads", "the heads"), "both heads had put it", ("edited", "the heads had put it")),
        (("the moderation day", "something else"), "the moderation day", ("lost", "")),
    ],
)
def test_what_becomes_of_a_passage(
    change: tuple[str, str], words: str, answer: tuple[str, str]
) -> None:
    assert carried(OLD, OLD.replace(*change), words) == answer


def test_a_paragraph_that_moves_takes_its_passages_along() -> None:
    new = "\n\n".join(reversed(OLD.split("\n\n")))

    assert carried(OLD, new, "By half term") == ("moved", "By half term")
    assert carried(OLD, new, OLD.split("\n\n")[0]) == ("moved", OLD.split("\n\n")[0])


def test_another_mention_that_was_there_before_is_not_the_one_that_was_deleted() -> None:
    old = "We trust the school. They visit. In spring we left. Nobody trusts the school now."

    assert carried(old, old.replace("We trust the school. ", ""), "the school")[0] == "lost"


# Whatever is written, and wherever it is changed

pieces = st.text(st.sampled_from("ab é👍🏽\u0301שלום.,\r\n-“”"), max_size=12)
texts = st.lists(pieces, max_size=8).map("".join).map(clean_text)


@st.composite
def chosen(draw: st.DrawFn) -> tuple[str, list[Known]]:
    """A text and some passages of it, which may touch, overlap or be the same."""
    text = draw(texts.filter(str.strip))
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    passages = []
    for start, end in draw(st.lists(ends.map(sorted), max_size=5)):
        with suppress(PassageError):
            span = trimmed(text, start, end)
            passages.append(Known(span, span.of(text)))
    return text, passages


@given(chosen())
def test_carrying_to_the_same_text_is_the_identity(given_text: tuple[str, list[Known]]) -> None:
    text, passages = given_text

    answers = carry(text, text, passages)

    assert answers == [Carried("same", passage.span, 1.0) for passage in passages]


@given(chosen(), texts)
def test_what_is_found_is_words_of_the_new_text(
    given_text: tuple[str, list[Known]], new: str
) -> None:
    old, passages = given_text

    for passage, answer in zip(passages, carry(old, new, passages), strict=True):
        if answer.span is None:
            assert answer == Carried("lost", None, 0.0)
            continue
        words = answer.span.of(new)
        assert words == words.strip() != ""
        assert len(words) <= 2 * max(len(passage.span), 1)
        if answer.status in ("same", "moved"):
            assert words.split() == passage.meant.split()
        else:
            assert 0.4 <= answer.survival <= 1


@given(chosen(), st.data())
def test_an_edit_elsewhere_leaves_a_passage_its_words(
    given_text: tuple[str, list[Known]], data: st.DataObject
) -> None:
    """Words put in as paragraphs of their own, between those of the text or around it."""
    old, passages = given_text
    before, after = data.draw(st.tuples(texts, texts))
    new = f"{before}\n\n{old}\n\n{after}"

    for passage, answer in zip(passages, carry(old, new, passages), strict=True):
        if answer.span is not None and answer.status != "edited":
            assert answer.span.of(new).split() == passage.meant.split()


DIFFERENT = [f"{letter}{number}" for letter in "abc" for number in range(9)]


@given(
    st.permutations(DIFFERENT),
    st.tuples(st.integers(0, 26), st.integers(0, 26)).map(sorted),
    st.lists(st.sampled_from([*DIFFERENT, "other", "words."]), max_size=40),
)
def test_to_a_text_and_back_never_points_elsewhere(
    words: list[str], ends: list[int], between: list[str]
) -> None:
    old, other = " ".join(words), " ".join(between)
    span = known(old, " ".join(words[ends[0] : ends[1] + 1])).span
    meant = span.of(old)
    [there] = carry(old, other, [Known(span, meant)])
    if there.span is None:
        return

    [back] = carry(other, old, [Known(there.span, meant)])

    if back.span is not None:
        assert span.start <= back.span.start < back.span.end <= span.end


LONG_TEXT = " ".join(f"word{n} and" for n in range(8_000))[:100_000]
HARD = {
    "one sentence over and over": ("We met. " * 12_500, "They met. " * 10_000),
    "one letter over and over": ("a" * 100_000, "a" * 50_000 + "b" + "a" * 49_999),
    "a word everywhere replaced": (LONG_TEXT, LONG_TEXT.replace("and", "or")),
    "another text": (LONG_TEXT, " ".join(reversed(LONG_TEXT.split()))),
}


@pytest.mark.parametrize("name", HARD)
def test_the_longest_texts_cost_a_bounded_number_of_comparisons(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """difflib is quadratic and worse where words repeat: it never sees more than so many pairs."""
    seen: list[tuple[int, int]] = []

    class Counted(SequenceMatcher[str]):
        def __init__(self, junk: None, a: list[str], b: list[str], **options: bool) -> None:
            counts = Counter(b)
            seen.append((len(a), sum(counts[word] for word in a)))
            super().__init__(junk, a, b, **options)

    monkeypatch.setattr("journal.tagging.words.SequenceMatcher", Counted)
    old, new = HARD[name]
    starts = range(0, len(old) - 60, 100)
    spans = [trimmed(old, start, start + 60) for start in starts]

    answers = carry(old, new, [Known(span, span.of(old)) for span in spans])

    assert len(answers) == len(spans) > 800
    assert all(words <= MOST_WORDS and pairs <= MOST_PAIRS for words, pairs in seen)
