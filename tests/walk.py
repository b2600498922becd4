"""A walk through every address, in search of the random words of a journal (tests/seeded.py).

What each person may come across is said in tests/test_visibility.py.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from http import HTTPStatus

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.seeded import BEGINS, Journal


def addresses(journal: Journal) -> Iterator[list[str]]:
    """Every path of the URLconf: for each pattern, with each known id in each place."""
    for pattern, converters in _patterns(get_resolver()):
        filled = [f"/{pattern}"]
        for name in converters:
            values = journal.ids.get(name) or _declared(name)
            filled = [one.replace(f"<{name}>", value) for one in filled for value in values]
        yield filled


def everywhere(
    ask: Callable[[str], HttpResponse], journal: Journal, *, but: tuple[str, ...] = ()
) -> Iterator[HttpResponse]:
    """What each address answers, `but` those with such an end.

    One that cannot be asked in this way says so whatever the id (405), so it is asked of one.
    """
    for alike in addresses(journal):
        for address in alike if not alike[0].endswith(but) else ():
            yield (answer := ask(address))
            if answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
                break


# Parameters of addresses that lead to nothing of Bryony's: any value will do.
HARMLESS: dict[str, list[str]] = {
    name: ["x"]
    for name in (
        "uidb36", "app_label", "url", "object_id", "content_type_id", "extra_context", "provider",
        "path", "pk", "part", "format",
    )
}  # fmt: skip


def _declared(name: str) -> list[str]:
    if name not in HARMLESS:
        pytest.fail(f"An address has a parameter {name!r} that the walk has no value for.")
    return HARMLESS[name]


def _patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, list[str]]]:
    for entry in resolver.url_patterns:
        route = prefix + _route(entry)
        if isinstance(entry, URLResolver):
            yield from _patterns(entry, route)
        elif isinstance(entry, URLPattern):
            yield route, [part.split(">")[0] for part in route.split("<")[1:]]


def _route(entry: URLResolver | URLPattern) -> str:
    """The pattern with its parameters as <name>, whether it was a path or a regular expression."""
    text = str(entry.pattern)
    text = re.sub(r"<\w+:(\w+)>", r"<\1>", text)
    text = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", text)
    text = re.sub(r"\(\?:[^)]*\)\??", "", text)
    return text.lstrip("^").rstrip("$").replace("\\Z", "").replace("\\", "")


# What a word ends with, as it may not stand in a page; in a script's data a quote has its stroke.
TAKEN_FOR_MARKUP = re.compile(rb"""<zq>|[^\\]"zq=""")


def whole(response: HttpResponse) -> str:
    """Everything that an answer carries, as one text. A word that a search marked is a word."""
    body = b"".join(response) if response.streaming else response.content
    if response.headers.get("Content-Type", "").startswith("text/html"):
        assert not TAKEN_FOR_MARKUP.search(body), f"unescaped words: {response.request}"
    body = body.replace(b"<mark>", b"").replace(b"</mark>", b"")
    return f"{body.decode(errors='replace')}\n{response.headers}\n{response.cookies}"


def walk(client: Client, journal: Journal) -> set[str]:
    """The things whose words this client came across anywhere, by reading alone."""
    seen: set[str] = set()
    for answer in everywhere(client.get, journal):
        seen |= seen_from(client, answer, journal)
    for search in SEARCHES:
        seen |= seen_from(client, client.get(search, {"q": BEGINS}), journal)
    for message in mail.outbox:
        seen |= journal.seen_in(f"{message.subject}\n{message.body}")
    return seen


SEARCHES = ["/journal/", "/review/find/"]
MOST_PAGES = 6


def seen_from(client: Client, answer: HttpResponse, journal: Journal) -> set[str]:
    """In this answer, and at what its own links ask of it: other pages, orders and groupings."""
    path, asked = answer.request["PATH_INFO"], answer.request["QUERY_STRING"]
    waiting, done, seen = [], {f"?{asked}" if asked else ""}, set()
    while True:
        text = whole(answer)
        seen |= journal.seen_in(text)
        links = (html.unescape(link) for link in re.findall(r'href="(\?[^"#]+)', text))
        waiting += [link for link in dict.fromkeys(links) if link not in {*done, *waiting}]
        waiting.sort(key=lambda link: "page=" not in link)
        if not waiting or len(done) == MOST_PAGES:
            return seen
        query = waiting.pop(0)
        done.add(query)
        answer = client.get(path + query)
