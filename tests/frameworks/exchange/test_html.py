"""Descriptions in HTML are read for their words, and nothing else of them is kept."""

from __future__ import annotations

import time

import pytest

from frameworks.exchange.html import from_html, to_html

pytestmark = pytest.mark.once  # no database is asked


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("plain\n\ntext", "plain\n\ntext"),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
        ("<p>One</p>\n<p>two<br>three</p>", "One\n\ntwo\nthree"),
        ("<ul><li>a</li><li>b</li></ul>", "– a\n– b"),
        ("a<script>alert('<p>x</p>')</script>b", "ab"),
        ("a<!-- <p>x --> b", "a b"),
        ("a<!-- never closed <p>x</p>", "a"),
        ('<a href="javascript:x" onclick=x>go</a>', "go"),
        ("&lt;b&gt; &amp;amp; &eacute;", "<b> &amp; é"),
        (f"a&#{'9' * 5000};b", "ab"),
        ("<p>never closed", "never closed"),
        ("a<b", "a<b"),
    ],
)
def test_the_words_are_read(html: str, words: str) -> None:
    assert from_html(html) == words


@pytest.mark.parametrize("text", ["One", "1\n2\n\n3", "<b>&amp;</b>", "a < b & c", "“é” 🌱"])
def test_our_text_comes_back(text: str) -> None:
    assert from_html(to_html(text)) == text


@pytest.mark.parametrize("piece", ["<a", "<!--", "<p ", "</", "&#1", "<script>", "<a b='"])
def test_a_megabyte_of_anything_takes_no_time(piece: str) -> None:
    began = time.process_time()
    from_html(piece * (1_000_000 // len(piece)))

    assert time.process_time() - began < 2
