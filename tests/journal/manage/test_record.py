"""The record of changes as a page: for admins, the newest first, and narrowed by what is asked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from partnership.record.models import Change

pytestmark = pytest.mark.django_db

URL = "/manage/record/"
MARCH = datetime(2026, 3, 1, 12, tzinfo=UTC)


def write(words: str, *, about: str = "cohort", who: str = "Sam Admin", days: int = 0) -> None:
    at = MARCH + timedelta(days=days)
    Change.objects.create(at=at, by_name=who, about=about, words=words)


def test_lines_stand_under_their_day_the_newest_first(as_sam: Client) -> None:
    write("made the cohort Autumn")
    write("invited Ann to Autumn", about="person", days=1)

    answer = as_sam.get(URL)

    days = [(day.name, [line.words for line in day.lines]) for day in answer.context["days"]]
    assert days == [
        ("Monday 2 March 2026", ["invited Ann to Autumn"]),
        ("Sunday 1 March 2026", ["made the cohort Autumn"]),
    ]
    assertContains(answer, "<b>Sam Admin</b> made the cohort Autumn")


def test_with_nothing_in_it_the_page_says_what_would_be(as_sam: Client) -> None:
    assertContains(as_sam.get(URL), "Nothing has been done yet.")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["c", "b", "a"]),
        ({"about": "person"}, ["b"]),
        ({"who": "Rosalind"}, ["c"]),
        ({"from": "2026-03-02"}, ["c", "b"]),
        ({"to": "2026-03-02"}, ["b", "a"]),
        ({"from": "2026-03-02", "to": "2026-03-02"}, ["b"]),
        ({"q": "AUTUMN made"}, ["a"]),
        ({"q": "100%"}, []),
        ({"about": "no such thing"}, []),
        ({"who": "Nobody"}, []),
        ({"from": "2026-03-09", "to": "2026-03-02"}, []),
        ({"from": "no day"}, ["c", "b", "a"]),
    ],
)
def test_each_filter_narrows_it(as_sam: Client, asked: dict[str, str], found: list[str]) -> None:
    write("a made the cohort Autumn")
    write("b invited Ann to Autumn", about="person", days=1)
    write("c published an edition", about="framework", who="Rosalind", days=2)

    answer = as_sam.get(URL, asked)

    lines = [line.words[0] for day in answer.context["days"] for line in day.lines]
    assert lines == found
    if not found:
        assertContains(answer, "Nothing matches.")


def test_a_later_page_keeps_the_filters(as_sam: Client) -> None:
    for number in range(60):
        write(f"made the cohort {number}", days=number)
    write("published an edition", about="framework")

    first = as_sam.get(URL, {"about": "cohort"})
    second = as_sam.get(URL, {"about": "cohort", "page": 2})

    assertContains(first, 'href="?about=cohort&amp;page=2"')
    assertContains(second, "made the cohort 9<")
    assertNotContains(second, "made the cohort 10<")


def test_what_a_name_holds_is_text(as_sam: Client) -> None:
    write("made the cohort <b>x</b>", who="<script>alert(1)</script>")

    assertNotContains(as_sam.get(URL, {"q": "<b>x"}), "<script>alert")


@pytest.mark.parametrize("lines", [1, 100])
def test_more_lines_cost_no_more_queries(
    as_sam: Client, lines: int, django_assert_num_queries: Any
) -> None:
    for number in range(lines):
        write(f"made the cohort {number}", days=number)

    with django_assert_num_queries(6):
        as_sam.get(URL)


def test_it_is_for_admins(as_rosalind: Client, as_bryony: Client, as_sam: Client) -> None:
    assert as_rosalind.get(URL).status_code == as_bryony.get(URL).status_code == 404
    assert as_sam.post(URL).status_code == 405
    assertContains(as_sam.get(reverse("manage:start")), URL)
