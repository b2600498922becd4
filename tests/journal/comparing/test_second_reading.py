"""A facilitator's own tags on a shared copy: theirs to change, and hidden or seen as they chose."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from frameworks.models import Element
from journal.comparing.blind import hides_tags
from journal.comparing.forms import version_of
from journal.models import (
    Cohort,
    Membership,
    Reading,
    SecondReading,
    SecondTag,
    SharedCopy,
    SharedLevel,
)
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import make_person, second_reading

from .conftest import tag


@pytest.fixture
def colleague(autumn: Cohort) -> User:
    """Facilitates the same cohort."""
    person = make_person("Marguerite Ashdown")
    Membership.objects.create(cohort=autumn, person=person, role="facilitator")
    return person


def page_of(copy: SharedCopy) -> str:
    return reverse("comparing:second-reading", args=[copy.pk])


def change(client: Client, copy: SharedCopy, do: str) -> HttpResponse:
    return client.post(reverse("comparing:second-reading-state", args=[copy.pk]), {"do": do})


def put(client: Client, copy: SharedCopy, *keys: str, **more: object) -> HttpResponse:
    fields = {"part": "all", "version": version_of(copy), "tags": list(keys), **more}
    return client.post(page_of(copy), fields)


def tags_of(person: User) -> list[tuple[str, int | None, int | None, str]]:
    mine = SecondTag.objects.filter(reading__reader=person).order_by("made_at")
    return list(mine.values_list("element__key", "start", "end", "reason"))


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


# Blind


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
