"""What was shared with one: the list and one copy, for facilitators and for the cohort."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from journal.models import Cohort
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import make_entry, make_reply, share

LIST = reverse("review:to-read")


def test_a_facilitator_sees_what_the_cohort_gave_oldest_first(
    as_rosalind: Client, bryony: User, idris: User, autumn: Cohort
) -> None:
    first = share(make_entry(bryony), autumn, "facilitator")
    second = share(make_entry(idris), autumn, "cohort")
    make_entry(bryony, body="never given")

    page = as_rosalind.get(LIST)

    assert list(page.context_data["page"]) == [first, second]
    assert "never given" not in page.content.decode()


def test_a_leader_sees_what_others_gave_to_the_whole_cohort(
    as_idris: Client, bryony: User, idris: User, autumn: Cohort
) -> None:
    share(make_entry(bryony), autumn, "facilitator")
    given = share(make_entry(bryony), autumn, "cohort")
    share(make_entry(idris), autumn, "cohort")

    assert list(as_idris.get(LIST).context_data["page"]) == [given]


def test_with_nothing_waiting_it_says_so(as_rosalind: Client, autumn: Cohort) -> None:
    assert "Nothing is waiting." in as_rosalind.get(LIST).content.decode()


def test_replies_are_for_the_facilitators_and_not_for_peers(
    as_rosalind: Client, as_idris: Client, bryony: User, rosalind: User, autumn: Cohort
) -> None:
    copy = share(make_entry(bryony), autumn, "cohort")
    make_reply(copy, rosalind, body="What came next?")

    assert "What came next?" in as_rosalind.get(copy.get_absolute_url()).content.decode()
    assert "What came next?" not in as_idris.get(copy.get_absolute_url()).content.decode()


@pytest.mark.parametrize("reader", ["saoirse", "devinder", "sam"])
def test_an_outsider_gets_the_same_answer_as_for_a_missing_page(
    request: pytest.FixtureRequest,
    bryony: User,
    autumn: Cohort,
    elsewhere: Cohort,
    reader: str,
) -> None:
    copy = share(make_entry(bryony), autumn, "cohort")

    client = signed_in(request.getfixturevalue(reader))

    assert client.get(copy.get_absolute_url()).status_code == 404
    assert list(client.get(LIST).context_data["page"]) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries_however_long(
    as_rosalind: Client,
    bryony: User,
    autumn: Cohort,
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(rows):
        share(make_entry(bryony), autumn)

    # session, person, the masthead, whether one facilitates, count, copies
    with django_assert_num_queries(6):
        as_rosalind.get(LIST)
