"""Differences read as a person would mark them, add up to both texts, and cost a bounded effort."""

from __future__ import annotations

from difflib import Match, SequenceMatcher
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.differences import (
    MOST_WORK,
    Paragraph,
    Piece,
    differences,
    folded,
    one_side,
)


def marked(before: str, after: str, *, fold: bool = False) -> str:
    """A line a paragraph, [-removed-] and {+added+}."""
    paragraphs = differences(before, after)
    return "\n".join(line(p) for p in (folded(paragraphs) if fold else paragraphs))


def line(paragraph: Paragraph) -> str:
    if paragraph.skipped:
        return f"<{paragraph.skipped} paragraphs>"
    return "".join(mark(piece) for piece in paragraph.pieces)


def mark(piece: Piece) -> str:
    shapes = {"same": "{}", "added": "{{+{}+}}", "removed": "[-{}-]"}
    if piece.kind == "skipped":
        return f"<{piece.words} words>"
    return shapes[piece.kind].format(piece.text)


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("We meet.", "We meet.", "We meet."),
        ("", "We meet.", "{+We meet.+}"),
        ("We meet.", "", "[-We meet.-]"),
        (
            "We meet every week and talk about the plan.",
            "We meet every fortnight and talk about the plan.",
            "We meet every [-week -]{+fortnight +}and talk about the plan.",
        ),
        (
            "They trust us more than before",
            "They trust us more than before.",
            "They trust us more than before{+.+}",
        ),
        ("One.\n\nTwo.", "One.\n\nNew one.\n\nTwo.", "One.\n{+New one.+}\nTwo."),
        ("One.\nTwo.\nThree.", "One.\nThree.", "One.\n[-Two.-]\nThree."),
        ("One.\n\n\n\nTwo.", "One.\nTwo.", "One.\nTwo."),
    ],
)
def test_what_changed_is_marked(before: str, after: str, shown: str) -> None:
    assert marked(before, after) == shown


def test_a_paragraph_written_anew_stands_after_the_old_one() -> None:
    before = "The trust set the agenda and we turned up to hear it."
    after = "Nobody at Hollybank had asked for a different timetable, yet."

    assert marked(before, after) == f"[-{before}-]\n{{+{after}+}}"


def test_a_stray_word_inside_a_change_is_part_of_it() -> None:
    before = "We agreed at once that the head of phonics would lead on it from now on."
    after = "We agreed much later that no-one of us all would lead on it from now on."

    assert marked(before, after).startswith("We agreed [-at once that the head of phonics -]{+")


def test_long_unchanged_stretches_are_left_out() -> None:
    same = [f"Paragraph number {n} stays as it was." for n in range(9)]
    before = "\n".join([*same[:4], "An old line.", *same[4:]])
    after = "\n".join([*same[:4], *same[4:]])

    assert marked(before, after, fold=True) == (
        f"<3 paragraphs>\n{same[3]}\n[-An old line.-]\n{same[4]}\n<4 paragraphs>"
    )


def test_the_middle_of_a_long_unchanged_run_of_words_is_left_out() -> None:
    run = " ".join(f"word{n}" for n in range(100))

    shown = marked(f"Old {run}", f"New {run}", fold=True)

    assert shown.startswith("[-Old -]{+New +}word0 ")
    assert "word19 <60 words> word80" in shown


def test_nothing_is_left_out_of_a_short_text() -> None:
    text = "One.\nTwo."

    assert marked(text, text + "\nThree.", fold=True) == "One.\nTwo.\n{+Three.+}"


def test_each_side_alone() -> None:
    both = differences("We meet weekly here.\nGone.", "We meet monthly here.")

    assert [line(p) for p in one_side(both, without="added")] == [
        "We meet [-weekly -]here.",
        "[-Gone.-]",
    ]
    assert [line(p) for p in one_side(both, without="removed")] == ["We meet {+monthly +}here."]


TEXTS = st.text(alphabet="ab ,.\n", max_size=60)


@given(before=TEXTS, after=TEXTS)
def test_each_side_holds_its_own_words_and_no_others(before: str, after: str) -> None:
    both = differences(before, after)

    for text, without in ((before, "added"), (after, "removed")):
        side = one_side(both, without=without)
        words = "".join(piece.text for p in side for piece in p.pieces)
        assert "".join(words.split()) == "".join(text.split())


def hostile() -> list[tuple[str, str]]:
    """Pairs of 100,000 characters that are slow to compare by difflib alone."""
    words = [f"w{n:03d}" for n in range(20_000)]
    shuffled = Random(7).sample(words, len(words))
    prose = [Random(3).choice(words[:400]) for _ in range(20_000)]
    return [
        ("\n" * 100_000, "a\n" * 50_000),
        ("a " * 50_000, "a b " * 25_000),
        (" ".join(words), " ".join(shuffled)),
        (" ".join(words[:16_000]), " y ".join(words[:14_000])),
        (" ".join(prose), " ".join(prose[::-1])),
        ("\n".join(words), "\ny\n".join(words[:14_000])),
        ("x" * 100_000, "y" * 100_000),
    ]


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many pairs of words difflib looks at, counted where it does, a number for each look."""
    counts: list[int] = []
    look = SequenceMatcher.find_longest_match

    def counted(matcher: Any, alo: int, ahi: int, blo: int, bhi: int) -> Match:
        counts.append(sum(1 + len(matcher.b2j.get(word, ())) for word in matcher.a[alo:ahi]))
        return look(matcher, alo, ahi, blo, bhi)

    monkeypatch.setattr(SequenceMatcher, "find_longest_match", counted)
    return counts


@pytest.mark.slow
@pytest.mark.parametrize("pair", range(len(hostile())))
def test_a_hundred_thousand_characters_take_a_bounded_amount_of_work(
    pair: int, looked_at: list[int]
) -> None:
    folded(differences(*hostile()[pair]))

    assert sum(looked_at) <= 2 * MOST_WORK, "once over the paragraphs, once over their words"
