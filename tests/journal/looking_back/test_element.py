"""Everything one wrote under one element, the earliest first, for the author alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from frameworks.models import Element
from journal.models import Entry, Observation, Passage, Tag
from partnership.people.models import User
from tests.factories import make_entry, make_framework, make_partnership, make_revision

ADDRESS = reverse("looking_back:element", args=["words", "trust"])
AUTUMN = datetime(2025, 10, 3, 12, tzinfo=UTC)
SPRING = datetime(2026, 2, 3, 12, tzinfo=UTC)
BESIDE = "Read the first beside the latest."


@pytest.fixture
def trust(db: None) -> Element:
    make_framework("words", ("trust", "time"), name="Words")
    return Element.objects.get(key="trust")


def tag_words(entry: Entry, words: str, element: Element) -> None:
    revision = entry.revisions.last() or make_revision(entry)
    start = revision.body.index(words)
    passage = Passage.objects.create(
        entry=entry, revision=revision, start=start, end=start + len(words), quote=words
    )
    Tag.objects.create(entry=entry, element=element, passage=passage)


def test_passages_stand_in_the_order_in_which_they_were_written(
    as_bryony: Client, bryony: User, trust: Element
) -> None:
    later = make_entry(bryony, "We met. They told us first. It cost them.", started_at=SPRING)
    first = make_entry(bryony, "Nobody said a word.", title="October", started_at=AUTUMN)
    tag_words(later, "told us first", trust)
    Tag.objects.create(entry=first, element=trust)

    answer = as_bryony.get(ADDRESS)

    terms = [(name, [(row.covers, row.before, row.words, row.after) for row in rows])
             for name, rows in answer.context_data["terms"]]  # fmt: skip
    assert terms == [
        ("Autumn 2025", [("All of it", "", "“Nobody said a word.”", "")]),
        ("Spring 2026", [("", "We met. They ", "told us first", ". It cost them.")]),
    ]
    page = answer.content.decode()
    assert "You named this in 2 entries: 1 in autumn 2025 and 1 in spring 2026." in page
    assert BESIDE in page
    assert reverse("writing:entry", args=[first.pk]) in page


def test_words_stand_as_they_were_when_they_were_tagged(
    as_bryony: Client, bryony: User, trust: Element
) -> None:
    entry = make_entry(bryony, "They told us first.")
    tag_words(entry, "told us first", trust)
    entry.body = "They never told us."
    entry.save()

    assert "told us first" in as_bryony.get(ADDRESS).content.decode()


def test_one_term_can_be_read_alone(as_bryony: Client, bryony: User, trust: Element) -> None:
    for at in (AUTUMN, SPRING):
        Tag.objects.create(entry=make_entry(bryony, started_at=at), element=trust)

    answer = as_bryony.get(ADDRESS, {"term": "2026-0"})

    assert [term for term, _ in answer.context_data["terms"]] == ["Spring 2026"]
    page = answer.content.decode()
    assert "Show every term" in page
    assert BESIDE not in page


def test_a_level_says_which_partnership_was_placed_there(
    as_bryony: Client, bryony: User, trust: Element
) -> None:
    """And not a second time that all of the entry is tagged with it."""
    entry = make_entry(bryony, "We share a caretaker.", started_at=AUTUMN)
    Tag.objects.create(entry=entry, element=trust)
    Observation.objects.create(
        partnership=make_partnership(bryony, "Hollybank"),
        entry=entry,
        level=trust,
        about_on=AUTUMN.date(),
        said_on=AUTUMN.date(),
    )

    ((_, rows),) = as_bryony.get(ADDRESS).context_data["terms"]

    assert [row.covers for row in rows] == ["Hollybank, placed here"]


def test_nobody_else_reads_it_nor_what_is_in_the_bin(
    as_rosalind: Client, as_bryony: Client, bryony: User, trust: Element
) -> None:
    Tag.objects.create(entry=make_entry(bryony, "Hers alone."), element=trust)
    binned = make_entry(bryony, "Thrown away.", binned_at=timezone.now())
    Tag.objects.create(entry=binned, element=trust)

    hers, others = (one.get(ADDRESS).content.decode() for one in (as_bryony, as_rosalind))

    assert "Hers alone." in hers
    assert "Thrown away." not in hers
    assert "Hers alone." not in others
    assert "You have not named this in anything yet." in others


def test_what_no_framework_has_is_missing(as_bryony: Client, trust: Element) -> None:
    address = reverse("looking_back:element", args=["words", "nothing"])

    assert as_bryony.get(address).status_code == 404


def test_the_page_is_only_read(as_bryony: Client, trust: Element) -> None:
    assert as_bryony.post(ADDRESS).status_code == 405


@pytest.mark.parametrize("entries", [1, 3])
def test_more_passages_need_no_more_queries(
    as_bryony: Client,
    bryony: User,
    trust: Element,
    entries: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(entries):
        tag_words(make_entry(bryony), "Some words", trust)

    with django_assert_num_queries(9):
        as_bryony.get(ADDRESS)


def test_pages_hold_twenty(as_bryony: Client, bryony: User, trust: Element) -> None:
    for _ in range(21):
        Tag.objects.create(entry=make_entry(bryony, started_at=AUTUMN), element=trust)

    first, second = (
        as_bryony.get(ADDRESS, {"term": "2025-2", "page": page}).context_data["terms"]
        for page in (1, 2)
    )

    assert [len(rows) for _, rows in (*first, *second)] == [20, 1]
