"""Small pieces of a page that are the same for everyone: printed once by a template, and kept.

A list prints dozens of tags and statuses, always the same few, and each costs a template five times
what a finished string does. Only the site's own words and those of frameworks come through here:
what a person wrote would stay in memory.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache, reduce
from operator import add
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html

SPACE, NOTHING = format_html("{}", " "), format_html("{}", "")


class Printable:
    """A row of a list, whose parts a template finds at its first try.

    It asks for `row["href"]` before `row.href`, and an error caught costs more than an answer.
    """

    def __getitem__(self, name: str) -> Any:
        try:
            return getattr(self, name)
        except AttributeError:
            raise KeyError(name) from None


@lru_cache(maxsize=64)
def printed_state(look: str, words: str) -> str:
    """A status in its frame: the class that dresses it, and its word."""
    return render_to_string("journal/_state.html", {"look": look, "words": words})


@lru_cache(maxsize=2048)
def printed_tag(name: str, family: str) -> str:
    """A tag in the colour of its family, with no link."""
    return render_to_string("journal/tagging/_tag.html", {"name": name, "family": family})


@lru_cache(maxsize=64)
def printed_more(number: int) -> str:
    """That there are so many more tags than are shown."""
    return render_to_string("journal/tagging/_more.html", {"number": number})


@lru_cache(maxsize=2048)
def printed_link(name: str, family: str, href: str) -> str:
    """A tag that leads to what its framework says of it."""
    return render_to_string(
        "journal/tagging/_tag_link.html", {"name": name, "family": family, "href": href}
    )


def in_a_line(pieces: Iterable[str]) -> str:
    """Printed pieces as one, which a template prints faster than it goes round a loop.

    Adding keeps what is safe so; with one plain string among them the whole is plain, and escaped.
    """
    return reduce(add, pieces, NOTHING)
