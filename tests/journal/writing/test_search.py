"""Search finds every word, in any order, by how it begins, whatever its case and accents."""

from __future__ import annotations

import pytest
from django.test import Client

from journal.snippets import excerpt, opening, wanted_in
from partnership.people.models import User
from tests.factories import make_entry

URL = "/journal/"


@pytest.mark.parametrize(
    ("query", "finds"),
    [
        ("moderation", True),
        ("moderation day", True),
        ("day moderation", True),
        ("moder", True),
        ("MODER", True),
        ("cafe", True),
        ("CAFÉ", True),
        ("strasse", True),
        ("eration", False),
        ("moderation night", False),
        ("50%", True),
        ("%", True),
        ("5_", False),
        ("day’s", True),
        ("title", True),
        ("  moderation   day ", True),
        ("x" * 5000, False),
        ("\x00moderation", True),
    ],
)
def test_what_a_search_finds(as_bryony: Client, bryony: User, query: str, finds: bool) -> None:
    body = "The moderation day’s plan: 50% at the café in Straße 4."
    make_entry(bryony, body, title="A title")

    months = as_bryony.get(URL, {"q": query}).context_data["months"]

    assert bool(months) is finds


def shown(text: str, query: str) -> str:
    wanted = wanted_in(query)
    if wanted is None:
        return opening(text)
    found = excerpt(text, wanted)
    return "".join(f"{one.before}[{one.words}]" for one in found.matches) + found.after


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("One two.", "", "One two."),
        ("", "", ""),
        ("The café held. CAFE again.", "cafe", "The [café] held. [CAFE] again."),
        ("Nothing here.", "title", "Nothing here."),
        (
            "We met. Trusting, trusted and mistrust.",
            "trust met",
            "We [met]. [Trusting], [trusted] and mistrust.",
        ),
        ("Élan and élan vital, naïve.", "elan naive", "[Élan] and [élan] vital, [naïve]."),
        ("Straße, STRASSE; x_y 4th", "strasse x 4", "[Straße], [STRASSE]; [x_y] [4th]"),
        ("Re\u0301sume\u0301 of it", "resume", "[Re\u0301sume\u0301] of it"),
        ("a " * 40 + "needle and so on", "needle", "… a a a a a a [needle] and so on"),
    ],
)
def test_the_words_around_the_first_match_are_shown(text: str, query: str, expected: str) -> None:
    assert shown(text, query) == expected


def test_twenty_words_are_shown() -> None:
    text = " ".join(f"w{n}" for n in range(100))

    assert len(shown(text, "").removesuffix(" …").split()) == 20
    assert shown(text, "w50").startswith("… w44 w45 ")
    assert shown(text, "w50").endswith(" w63 …")


def test_matches_are_marked_and_words_are_never_markup(as_bryony: Client, bryony: User) -> None:
    make_entry(bryony, "See <b>trust</b> here.")

    text = as_bryony.get(URL, {"q": "trust"}).text

    assert "See &lt;b&gt;<mark>trust</mark>&lt;/b&gt; here." in text


def test_an_entry_found_by_its_title_alone_says_that_it_has_no_words(
    as_bryony: Client, bryony: User
) -> None:
    make_entry(bryony, " ", title="Moderation", done_at=None)

    text = as_bryony.get(URL, {"q": "moderation"}).text

    assert "Nothing written yet." in text
