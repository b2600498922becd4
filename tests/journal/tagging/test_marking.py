"""Passages of a text as flat segments: nothing nested, nothing lost, every passage named once."""

from hypothesis import given
from hypothesis import strategies as st

from journal.tagging.marking import Block, Marked, Named, Segment, marked_words
from journal.tagging.passages import Span

TRUST = Named("Trust", "tag-f")


def passage(body: str, words: str, key: str = "a", *tags: Named) -> Marked:
    start = body.index(words)
    return Marked(key, Span(start, start + len(words)), tags or (TRUST,))


def segments(blocks: list[Block]) -> list[Segment]:
    return [segment for block in blocks for line in block.lines for segment in line]


def marked(blocks: list[Block]) -> list[str]:
    return [segment.text for segment in segments(blocks) if segment.is_marked]


def test_a_passage_is_one_mark_named_where_it_ends() -> None:
    body = "We met. They listened. We left."
    one = passage(body, "They listened.")

    before, words, after = segments(marked_words(body, [one]))

    assert (before.text, before.is_marked) == ("We met. ", False)
    assert (words.text, words.starting, words.ending) == ("They listened.", (one,), (one,))
    assert (after.text, after.starting, after.ending) == (" We left.", (), ())


def test_overlapping_passages_are_flattened() -> None:
    body = "one two three four"
    left, right = passage(body, "one two three", "l"), passage(body, "two three four", "r")

    cut = segments(marked_words(body, [left, right]))

    assert [segment.text for segment in cut] == ["one ", "two three", " four"]
    assert [segment.starting for segment in cut] == [(left,), (right,), ()]
    assert [segment.ending for segment in cut] == [(), (left,), (right,)]


def test_a_passage_over_two_paragraphs_is_marked_in_both_and_named_once() -> None:
    body = "First part.\n\nSecond part."
    one = Marked("a", Span(6, len(body)), (TRUST,))

    blocks = marked_words(body, [one])

    assert marked(blocks) == ["part.", "Second part."]
    assert [segment.ending for segment in segments(blocks) if segment.ending] == [(one,)]


def test_lines_that_start_with_a_dash_are_a_list() -> None:
    first, listed, last = marked_words("Three things:\n\n- one\n- two\n\nThat is all.", [])

    assert not first.is_list
    assert listed.is_list
    assert [line[0].text for line in listed.lines] == ["one", "two"]
    assert not last.is_list


def test_a_passage_that_begins_at_the_dash_of_an_item_can_be_linked_to() -> None:
    body = "Two:\n\n- first item\n- second"

    blocks = marked_words(body, [passage(body, "- first item\n-", "a")])

    assert marked(blocks) == ["first item"]
    [words] = [segment for segment in segments(blocks) if segment.is_marked]
    assert [one.key for one in words.starting] == ["a"]
    assert [one.key for one in words.ending] == ["a"]


def test_an_empty_text_is_nothing_to_show() -> None:
    assert marked_words("", []) == []


@given(
    body=st.text(alphabet="ab é👩‍🏫\n- ", max_size=60),
    ends=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8),
)
def test_no_word_is_lost_doubled_or_out_of_order(body: str, ends: list[tuple[int, int]]) -> None:
    passages = [
        Marked(str(number), Span(start, end), (TRUST,))
        for number, (start, end) in enumerate(ends)
        if start < end <= len(body)
    ]

    plain = "".join(segment.text for segment in segments(marked_words(body, [])))
    shown = "".join(segment.text for segment in segments(marked_words(body, passages)))

    assert shown == plain


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 20)), min_size=1, max_size=6))
def test_what_is_marked_is_what_some_passage_covers(starts: list[tuple[int, int]]) -> None:
    body = "abcdefghijklmnopqrst"
    spans = [Span(start, min(len(body), start + size)) for start, size in starts if start < 20]
    passages = [Marked(str(number), span, (TRUST,)) for number, span in enumerate(spans)]

    covered = "".join(
        character
        for place, character in enumerate(body)
        if any(span.start <= place < span.end for span in spans)
    )

    assert "".join(marked(marked_words(body, passages))) == covered
