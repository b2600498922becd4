"""Suggestions: elements that share words with a text, the likeliest first, and never a guess."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frameworks.packs import FrameworkPack
from frameworks.suggesting import MOST, Candidate, Ranking, stems

pytestmark = pytest.mark.once  # no database is asked

TRUST = Candidate("trust", "Trust", "Relying on one another when things go wrong.")
TURF = Candidate("turf", "Turf", "Ground that each thinks of as its own.", aliases=("territory",))
TIME = Candidate("time", "Time", "Minutes in the diary.", cue_words=("cover lesson",))
RANKING = Ranking([TRUST, TURF, TIME])


def suggested(text: str) -> list[str]:
    return [one.key for one in RANKING.suggest(text)]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("She trusted us.", ["trust"]),
        ("It felt like our territories were at stake.", ["turf"]),
        ("Nobody could cover it.", ["time"]),
        ("We were relying on a diary.", []),  # words of a definition alone are too little
        ("It cost minutes of cover.", ["time"]),
        ("TRÚST", ["trust"]),
        ("", []),
        ("the and of partnership school", []),
        ("🌱 12 %", []),
    ],
)
def test_words_that_both_have_speak_for_an_element(text: str, keys: list[str]) -> None:
    assert suggested(text) == keys


def test_the_likeliest_comes_first_with_the_words_that_speak_for_it() -> None:
    first, second = RANKING.suggest("Trust, and relying on one; and whose territory it was.")

    assert (first.key, second.key) == ("trust", "turf")
    assert first.because == ("trust", "relying")
    assert second.because == ("territory",)
    assert first.score > second.score > 0


def test_a_hyphen_does_not_part_a_word_from_itself() -> None:
    ranking = Ranking([Candidate("a", "Co-operation", "x")])

    assert ranking.suggest("We cooperated.")[0].key == "a"
    assert ranking.suggest("Co-operating is slow.")[0].because == ("cooperating",)


def test_an_element_whose_name_says_nothing_stands_by_its_definition() -> None:
    ranking = Ranking([Candidate("a", "Other schools", "Neighbours in the district.")])

    assert [one.key for one in ranking.suggest("Our neighbours came.")] == ["a"]


def test_a_name_counts_more_than_a_definition() -> None:
    ranking = Ranking([Candidate("a", "Diaries", "x"), Candidate("b", "Other", "Diary, diary.")])

    assert ranking.suggest("diaries")[0].key == "a"


def test_saying_a_word_often_adds_nothing() -> None:
    once, often = RANKING.suggest("trust turf"), RANKING.suggest("trust turf " + "turf " * 50)

    assert once == often


def test_there_are_five_at_the_most_and_equals_stand_by_key() -> None:
    ranking = Ranking(Candidate(f"k{n}", "Trust", "x") for n in range(9))

    assert [one.key for one in ranking.suggest("trust")] == [f"k{n}" for n in range(MOST)]


def test_without_elements_there_is_nothing_to_suggest() -> None:
    assert Ranking([]).suggest("anything at all") == []


@given(text=st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_text_may_be_asked_about(text: str) -> None:
    found = RANKING.suggest(text)

    assert len(found) <= MOST
    assert all(one.score > 0 and one.because for one in found)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_the_longest_entry_beside_every_shipped_element_takes_no_time(
    framework_packs: list[FrameworkPack],
) -> None:
    candidates = [
        Candidate(one.key, one.name, one.description, one.aliases, one.cue_words)
        for pack in framework_packs
        for one in pack.elements
    ]
    text = " ".join(f"{one.description} word{n}" for n, one in enumerate(candidates))
    text = (text * (100_000 // len(text) + 1))[:100_000]
    began = time.process_time()
    Ranking(candidates).suggest(text)

    assert time.process_time() - began < 1


def test_endings_do_not_part_a_word_from_itself() -> None:
    assert len(set(stems("trust trusts trusted trusting"))) == 1
    assert len(set(stems("school's schools"))) <= 1
