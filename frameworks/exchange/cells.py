"""Rows of CSV, in and out. A cell that a spreadsheet would take for a formula is made harmless.

Such a cell gets an apostrophe in front, as a person would type it, also where the sign hides behind
spaces or marks without width. Reading takes exactly that one off again. Commas, semicolons and tabs
are all understood between cells.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from .report import refused

MOST_ROWS = 2_000
MOST_WITH_EMPTY_ONES = 20_000
MOST_COLUMNS = 60
UNSEEN = "\\s\\u00ad\\u200b-\\u200f\\u2060-\\u2064\\ufeff"  # spaces, and signs without width
FORMULA = re.compile(rf"'*[{UNSEEN}]*[=+\-@|%\t\r\n＝＋－＠｜％]")


def harmless(cell: str) -> str:
    return f"'{cell}" if FORMULA.match(cell) else cell


def as_meant(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell


def write_rows(rows: Iterable[Iterable[str]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def read_rows(text: str, file: str) -> list[tuple[int, list[str]]]:
    """Each row that has something in it, with its line. Raises PackError."""
    first = text.lstrip().partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for count, cells in enumerate(reader, 1):
            if len(cells) > MOST_COLUMNS:
                raise refused(file, line, "the row", f"has more than {MOST_COLUMNS} cells")
            if len(rows) >= MOST_ROWS or count > MOST_WITH_EMPTY_ONES:
                raise refused(file, line, "the file", f"has more than {MOST_ROWS:,} rows")
            if any(cell.strip() for cell in cells):
                rows.append((line, [_unix(as_meant(cell)) for cell in cells]))
            line = reader.line_num + 1
    except csv.Error as error:
        raise refused(file, line, "the row", f"is not CSV: {error}") from error
    if not rows:
        raise refused(file, 1, "the file", "has no row with anything in it")
    return rows


def _unix(cell: str) -> str:
    return cell.replace("\r\n", "\n").replace("\r", "\n")
