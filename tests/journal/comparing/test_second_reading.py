"""A facilitator's own tags on a shared copy: theirs to change, and hidden or seen as they chose."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from frameworks.models import Element
from journal.models import (
    Cohort,
    SecondReading,
    SecondTag,
    SharedCopy,
)
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import second_reading

from .conftest import tag
from .pressing import change, page_of, put, tags_of


def test_all_of_it_and_a_part_are_tagged_with_a_reason(
    as_rosalind: Client, rosalind: User, copy: SharedCopy, trust: Element, purpose: Element
) -> None:
    change(as_rosalind, copy, "begin")
    put(as_rosalind, copy, "factors/trust", "factors/purpose", reason="They say so.")
    put(as_rosalind, copy, "factors/trust", part="20-35", quote="the trust asked")

    assert sorted(tags_of(rosalind), key=str) == [
        ("purpose", None, None, "They say so."),
        ("trust", 20, 35, ""),
        ("trust", None, None, "They say so."),
    ]


def test_the_same_tag_twice_is_one_and_keeps_its_reason(
    as_rosalind: Client, rosalind: User, copy: SharedCopy, trust: Element
) -> None:
    change(as_rosalind, copy, "begin")
    put(as_rosalind, copy, "factors/trust", reason="First.")
    put(as_rosalind, copy, "factors/trust", reason="Second.")

    assert tags_of(rosalind) == [("trust", None, None, "First.")]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"tags": []}, "Tick at least one tag to put on it."),
        ({"tags": ["factors/gone"]}, "not offered any more"),
        ({"part": "0-5", "version": 1}, "Choose the part again."),
        ({"part": "20-35", "quote": "other words"}, "Choose the part again."),
        ({"part": "900-999"}, "Choose the part again."),
        ({"part": "anything"}, "Choose the part again."),
        ({"reason": "x" * 301}, "at most 300 characters"),
    ],
)
def test_what_does_not_fit_is_told_and_nothing_is_kept(
    as_rosalind: Client,
    rosalind: User,
    copy: SharedCopy,
    trust: Element,
    fields: dict[str, object],
    said: str,
) -> None:
    change(as_rosalind, copy, "begin")

    answer = put(as_rosalind, copy, **{"tags": ["factors/trust"], **fields})  # type: ignore[arg-type]

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert tags_of(rosalind) == []


def test_a_reason_and_a_tag_are_their_makers_to_change(
    as_rosalind: Client, rosalind: User, copy: SharedCopy, trust: Element
) -> None:
    change(as_rosalind, copy, "begin")
    put(as_rosalind, copy, "factors/trust")
    address = reverse("comparing:second-tag", args=[copy.pk, SecondTag.objects.get().pk])

    as_rosalind.post(address, {"reason": "Since they gave more."})
    assert tags_of(rosalind) == [("trust", None, None, "Since they gave more.")]

    as_rosalind.post(address, {"do": "remove"})
    assert tags_of(rosalind) == []


def test_a_colleagues_tag_cannot_be_changed(
    as_rosalind: Client, rosalind: User, colleague: User, copy: SharedCopy, trust: Element
) -> None:
    theirs = second_reading(copy, colleague, (trust, ""))
    change(as_rosalind, copy, "begin")
    address = reverse("comparing:second-tag", args=[copy.pk, theirs.tags.get().pk])

    answer = as_rosalind.post(address, {"do": "remove"})

    assert answer.status_code == 404
    assert len(tags_of(colleague)) == 1


def test_the_authors_tags_stay_as_they_were(
    as_rosalind: Client, copy: SharedCopy, trust: Element
) -> None:
    tag(copy, trust)
    change(as_rosalind, copy, "begin")
    put(as_rosalind, copy, "factors/trust")
    change(as_rosalind, copy, "done")

    assert copy.tags.count() == 1


@pytest.mark.parametrize("who", ["bryony", "idris", "saoirse", "devinder", "sam"])
@pytest.mark.parametrize("audience", ["facilitator", "cohort"])
def test_whoever_does_not_facilitate_the_cohort_gets_404(
    request: pytest.FixtureRequest,
    copy: SharedCopy,
    rosalind: User,
    trust: Element,
    elsewhere: Cohort,
    who: str,
    audience: str,
) -> None:
    since = copy.given_at if audience == "cohort" else None
    SharedCopy.objects.update(audience=audience, cohort_since=since)
    theirs = second_reading(copy, rosalind, (trust, ""))
    client = signed_in(request.getfixturevalue(who))

    assert client.get(page_of(copy)).status_code == 404
    assert put(client, copy, "factors/trust").status_code == 404
    assert change(client, copy, "begin").status_code == 404
    address = reverse("comparing:second-tag", args=[copy.pk, theirs.tags.get().pk])
    assert client.post(address, {"do": "remove"}).status_code == 404
    assert len(tags_of(rosalind)) == 1


def test_buttons_are_no_pages(as_rosalind: Client, copy: SharedCopy, trust: Element) -> None:
    for name, arguments in (("second-reading-state", []), ("second-tag", [copy.pk])):
        address = reverse(f"comparing:{name}", args=[copy.pk, *arguments])
        assert as_rosalind.get(address).status_code == 405


# Another text


def give_another_text(copy: SharedCopy) -> None:
    copy.body = "Now something else."
    copy.text_given_at = timezone.now() + timedelta(minutes=5)
    copy.save()


def test_when_the_text_was_given_anew_it_says_so_and_starts_again(
    as_rosalind: Client, rosalind: User, copy: SharedCopy, trust: Element
) -> None:
    change(as_rosalind, copy, "begin-blind")
    put(as_rosalind, copy, "factors/trust", part="20-35")
    give_another_text(copy)

    page = as_rosalind.get(page_of(copy)).content.decode()
    assert "has given another text since you tagged this" in page
    put(as_rosalind, copy, "factors/trust")
    assert tags_of(rosalind) == [("trust", 20, 35, "")]

    change(as_rosalind, copy, "begin-blind")
    reading = SecondReading.objects.get()
    assert tags_of(rosalind) == []
    assert reading.is_blind
    assert reading.text_given_at == copy.text_given_at


def test_starting_again_does_not_undo_having_seen(as_rosalind: Client, copy: SharedCopy) -> None:
    change(as_rosalind, copy, "begin-blind")
    change(as_rosalind, copy, "done")
    give_another_text(copy)

    change(as_rosalind, copy, "begin-blind")

    assert not SecondReading.objects.get().is_blind


def test_beginning_twice_changes_nothing(
    as_rosalind: Client, rosalind: User, copy: SharedCopy, trust: Element
) -> None:
    change(as_rosalind, copy, "begin-blind")
    put(as_rosalind, copy, "factors/trust")

    change(as_rosalind, copy, "begin")

    assert len(tags_of(rosalind)) == 1
    assert SecondReading.objects.get().is_blind


def test_reading_the_page_changes_nothing(as_rosalind: Client, copy: SharedCopy) -> None:
    as_rosalind.get(page_of(copy))

    assert not SecondReading.objects.exists()


# The page


def test_a_few_letters_find_an_element_and_keep_what_was_ticked(
    as_rosalind: Client, copy: SharedCopy, trust: Element, purpose: Element
) -> None:
    change(as_rosalind, copy, "begin")
    query = {"q": "tru", "tags": "factors/purpose"}

    found = as_rosalind.get(page_of(copy), query, headers={"HX-Request": "true"})
    page = as_rosalind.get(page_of(copy), {"q": "tru"})

    boxes = [(one.key, one.is_ticked) for one in found.context_data["found"].choices]
    assert boxes == [("factors/trust", False), ("factors/purpose", True)]
    assert page.context_data["found"].choices[0].key == "factors/trust"


@pytest.mark.parametrize("tags", [1, 3])
def test_the_page_takes_the_same_queries_however_many_tags(
    as_rosalind: Client,
    rosalind: User,
    copy: SharedCopy,
    trust: Element,
    tags: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    words = ["We met", "the trust", "Nobody"][:tags]
    second_reading(copy, rosalind, *[(trust, word) for word in words], done_at=None)
    for word in words:
        tag(copy, trust, word)

    # session, person, copy, reading, own tags, author's tags, others' readings, spans, elements,
    # the other frameworks, the masthead
    with django_assert_num_queries(11):
        as_rosalind.get(page_of(copy))
