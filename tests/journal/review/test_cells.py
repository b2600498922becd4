"""Cells as finished strings: whatever an address holds is escaped, and nought is no link."""

from __future__ import annotations

import pytest
from django.utils.html import conditional_escape

from journal.review.cells import printed_cells


@pytest.mark.parametrize(("count", "look"), [(1, "heat-1"), (7, "heat-4"), (1_234, "heat-4")])
def test_a_cell_says_its_number_and_where_it_leads(count: int, look: str) -> None:
    assert printed_cells([count], ["/one/"], "?person=2") == (
        f'<td class="{look}"><a href="/one/?person=2">{count}</a></td>'
    )


def test_nought_leads_nowhere() -> None:
    assert printed_cells([0, 0], ["/one/", "/two/"], "") == '<td class="heat-0">0</td>' * 2


def test_what_was_not_escaped_is() -> None:
    cells = printed_cells([1], ['/"><script>/'], '?"')

    assert "<script>" not in cells
    assert '?"' not in cells


def test_what_was_escaped_is_not_so_twice() -> None:
    assert "?a=1&amp;b=2" in printed_cells([1], ["/one/"], conditional_escape("?a=1&b=2"))
