"""Tables as CSV files: streamed, never stored, with nothing in them that a spreadsheet would run.

A cell that begins like a formula is given an apostrophe before it, also where the sign hides behind
a byte-order mark, spaces or a full-width form. Who may have which rows is decided before they come
here.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from django.http import StreamingHttpResponse

BEGINS_A_FORMULA = frozenset("=+-@|%")
UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})  # controls, marks without width, spaces
BYTE_ORDER_MARK = "\ufeff"  # tells a spreadsheet that this is UTF-8


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line


def harmless(value: object) -> str:
    """The value as text that a spreadsheet shows and does not work out."""
    text = "" if value is None else str(value)
    for character in text:
        if unicodedata.category(character) in UNSEEN:
            continue
        first = unicodedata.normalize("NFKC", character)[:1]
        return f"'{text}" if first in BEGINS_A_FORMULA else text
    return text


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield BYTE_ORDER_MARK
    for row in chain([header], rows):
        yield writer.writerow([harmless(cell) for cell in row])


def csv_answer(
    name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]
) -> StreamingHttpResponse:
    """A file to keep, called `name`.csv, sent while it is being written."""
    answer = StreamingHttpResponse(csv_lines(header, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer
