"""The lines of the desk's long lists as finished strings, a list at a time.

A template takes 150 function calls for a line of five values. What somebody wrote is escaped here
as everywhere; the rest of a line is an address, a count of words and a day, which are the site's.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Protocol

from django.utils.html import format_html

TEXT = (
    '<li class="row-line"><div class="row-what"><a class="tap" href="%s">{}</a>'
    '<span class="row-note d-block">{}</span></div><p class="row-note">%s</p>'
    '<p class="row-note row-when">%s</p></li>'
)
LEADER = (
    '<li class="row-line"><div class="row-what"><a href="%s">{}</a></div>'
    '<p class="row-note">%s</p><p class="row-note row-when">%s</p></li>'
)


class Text(Protocol):
    """A text as a list shows it; whoever wrote it chose `name` and `note`."""

    @property
    def url(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def note(self) -> str: ...
    @property
    def words(self) -> str: ...
    @property
    def shared(self) -> str: ...


class Leader(Protocol):
    """A leader as a list shows them; they chose `name`."""

    @property
    def url(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def waiting(self) -> str: ...
    @property
    def shared(self) -> str: ...


def printed_texts(rows: Iterable[Text]) -> str:
    rows = list(rows)
    lines = "".join([TEXT % (row.url, row.words, row.shared) for row in rows])
    return lines and format_html(lines, *chain.from_iterable((row.name, row.note) for row in rows))


def printed_leaders(rows: Iterable[Leader]) -> str:
    rows = list(rows)
    lines = "".join([LEADER % (row.url, row.waiting, row.shared) for row in rows])
    return lines and format_html(lines, *[row.name for row in rows])
