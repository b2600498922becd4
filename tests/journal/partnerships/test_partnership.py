"""One partnership: its page, and adding, editing, ending and resuming it."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from journal.models import Observation, Partnership
from partnership.people.models import User
from tests.factories import make_entry, make_framework, make_partnership

ADD = reverse("partnerships:partnership-add")


@pytest.fixture
def described_by(db: None) -> None:
    """The three frameworks in whose words a partnership is described."""
    make_framework("stakeholders", ("parents", "other_schools"))
    make_framework("partnership_drivers", ("internal_social", "external_political"))
    make_framework("partnership_formality", ("informal", "agreed"))


def of(name: str, partnership: Partnership) -> str:
    return reverse(f"partnerships:partnership-{name}", args=[partnership.pk])


def test_a_name_is_enough_to_add_one(as_bryony: Client, bryony: User, described_by: None) -> None:
    response = as_bryony.post(ADD, {"name": "Reading mornings"})

    link = Partnership.objects.owned_by(bryony).get()
    assert response.url == link.get_absolute_url()
    assert (link.name, link.who_with, link.drivers, link.formality) == (
        "Reading mornings",
        [],
        [],
        "",
    )


def test_what_was_chosen_is_kept_by_key(
    as_bryony: Client, bryony: User, described_by: None
) -> None:
    chosen = {"who_with": ["parents"], "drivers": ["internal_social"], "formality": "agreed"}

    as_bryony.post(ADD, {"name": "Link", "since_on": "2025-09-01", **chosen})

    link = Partnership.objects.owned_by(bryony).get()
    assert {key: getattr(link, key) for key in chosen} == chosen
    page = as_bryony.get(link.get_absolute_url()).content.decode()
    assert "September 2025" in page
    assert "Internal social" in page


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"name": "   "}, "Give the partnership a name."),
        ({"name": "Link", "who_with": ["nobody"]}, "nobody"),
        ({"name": "Link", "formality": "unknown"}, "unknown"),
        ({"name": "Link\x00"}, "Null characters are not allowed."),
        ({"name": "x" * 161}, "at most 160 characters"),
        ({"name": "Link", "since_on": "not a day"}, "Enter a valid date."),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_stored(
    as_bryony: Client, bryony: User, described_by: None, data: dict[str, object], message: str
) -> None:
    response = as_bryony.post(ADD, data)

    assert message in response.content.decode()
    assert not Partnership.objects.owned_by(bryony).exists()


def test_adding_while_writing_goes_back_to_the_writing(as_bryony: Client) -> None:
    response = as_bryony.post(ADD, {"name": "Link", "next": "/write/"})

    assert response.url == "/write/"


def test_it_never_goes_on_to_another_site(as_bryony: Client, bryony: User) -> None:
    response = as_bryony.post(ADD, {"name": "Link", "next": "https://elsewhere.example/"})

    assert response.url == Partnership.objects.owned_by(bryony).get().get_absolute_url()


def test_editing_keeps_a_choice_that_the_framework_has_retired(
    as_bryony: Client, bryony: User, described_by: None
) -> None:
    link = make_partnership(bryony, who_with=["a_former_choice"])

    as_bryony.post(of("edit", link), {"name": "New name", "who_with": ["a_former_choice"]})

    link.refresh_from_db()
    assert (link.name, link.who_with) == ("New name", ["a_former_choice"])


def test_ending_it_keeps_what_was_written_and_can_be_undone(
    as_bryony: Client, bryony: User
) -> None:
    link = make_partnership(bryony)
    entry = make_entry(bryony)
    entry.partnerships.add(link)

    as_bryony.post(of("end", link), {"ended_on": "2026-10-01"})

    link.refresh_from_db()
    assert link.ended_on == date(2026, 10, 1)
    assert list(link.entries.all()) == [entry]

    as_bryony.post(of("resume", link))

    link.refresh_from_db()
    assert link.ended_on is None


def test_it_cannot_end_before_it_began(as_bryony: Client, bryony: User) -> None:
    link = make_partnership(bryony, since_on=date(2026, 9, 1))

    response = as_bryony.post(of("end", link), {"ended_on": "2026-08-01"})

    assert "That is before it began." in response.content.decode()
    link.refresh_from_db()
    assert link.ended_on is None


def test_it_cannot_end_on_a_day_to_come(as_bryony: Client, bryony: User) -> None:
    link = make_partnership(bryony)
    today = timezone.localdate()

    answers = [
        as_bryony.post(of("end", link), {"ended_on": today + timedelta(days=days)})
        for days in (1, 0)
    ]

    assert "That day is still to come." in answers[0].text
    assert answers[1].status_code == 302


def test_it_cannot_begin_after_it_ended(as_bryony: Client, bryony: User) -> None:
    link = make_partnership(bryony, ended_on=date(2026, 9, 1))

    answer = as_bryony.post(of("edit", link), {"name": link.name, "since_on": "2026-09-02"})

    assert "That is after it ended." in answer.text
    link.refresh_from_db()
    assert link.since_on is None


def test_it_ends_on_a_day_and_is_asked_for_one(as_bryony: Client, bryony: User) -> None:
    response = as_bryony.post(of("end", make_partnership(bryony)), {"ended_on": ""})

    assert response.content.decode().count("Give the day it ended.") == 2  # above, and beside it


@pytest.mark.parametrize("page", ["", "-edit", "-end", "-resume"])
def test_a_stranger_gets_the_same_answer_as_for_a_missing_one(
    as_idris: Client, bryony: User, page: str
) -> None:
    url = reverse(f"partnerships:partnership{page}", args=[make_partnership(bryony).pk])

    method = as_idris.post if page == "-resume" else as_idris.get

    assert method(url).status_code == 404


def test_resuming_is_never_done_by_following_a_link(as_bryony: Client, bryony: User) -> None:
    assert as_bryony.get(of("resume", make_partnership(bryony))).status_code == 405


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_the_same_queries_however_much_was_written(
    as_bryony: Client,
    bryony: User,
    described_by: None,
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    level = make_framework("himmelman_linkage").editions.get().elements.get()
    link = make_partnership(bryony)
    for number in range(rows):
        entry = make_entry(bryony)
        entry.partnerships.add(link)
        today = timezone.localdate().replace(day=1 + number)
        Observation.objects.create(
            partnership=link, level=level, about_on=today, said_on=today, entry=entry
        )

    # session, person, partnership, its places, elements, what is compared, wordings, a page of
    # observations, entries
    with django_assert_num_queries(9):
        as_bryony.get(link.get_absolute_url())


@pytest.mark.parametrize(
    ("fit", "needed", "words"),
    [
        ("", "two", "The work needs Two"),
        ("closer", "two", "The work needs Two"),
        ("closer", None, "Closer would help"),
        ("right", "one", "Right for the work"),
        ("", "one", "Right for the work"),
        ("unsure", None, "Not sure what the work needs"),
        ("", None, ""),
    ],
)
def test_what_the_work_needs_is_said_in_words(
    bryony: User, fit: str, needed: str | None, words: str
) -> None:
    elements = make_framework(elements=("one", "two")).editions.get().elements
    observation = Observation(
        level=elements.get(key="one"),
        needed=elements.get(key=needed) if needed else None,
        fit=fit,
    )

    assert observation.needs == words
