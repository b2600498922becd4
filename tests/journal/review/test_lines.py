"""Lines as finished strings: whatever somebody wrote is escaped, and keeps its braces."""

from __future__ import annotations

from journal.review.cohort import Row as LeaderRow
from journal.review.lines import printed_leaders, printed_texts
from journal.review.waiting import Row as TextRow

WROTE = '<script>"{0}"</script>'
ESCAPED = "&lt;script&gt;&quot;{0}&quot;&lt;/script&gt;"


def test_a_text_says_who_what_how_long_and_when() -> None:
    row = TextRow(url="/copy/1/", name=WROTE, note=f"{WROTE}!", words="9 words", shared="3 May")

    line = printed_texts([row, row])

    assert line.count(f'<a class="tap" href="/copy/1/">{ESCAPED}</a>') == 2
    assert line.count(f">{ESCAPED}!</span>") == 2
    assert line.count(">9 words</p>") == line.count(">3 May</p>") == 2
    assert "<script>" not in line


def test_a_leader_is_a_name_with_what_waits() -> None:
    row = LeaderRow(name=WROTE, url="/people/1/", shared="Nothing shared yet", waiting="")

    line = printed_leaders([row])

    assert f'<a href="/people/1/">{ESCAPED}</a>' in line
    assert "Nothing shared yet" in line


def test_no_rows_are_no_lines() -> None:
    assert printed_texts([]) == printed_leaders([]) == ""
