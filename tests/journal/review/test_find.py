"""Find looks through what one's own cohorts shared, by words and more, and through nothing else."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from frameworks.models import Edition
from journal.models import Cohort, Membership, SecondReading, SharedCopy, SharedLevel, SharedTag
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import (
    make_cohort,
    make_element,
    make_entry,
    make_framework,
    make_person,
    make_question,
    share,
)

FIND = reverse("review:find")


def found(client: Client, **asked: str) -> list[str]:
    """The headings of what a search finds, in order."""
    return [row.heading for row in client.get(FIND, asked).context_data["page"]]


def give(author: User, cohort: Cohort, title: str, body: str = "Words.", **fields: Any) -> Any:
    of_entry = {name: fields.pop(name) for name in ("question",) if name in fields}
    return share(make_entry(author, body, title=title, **of_entry), cohort, **fields)


@pytest.mark.parametrize(
    ("query", "finds"),
    [
        ("", True),
        ("moderation", True),
        ("day moder", True),
        ("MODER CAFE strasse", True),
        ("eration", False),
        ("moderation night", False),
        ("%", True),
        ("5_", False),
        ("swap", True),
        ("x" * 5000, False),
        ("\x00moderation", True),
    ],
)
def test_words_are_found_as_in_ones_own_journal(
    as_rosalind: Client, bryony: User, autumn: Cohort, query: str, finds: bool
) -> None:
    give(bryony, autumn, "A swap", "The moderation day’s plan: 50% at the café in Straße 4.")

    assert bool(found(as_rosalind, q=query)) is finds


@pytest.fixture
def shelf(bryony: User, idris: User, rosalind: User, autumn: Cohort) -> Cohort:
    """Three copies in two cohorts that Rosalind facilitates; the second cohort is returned."""
    spring = make_cohort(leaders=(idris,), facilitators=(rosalind,), name="Spring")
    question = make_question(key="q_one", title="What moved?")
    days = [datetime(2026, 5, day, 12, tzinfo=UTC) for day in (1, 2, 3)]
    one = give(bryony, autumn, "One", "We met the heads.", given_at=days[0])
    two = give(idris, autumn, "Two", question=question, given_at=days[1])
    give(idris, spring, "Three", "We met in spring.", given_at=days[2])
    edition = make_framework("a_scale", ("trust",), name="A scale").editions.get()
    trust = edition.elements.get()
    newer = Edition.objects.create(framework=edition.framework, number=2, name="A scale")
    renamed = make_element(newer, "reliance", position=1, takes_the_place_of=["trust"])
    Edition.objects.filter(pk=edition.pk).update(state="superseded")
    Edition.objects.filter(pk=newer.pk).update(state="published", published_at=timezone.now())
    SharedTag.objects.create(copy=one, element=trust)
    SharedTag.objects.create(copy=one, element=renamed, start=0, end=6)
    SharedLevel.objects.create(copy=two, level=renamed, partnership_name="A link")
    return spring


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ({}, ["Three", "Two", "One"]),
        ({"q": "we met"}, ["Three", "One"]),
        ({"person": "idris"}, ["Three", "Two"]),
        ({"cohort": "spring"}, ["Three"]),
        ({"person": "bryony", "cohort": "spring"}, []),
        ({"question": "q_one"}, ["Two"]),
        ({"element": "a_scale/reliance"}, ["Two", "One"]),
        ({"element": "a_scale/reliance", "q": "heads"}, ["One"]),
        ({"from": "2026-05-02"}, ["Three", "Two"]),
        ({"to": "2026-05-02"}, ["Two", "One"]),
        ({"from": "2026-05-02", "to": "2026-05-02"}, ["Two"]),
        ({"from": "2026-05-03", "to": "2026-05-01"}, []),
    ],
)
def test_each_filter_narrows(
    as_rosalind: Client,
    bryony: User,
    idris: User,
    shelf: Cohort,
    asked: dict[str, str],
    titles: list[str],
) -> None:
    ids = {"bryony": bryony.pk, "idris": idris.pk, "spring": shelf.pk}

    headings = found(as_rosalind, **{n: str(ids.get(v, v)) for n, v in asked.items()})

    assert [heading.partition(": ")[2] for heading in headings] == titles


def test_an_element_goes_by_its_present_name_whichever_edition_was_used(
    as_rosalind: Client, shelf: Cohort
) -> None:
    choices = as_rosalind.get(FIND).context_data["choices"]

    assert choices.elements == [("A scale", [("a_scale/reliance", "Reliance")])]


@pytest.mark.parametrize("name", ["person", "cohort", "question", "element", "from", "to"])
@pytest.mark.parametrize(
    "value",
    ["x", "\x00", "1", str(uuid.UUID(int=7)), "a_scale/nothing", "٣", "0001-01-01", "9999-12-31"],
)
def test_what_is_not_there_is_left_out_and_said_to_be(
    as_rosalind: Client, shelf: Cohort, name: str, value: str
) -> None:
    page = as_rosalind.get(FIND, {name: value})

    assert len(page.context_data["page"]) == 3
    assert "so it is left out" in page.text


@pytest.mark.parametrize("number", ["0", "-1", "x", "\x00", "9" * 5000, "2", "1.5"])
def test_a_page_that_is_not_there_gives_the_nearest(
    as_rosalind: Client, shelf: Cohort, number: str
) -> None:
    assert len(as_rosalind.get(FIND, {"page": number}).context_data["page"]) == 3


def test_pages_keep_what_was_asked_for(as_rosalind: Client, bryony: User, autumn: Cohort) -> None:
    for number in range(45):
        give(bryony, autumn, f"Number {number}", "We met.")

    page = as_rosalind.get(FIND, {"q": "we met", "person": str(bryony.pk), "page": "2"})

    assert len(page.context_data["page"]) == 20
    assert "45 found" in page.text
    assert f"?q=we+met&amp;person={bryony.pk}&amp;page=3" in page.text


def test_matches_are_marked_in_their_context_and_words_are_never_markup(
    as_rosalind: Client, bryony: User, autumn: Cohort
) -> None:
    give(bryony, autumn, "<i>One</i>", "See <b>trust</b> here.")

    text = as_rosalind.get(FIND, {"q": "trust"}).text

    assert "See &lt;b&gt;<mark>trust</mark>&lt;/b&gt; here." in text
    assert "Bryony Fennimarsh: &lt;i&gt;One&lt;/i&gt;" in text


def test_with_nothing_shared_it_says_so(as_rosalind: Client, autumn: Cohort) -> None:
    assert "Nothing has been shared with you yet." in as_rosalind.get(FIND).text


def test_with_nothing_found_it_says_so(as_rosalind: Client, shelf: Cohort) -> None:
    text = as_rosalind.get(FIND, {"q": "zzz"}).text

    assert "Nothing matches." in text
    assert "Clear filters" in text


@pytest.mark.parametrize(
    ("person", "status"),
    [("bryony", 404), ("idris", 404), ("saoirse", 404), ("sam", 404), ("devinder", 200)],
)
def test_nobody_finds_what_another_cohort_shared(
    request: pytest.FixtureRequest, elsewhere: Cohort, shelf: Cohort, person: str, status: int
) -> None:
    client = signed_in(request.getfixturevalue(person))

    for asked in ({}, {"q": "met"}, {"question": "q_one"}, {"cohort": str(shelf.pk)}):
        answered = client.get(FIND, asked)
        assert answered.status_code == status
        for word in ("heads", "What moved?", "Reliance", "Spring", "Idris"):
            assert word not in answered.text.split("<main")[1]


def test_what_was_never_shared_or_taken_back_is_not_found(
    as_rosalind: Client, bryony: User, autumn: Cohort
) -> None:
    copy = give(bryony, autumn, "Given", "We met.")
    make_entry(bryony, "We met in private.", title="Private")
    assert found(as_rosalind, q="met") == ["Bryony Fennimarsh: Given"]

    signed_in(bryony).post(reverse("sharing:copy-withdraw", args=[copy.entry_id]))

    assert "Nothing has been shared with you yet." in as_rosalind.get(FIND, {"q": "met"}).text


def test_whoever_left_is_not_found(
    as_rosalind: Client, bryony: User, autumn: Cohort, shelf: Cohort
) -> None:
    Membership.objects.filter(person=bryony).update(left_at=timezone.now())

    page = as_rosalind.get(FIND, {"person": str(bryony.pk)})

    assert "One" not in [row.heading.partition(": ")[2] for row in page.context_data["page"]]
    assert "Bryony" not in page.text


def test_ones_own_entries_as_a_leader_are_not_among_them(
    as_rosalind: Client, rosalind: User, elsewhere: Cohort, shelf: Cohort
) -> None:
    Membership.objects.create(person=rosalind, cohort=elsewhere, role="leader")
    give(rosalind, elsewhere, "My own", audience="cohort")
    give(make_person("A Peer"), elsewhere, "A peer’s", audience="cohort")

    assert len(found(as_rosalind)) == 3


def test_finding_is_by_get(as_rosalind: Client, autumn: Cohort) -> None:
    assert as_rosalind.post(FIND).status_code == 405


@pytest.mark.parametrize("asked", [{}, {"q": "met"}])
@pytest.mark.parametrize("rows", [1, 3])
def test_it_takes_the_same_queries_however_much_is_found(
    as_rosalind: Client,
    bryony: User,
    autumn: Cohort,
    rows: int,
    asked: dict[str, str],
    django_assert_num_queries: Any,
) -> None:
    edition = make_framework("a_scale").editions.get()
    for number in range(rows):
        question = make_question(key=f"q{number}")
        copy = give(make_person(f"Leader {number}"), autumn, "One", "We met.", question=question)
        Membership.objects.create(person=copy.author, cohort=autumn, role="leader")
        element = make_element(edition, f"e{number}", position=number + 2)
        SharedTag.objects.create(copy=copy, element=element)

    # session, person, desks, people, questions, elements: which and how worded, keys, rows
    with django_assert_num_queries(9):
        page = as_rosalind.get(FIND, asked)

    assert len(page.context_data["page"]) == rows
    assert SharedCopy.objects.count() == rows


def test_what_is_being_tagged_blind_is_not_found_by_its_tags(
    as_rosalind: Client, rosalind: User, shelf: Cohort
) -> None:
    copy = SharedCopy.objects.get(title="One")
    SecondReading.objects.create(
        copy=copy, reader=rosalind, is_blind=True, text_given_at=copy.text_given_at
    )

    assert found(as_rosalind, element="a_scale/reliance") == ["Idris Calloway-Penn: Two"]
    assert found(as_rosalind, q="heads") == ["Bryony Fennimarsh: One"]
