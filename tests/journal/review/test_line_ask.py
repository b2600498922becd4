"""A facilitator chooses a line of what was shared; its author is asked."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from journal.models import Cohort, SecondReading, SharedCopy, SharedTag, SheetLine
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import ask_for, make_entry, make_framework, share

BODY = "We met in March. We gave up a day each. It was worth it. 😀 So there."


@pytest.fixture
def copy(bryony: User, autumn: Cohort) -> SharedCopy:
    return share(make_entry(bryony, BODY), autumn, "cohort")


def url(copy: SharedCopy) -> str:
    return reverse("review:line-ask", args=[copy.pk])


def asking(copy: SharedCopy, *lines: str, **fields: str) -> dict[str, Any]:
    return {"given": copy.text_given_at.isoformat(), "line": list(lines), **fields}


def test_the_author_is_asked_about_the_sentence(as_rosalind: Client, copy: SharedCopy) -> None:
    page = as_rosalind.post(url(copy), asking(copy, "17-39"), follow=True)

    assert page.redirect_chain == [(copy.get_absolute_url(), 302)]
    assert "Bryony is asked" in page.text
    line = SheetLine.objects.get()
    assert (line.quote, line.consent, line.cohort) == ("We gave up a day each.", "", copy.cohort)


def test_selected_words_count_code_points(as_rosalind: Client, copy: SharedCopy) -> None:
    start = BODY.index("So there")
    part = f"{start}-{start + 8}"

    as_rosalind.post(url(copy), asking(copy, part=part, quote="So there"))

    assert SheetLine.objects.get().quote == "So there"


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({}, "Choose the words"),
        ({"line": ["0-16", "40-56"]}, "follow one another"),
        ({"line": ["0-16"], "given": "2026-01-01"}, "Bryony has changed this text since"),
        ({"part": "0-6", "quote": "You met"}, "changed since you selected"),
        ({"part": "x", "quote": "We met"}, "Choose the words"),
        ({"part": "0-6", "quote": "We\x00met"}, "NUL"),
    ],
)
def test_a_line_that_cannot_be_asked_about_says_why(
    as_rosalind: Client, copy: SharedCopy, fields: dict[str, Any], refusal: str
) -> None:
    page = as_rosalind.post(url(copy), {"given": copy.text_given_at.isoformat(), **fields})

    assert "There is a problem" in page.text
    assert refusal in page.context_data["error"]
    assert not SheetLine.objects.exists()


def test_a_line_that_was_refused_is_not_asked_about_again(
    as_rosalind: Client, copy: SharedCopy, rosalind: User
) -> None:
    ask_for(copy, "We gave up a day each.", rosalind, consent="no")

    page = as_rosalind.post(url(copy), asking(copy, "17-39"))

    assert "Not to be read out" in page.text
    assert "Those words are not to be read out." in page.context_data["error"]
    assert list(SheetLine.objects.values_list("consent", flat=True)) == ["no"]


@pytest.mark.parametrize(
    ("person", "audience", "status"),
    [
        ("rosalind", "facilitator", 200),
        ("rosalind", "cohort", 200),
        ("idris", "facilitator", 404),
        ("idris", "cohort", 403),
        ("bryony", "facilitator", 404),
        ("bryony", "cohort", 403),
        ("saoirse", "cohort", 404),
        ("devinder", "cohort", 404),
        ("sam", "cohort", 404),
    ],
)
def test_only_a_facilitator_of_its_cohort_asks(
    request: pytest.FixtureRequest,
    bryony: User,
    autumn: Cohort,
    elsewhere: Cohort,
    person: str,
    audience: str,
    status: int,
) -> None:
    copy = share(make_entry(bryony, BODY), autumn, audience)
    client = signed_in(request.getfixturevalue(person))

    assert client.get(url(copy)).status_code == status
    posted = client.post(url(copy), asking(copy, "17-39")).status_code
    assert posted == (302 if status == 200 else status)
    assert SheetLine.objects.exists() is (status == 200)


def test_it_shows_what_was_asked_so_far(
    as_rosalind: Client, copy: SharedCopy, rosalind: User
) -> None:
    ask_for(copy, "We met in March.", rosalind)
    ask_for(copy, "It was worth it.", rosalind, consent="unnamed")

    asked = as_rosalind.get(url(copy)).context_data["asked"]

    assert [(line.quote, line.state.split(" on ")[0]) for line in asked] == [
        ("We met in March.", "Asked Bryony"),
        ("It was worth it.", "May be read out, without a name"),
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_the_same_queries_however_much_was_asked(
    as_rosalind: Client,
    copy: SharedCopy,
    rosalind: User,
    rows: int,
    django_assert_num_queries: Any,
) -> None:
    for quote in ("We met", "gave up", "worth it")[:rows]:
        ask_for(copy, quote, rosalind)

    # session, person, copy, whether they facilitate, tags, lines, the masthead,
    # whether tags are hidden
    with django_assert_num_queries(8):
        as_rosalind.get(url(copy))


@pytest.mark.parametrize("is_blind", [True, False])
def test_tagged_passages_are_not_offered_while_tagging_blind(
    as_rosalind: Client, copy: SharedCopy, rosalind: User, is_blind: bool
) -> None:
    element = make_framework().editions.get().elements.get()
    SharedTag.objects.create(copy=copy, element=element, start=3, end=9)
    SecondReading.objects.create(
        copy=copy, reader=rosalind, is_blind=is_blind, text_given_at=copy.text_given_at
    )

    offered = as_rosalind.get(url(copy)).context_data["passages"]

    assert [one.words for one in offered] == ([] if is_blind else ["met in"])
