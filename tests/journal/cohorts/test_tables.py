"""Lists as spreadsheets save them: every usual form is read alike, and what is no list refused."""

from __future__ import annotations

import random
import time
import tracemalloc

import pytest

from journal.cohorts.tables import MOST_BYTES, ListError, table_of, text_of

ZOE = "Zoë O’Brien"


def read(data: bytes) -> list[tuple[str, str]]:
    """Address and name of each row."""
    table = table_of(text_of(data))
    names = ("email", "name", "first", "last")
    found = [[table.cell(cells, name) for name in names] for _, cells in table.rows]
    return [(email, name or f"{first} {last}".strip()) for email, name, first, last in found]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_encoding_separator_and_line_end_is_read_alike(
    encoding: str, separator: str, end: str
) -> None:
    rows = [("Email", "Full name"), ("zoe@example.org", ZOE), ("b@example.org", "Ben")]
    text = end.join(separator.join(row) for row in rows) + end

    assert read(text.encode(encoding)) == rows[1:]


def test_windows_1252_is_read() -> None:
    assert read(f"zoe@example.org,{ZOE}\n".encode("cp1252")) == [("zoe@example.org", ZOE)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a@example.org", [("a@example.org", "")]),
        ("\n\na@example.org\n\n", [("a@example.org", "")]),
        ("Ann,a@example.org", [("a@example.org", "Ann")]),
        ("Ann,New,a@example.org", [("a@example.org", "Ann New")]),
        ("Ann;a@example.org;leader\nB, Ben;b@example.org;", [
            ("a@example.org", "Ann"),
            ("b@example.org", "B, Ben"),
        ]),
        ("Surname,Forename,E-mail\nNew,Ann,a@example.org", [("a@example.org", "Ann New")]),
        ('EMAIL ADDRESS,Name\na@example.org,"New,\nAnn"', [("a@example.org", "New, Ann")]),
        ('"a@example.org","Ann ""Nan"" New"', [("a@example.org", 'Ann "Nan" New')]),
        ("email,name,email\na@example.org,Ann,b@example.org", [("a@example.org", "Ann")]),
        ("email,name\na@example.org", [("a@example.org", "")]),
    ],
)  # fmt: skip
def test_headings_guesses_and_quotation_marks(text: str, found: list[tuple[str, str]]) -> None:
    assert read(text.encode()) == found


def test_a_row_knows_the_line_it_begins_on() -> None:
    table = table_of('email,name\na@example.org,"Ann\nNew"\n\nb@example.org,Ben')

    assert [line for line, _ in table.rows] == [2, 5]


def test_headings_that_mean_nothing_here_are_named() -> None:
    assert table_of("Email,School,Phone\na@example.org,x,1").left_out == ("School", "Phone")


HOSTILE = {
    "nothing": b"",
    "spaces": b" \n \t\n,,,\n",
    "a spreadsheet": b"PK\x03\x04" + b"x" * 1000,
    "an old spreadsheet": b"\xd0\xcf\x11\xe0" + b"x" * 1000,
    "a PDF": b"%PDF-1.7",
    "gzip": b"\x1f\x8b" + b"\x00" * 1000,
    "a picture": b"\x89PNG\r\n\x1a\n" + b"\x00\x01\x02" * 100,
    "noise": random.Random(1).randbytes(20_000),
    "NUL": b"a@example.org,\x00Ann",
    "only NUL": b"\x00" * 10_000,
    "a bell": b"a@example.org,A\x07nn",
    "half a UTF-16": "a@example.org".encode("utf-16") + b"\x00",
    "lone surrogates": b"\xff\xfe\x00\xd8" * 20,
    "too large": b"a@example.org\n" * 100_000,
    "a hundred MB of one line": b"a" * (MOST_BYTES + 1),
    "too many rows": b"a@example.org\n" * 502,
    "too many cells": b"a@example.org" + b"," * 51,
    "a cell too long": b"a@example.org," + b"x" * 1001,
    "quotation marks that never end": b'a@example.org,"Ann\n' * 400,
    "quotation marks in the wrong place": b'"a@example.org"x,Ann',
    "a field beyond the reader's own limit": b'"' + b"x" * 140_000,
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_no_list_is_refused_whole_and_quickly(what: str) -> None:
    tracemalloc.start()
    began = time.perf_counter()

    with pytest.raises(ListError) as refused:
        table_of(text_of(HOSTILE[what]))

    took, memory = time.perf_counter() - began, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert str(refused.value).endswith((".", "?"))
    assert took < 2
    assert memory < 20_000_000
