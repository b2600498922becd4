"""A list of people from a spreadsheet, as text and as rows: CSV in whatever form it was saved.

UTF-8 with or without a mark, UTF-16 and Windows-1252; commas, semicolons or tabs; with a header or
without; line ends inside quotation marks. What is no such list is refused whole (ListError), before
anything is made of it. What a row means, and whether it is right, is journal.cohorts.lists.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from frameworks.exchange.decoding import FORBIDDEN
from journal.text import fold

MOST_BYTES = 256 * 1024
MOST_ROWS = 500
MOST_CELLS = 50
LONGEST_CELL = 1000
SEPARATORS = ",;\t"
LOOKED_AT = 20  # rows, to tell what separates them

NO_TEXT = (b"PK", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf")
SAVE_AS = "In the spreadsheet, choose Save as and then CSV UTF-8."

# How each column may be called, as `fold` writes it.
HEADINGS = {
    "email": ("email", "e mail", "email address", "e mail address", "mail", "work email"),
    "name": ("name", "full name", "person"),
    "first": ("first name", "forename", "given name", "first"),
    "last": ("last name", "surname", "family name", "last"),
    "role": ("role",),
    "cohort": ("cohort", "group"),
}


class ListError(Exception):
    """Nothing was read. The message says why, in a sentence, and what to do."""


@dataclass(frozen=True)
class Table:
    """The rows, each with the line it begins on, and which of their cells hold what."""

    rows: list[tuple[int, list[str]]]
    columns: dict[str, int]
    has_header: bool
    left_out: tuple[str, ...] = ()

    def cell(self, cells: list[str], column: str) -> str:
        at = self.columns.get(column, len(cells))
        return " ".join(cells[at].split()) if at < len(cells) else ""


def text_of(data: bytes) -> str:
    """The file as text. Raises ListError."""
    if len(data) > MOST_BYTES:
        raise ListError(f"The file is larger than {MOST_BYTES // 1024} KB, the most there may be.")
    if data.startswith(NO_TEXT):
        raise ListError(f"This is a spreadsheet or another file that is not text. {SAVE_AS}")
    for encoding in _encodings(data):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ListError(f"The file is not in an encoding that can be read. {SAVE_AS}")


def _encodings(data: bytes) -> tuple[str, ...]:
    """What it may be in, the likeliest first. Without a mark, UTF-16 shows by its many NULs."""
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return ("utf-32",)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    if data[1::2].count(0) * 2 > len(data[1::2]):
        return ("utf-16-le",)
    if data[::2].count(0) * 2 > len(data[::2]):
        return ("utf-16-be",)
    return ("utf-8-sig", "cp1252")


def table_of(text: str) -> Table:
    """The rows that have anything in them. Raises ListError."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > MOST_BYTES:
        raise ListError(f"That is more than {MOST_BYTES // 1024} KB, the most there may be.")
    if bad := FORBIDDEN.search(text):
        line = text.count("\n", 0, bad.start()) + 1
        raise ListError(f"Line {line} holds a character that is not text. {SAVE_AS}")
    rows = _rows(text, _separator(text))
    if not rows:
        raise ListError("There is nobody in it.")
    columns, left_out = _header(rows[0][1])
    if columns:
        return Table(rows[1:], columns, has_header=True, left_out=left_out)
    columns, left_out = _guessed([cells for _, cells in rows])
    return Table(rows, columns, has_header=False, left_out=left_out)


def _rows(text: str, separator: str) -> list[tuple[int, list[str]]]:
    found: list[tuple[int, list[str]]] = []
    for line, cells in _numbered(text, separator):
        if len(found) > MOST_ROWS:  # the first may be a header
            raise ListError(f"There are more than {MOST_ROWS} rows. Cut the list in two.")
        if len(cells) > MOST_CELLS or any(len(cell) > LONGEST_CELL for cell in cells):
            raise ListError(f"Line {line} is too long to be one person. Is this a list of people?")
        if any(cell.strip() for cell in cells):
            found.append((line, cells))
    return found


def _numbered(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line it begins on: a cell in quotation marks may have several."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise ListError(
                f"The quotation marks that begin on line {line} do not end as they should."
            ) from None
        yield line, cells
        line = reader.line_num + 1


def _separator(text: str) -> str:
    """By which most of the first rows have a cell that is an address, and then the most cells."""
    lines = [line for line in text.split("\n", LOOKED_AT)[:LOOKED_AT] if line.strip()]

    def worth(separator: str) -> tuple[int, int]:
        cells = [[cell.strip(' "') for cell in line.split(separator)] for line in lines]
        alone = sum(any(_is_address(cell) for cell in row) for row in cells)
        return alone, sum(len(row) for row in cells)

    return max(SEPARATORS, key=worth)


def _is_address(cell: str) -> bool:
    return cell.count("@") == 1 and not any(sign in cell for sign in SEPARATORS)


def _header(cells: list[str]) -> tuple[dict[str, int], tuple[str, ...]]:
    """Which column holds what, and the headings that mean nothing here; none if it is no header."""
    columns: dict[str, int] = {}
    left_out = []
    for at, cell in enumerate(cells):
        called = fold(cell).strip()
        column = next((name for name, names in HEADINGS.items() if called in names), None)
        if column and column not in columns:
            columns[column] = at
        elif called:
            left_out.append(" ".join(cell.split()))
    return (columns, tuple(left_out)) if "email" in columns else ({}, ())


def _guessed(rows: list[list[str]]) -> tuple[dict[str, int], tuple[str, ...]]:
    """Without a header: the column with the most addresses, then a role, then a name."""
    width = max(len(cells) for cells in rows)
    by_column = [[cells[at].strip() for cells in rows if at < len(cells)] for at in range(width)]
    addresses = [sum("@" in cell for cell in cells) for cells in by_column]
    columns = {"email": addresses.index(max(addresses))}
    rest = [at for at in range(width) if at != columns["email"]]
    roles = [at for at in rest if _are_roles(by_column[at])]
    if roles:
        columns["role"] = roles[0]
    names = [at for at in rest if at not in roles[:1]]
    if len(names) == 2 and max(names) < columns["email"]:
        columns |= {"first": names[0], "last": names[1]}
        names = []
    elif names:
        columns["name"] = names.pop(0)
    return columns, tuple(f"column {at + 1}" for at in names)


def _are_roles(cells: list[str]) -> bool:
    return any(cells) and all(fold(cell).strip() in ("", *ROLES) for cell in cells)


ROLES = {
    "leader": "leader",
    "leaders": "leader",
    "facilitator": "facilitator",
    "facilitators": "facilitator",
}
