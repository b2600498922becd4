"""Tagging a text without seeing others' tags: hidden until one is done, here and on the desk."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from frameworks.models import Element
from journal.comparing.blind import hides_tags
from journal.models import (
    Reading,
    SecondReading,
    SecondTag,
    SharedCopy,
    SharedLevel,
)
from partnership.people.models import User
from tests.factories import second_reading

from .conftest import tag
from .pressing import change, page_of, put, tags_of


def test_blind_hides_everyones_tags_until_done(
    as_rosalind: Client,
    rosalind: User,
    colleague: User,
    copy: SharedCopy,
    trust: Element,
    purpose: Element,
) -> None:
    tag(copy, purpose, "Nobody wrote it down")
    second_reading(copy, colleague, (purpose, ""), is_blind=True)
    change(as_rosalind, copy, "begin-blind")

    page = as_rosalind.get(page_of(copy))
    assert page.context_data["page"].others == []
    assert hides_tags(rosalind, copy)

    change(as_rosalind, copy, "done")

    page = as_rosalind.get(page_of(copy))
    assert [other.name for other in page.context_data["page"].others] == [
        "Bryony Fennimarsh",
        "Marguerite Ashdown",
    ]
    assert not hides_tags(rosalind, copy)


def test_a_blind_reading_had_seen_nothing_until_it_was_done(
    as_rosalind: Client, copy: SharedCopy
) -> None:
    change(as_rosalind, copy, "begin-blind")
    assert SecondReading.objects.get().saw_other_tags_at is None

    change(as_rosalind, copy, "done")
    reading = SecondReading.objects.get()
    assert reading.is_blind
    assert reading.saw_other_tags_at == reading.done_at


def test_whoever_opened_it_before_cannot_tag_it_blind(
    as_rosalind: Client, rosalind: User, copy: SharedCopy
) -> None:
    opened = Reading.objects.create(copy=copy, person=rosalind)

    page = as_rosalind.get(page_of(copy))
    assert "Tag it without seeing others’ tags" not in page.content.decode()
    assert "you cannot tag it now without having seen them" in page.content.decode()

    change(as_rosalind, copy, "begin-blind")
    reading = SecondReading.objects.get()
    assert (reading.is_blind, reading.saw_other_tags_at) == (False, opened.opened_at)


@pytest.mark.parametrize("when", ["before it is done", "after"])
def test_looking_or_changing_it_ends_being_blind(
    as_rosalind: Client, copy: SharedCopy, when: str
) -> None:
    change(as_rosalind, copy, "begin-blind")
    if when == "after":
        change(as_rosalind, copy, "done")

    change(as_rosalind, copy, "reopen")

    reading = SecondReading.objects.get()
    assert not reading.is_blind
    assert reading.saw_other_tags_at is not None
    assert reading.done_at is None


def test_with_tags_in_view_that_is_recorded_at_once(
    as_rosalind: Client, copy: SharedCopy, trust: Element
) -> None:
    tag(copy, trust)

    change(as_rosalind, copy, "begin")

    assert SecondReading.objects.get().saw_other_tags_at is not None
    assert len(as_rosalind.get(page_of(copy)).context_data["page"].others[0].lines) == 1


def test_a_colleague_is_shown_only_what_is_done(
    as_rosalind: Client, colleague: User, copy: SharedCopy, trust: Element
) -> None:
    second_reading(copy, colleague, (trust, ""), done_at=None)
    change(as_rosalind, copy, "begin")

    others = as_rosalind.get(page_of(copy)).context_data["page"].others

    assert [other.name for other in others] == ["Bryony Fennimarsh"]


def test_what_is_done_stays_until_one_chooses_to_change_it(
    as_rosalind: Client, rosalind: User, copy: SharedCopy, trust: Element
) -> None:
    change(as_rosalind, copy, "begin")
    put(as_rosalind, copy, "factors/trust")
    change(as_rosalind, copy, "done")

    put(as_rosalind, copy, "factors/trust", part="20-35")
    address = reverse("comparing:second-tag", args=[copy.pk, SecondTag.objects.get().pk])
    as_rosalind.post(address, {"do": "remove"})

    assert len(tags_of(rosalind)) == 1


# On the desk


def test_the_desks_own_page_hides_tags_and_levels_while_one_tags_blind(
    as_rosalind: Client, copy: SharedCopy, trust: Element
) -> None:
    tag(copy, trust)
    SharedLevel.objects.create(copy=copy, partnership_name="Hollybank", level=trust)
    change(as_rosalind, copy, "begin-blind")

    hidden = as_rosalind.get(copy.get_absolute_url())
    change(as_rosalind, copy, "done")
    seen = as_rosalind.get(copy.get_absolute_url())

    assert "Its tags and levels are hidden" in hidden.content.decode()
    assert hidden.context_data["shown"].tags == []
    assert "Hollybank" not in hidden.content.decode()
    assert len(seen.context_data["shown"].tags) == 1
    assert "Hollybank" in seen.content.decode()


def test_opening_it_on_the_desk_first_is_remembered(as_rosalind: Client, copy: SharedCopy) -> None:
    as_rosalind.get(copy.get_absolute_url())
    change(as_rosalind, copy, "begin-blind")

    assert not SecondReading.objects.get().is_blind


def test_opening_it_on_the_desk_while_its_tags_are_hidden_is_not_looking(
    as_rosalind: Client, copy: SharedCopy
) -> None:
    change(as_rosalind, copy, "begin-blind")
    as_rosalind.get(copy.get_absolute_url())
    change(as_rosalind, copy, "done")

    reading = SecondReading.objects.get()
    assert reading.is_blind
    assert reading.saw_other_tags_at == reading.done_at
