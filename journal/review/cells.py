"""The cells of a wide table as finished strings, a row at a time.

A table of 40 leaders has hundreds of cells. A template takes 150 function calls for each with its
colour, its address and its number; a row filled in at once takes ten. What is filled in is escaped
here as everywhere; the rest of a cell is its number and one of five classes.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from django.utils.html import format_html

from .shades import look_of


def printed_cells(counts: Sequence[int], urls: Sequence[str], query: str) -> str:
    """One cell for each count: the number, leading to its column's address with the row's query.

    Addresses and query may come escaped already. Nought leads nowhere.
    """
    leads = [url for count, url in zip(counts, urls, strict=True) if count]
    return format_html("".join([_cell(count) for count in counts]), *leads, query=query)


@lru_cache(maxsize=256)
def _cell(count: int) -> str:
    """A cell with this number, and places to fill in its column's address and its row's query."""
    if not count:
        return f'<td class="{look_of(0)}">0</td>'
    return f'<td class="{look_of(count)}"><a href="{{}}{{query}}">{count}</a></td>'
