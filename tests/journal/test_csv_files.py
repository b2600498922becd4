"""Files for spreadsheets: nothing in them is worked out, and every row is sent as it is made."""

from __future__ import annotations

import csv
import io

import pytest

from journal.csv_files import csv_answer, harmless


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+44",
        "-2",
        "@SUM(A1)",
        "|calc",
        "%0",
        " =1",
        "\t=1",
        "\ufeff=1",
        "\u200b@x",
        "＝1",
        "\r=1",
    ],
)
def test_what_begins_like_a_formula_is_shown_and_not_worked_out(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["We met.", "a=b", "", "“=”", "5 of 9", "…"])
def test_other_words_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text


def test_numbers_and_nothing_are_words_too() -> None:
    assert [harmless(3), harmless(None)] == ["3", ""]


def test_a_file_is_sent_while_it_is_made() -> None:
    answer = csv_answer("tags", ["words"], iter([["one, two"], ["three\nfour"]]))

    text = b"".join(answer).decode()

    assert answer.streaming
    assert answer["Content-Disposition"] == 'attachment; filename="tags.csv"'
    assert text.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(text[1:], newline=""))) == [
        ["words"],
        ["one, two"],
        ["three\nfour"],
    ]
