"""What is being tagged, as it travels between page and server."""

import pytest

from journal.tagging.parts import parts_of, read_part
from journal.tagging.passages import PassageError, Span

BODY = "We met 🎉 on Monday.\n\nThe cost fell on us, or so I had always thought until then."


def read(value, *, read_version=3, quote=""):
    return read_part(value, body=BODY, version=3, read_version=read_version, quote=quote)


def test_all_of_it_comes_first_then_paragraphs_and_passages_in_order():
    values = [part.value for part in parts_of(BODY, [Span(25, 33), Span(0, 19)])]

    assert values == ["all", "0-19", "21-80", "25-33"]


def test_one_paragraph_is_all_of_it():
    assert [part.value for part in parts_of("One only.")] == ["all"]


def test_a_part_is_named_by_its_opening_words():
    assert [part.opening for part in parts_of(BODY)[1:]] == [
        "“We met 🎉 on Monday.”",
        "“The cost fell on us, or so …”",
    ]


def test_a_passage_that_begins_a_paragraph_says_its_last_words_too():
    passage = parts_of(BODY, [Span(21, 68)])[3]

    assert passage.opening == "“The cost fell on … had always thought”"


def test_reads_offsets_of_the_version_that_the_page_showed():
    assert read("0-19").words == "We met 🎉 on Monday."


def test_reads_all_of_it_whatever_the_version():
    assert read("all", read_version=None).span is None


def test_takes_the_space_around_the_words_off():
    assert read("6-9", quote=" 🎉 ").span == Span(7, 8)


@pytest.mark.parametrize(
    ("value", "options"),
    [
        pytest.param("0-19", {"read_version": 2}, id="another version's offsets"),
        pytest.param("0-19", {"read_version": None}, id="no version"),
        pytest.param("10-12", {"quote": "on"}, id="offsets counted in UTF-16 units"),
        pytest.param("0-19", {"quote": "We met on Tuesday."}, id="other words"),
        pytest.param("20-0", {}, id="reversed"),
        pytest.param("5-5", {}, id="empty"),
        pytest.param("19-21", {}, id="white space"),
        pytest.param("0-9999", {}, id="past the end"),
        pytest.param("0-99999999999999999999", {}, id="a very large number"),
        pytest.param("٠-٢", {}, id="digits of another script"),
        pytest.param("-1-2", {}, id="a negative number"),
        pytest.param("", {}, id="nothing"),
        pytest.param("paragraph", {}, id="a word"),
    ],
)
def test_refuses_what_does_not_fit(value, options):
    with pytest.raises(PassageError):
        read(value, **options)
