"""Who can read an entry now, in words: true for everybody it names, and nobody else named."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from journal.models import Cohort, Entry, Membership, Reading, SharedCopy
from journal.standing import Standing, is_read_by_others, standing_of
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import make_entry, make_person, share

YEAR = timezone.now().year
MARCH, LATER, MAY = (datetime(YEAR, month, 14, 12, tzinfo=UTC) for month in (3, 4, 5))


@pytest.fixture
def entry(bryony: User) -> Entry:
    return make_entry(bryony)


def standing(entry: Entry) -> Standing:
    return standing_of(Entry.objects.owned_by(entry.author).get(pk=entry.pk))


def test_what_was_given_to_nobody_is_private(entry: Entry) -> None:
    assert standing(entry) == Standing("Private. Not shared with anyone.")


def test_each_is_named_with_the_day_since_when(entry: Entry, autumn: Cohort) -> None:
    share(entry, autumn, "cohort", given_at=MARCH, cohort_since=LATER)

    said = "Shared with everyone in your cohort since 14 April; with Rosalind since 14 March."
    assert standing(entry).words == said


def test_a_facilitator_who_came_later_can_read_it_since_then(entry: Entry, autumn: Cohort) -> None:
    share(entry, autumn, given_at=MARCH)
    zadie = make_person("Zadie Last")
    Membership.objects.create(cohort=autumn, person=zadie, role="facilitator", joined_at=LATER)

    assert standing(entry).words == (
        "Shared with Rosalind since 14 March; with Zadie since 14 April."
    )


def test_a_facilitator_who_left_is_named_only_as_one_who_opened_it(
    entry: Entry, autumn: Cohort, rosalind: User
) -> None:
    copy = share(entry, autumn, given_at=MARCH)
    Reading.objects.create(copy=copy, person=rosalind, opened_at=LATER, last_opened_at=LATER)
    Membership.objects.filter(person=rosalind).update(left_at=MAY)

    said = standing(entry)

    assert said.words == "Shared with your facilitator since 14 March; there is none just now."
    assert said.opened == "Opened by Rosalind on 14 April."


def test_one_who_left_and_came_back_is_named_once(
    entry: Entry, autumn: Cohort, rosalind: User
) -> None:
    copy = share(entry, autumn, given_at=MARCH)
    Reading.objects.create(copy=copy, person=rosalind, opened_at=LATER, last_opened_at=LATER)
    Membership.objects.filter(person=rosalind).update(left_at=LATER)
    Membership.objects.create(cohort=autumn, person=rosalind, role="facilitator", joined_at=MAY)

    said = standing(entry)

    assert said.words == "Shared with Rosalind since 14 May."
    assert said.opened == "Opened by Rosalind on 14 April."


def test_it_says_when_what_was_opened_was_an_earlier_text(
    entry: Entry, autumn: Cohort, rosalind: User
) -> None:
    copy = share(entry, autumn, given_at=MARCH, text_given_at=MAY)
    Reading.objects.create(copy=copy, person=rosalind, opened_at=LATER, last_opened_at=LATER)

    said = "Opened by Rosalind on 14 April, before your newest text."
    assert standing(entry).opened == said


def test_after_its_author_left_the_cohort_it_is_private(
    entry: Entry, autumn: Cohort, bryony: User, as_bryony: Client
) -> None:
    share(entry, autumn, "cohort")
    Membership.objects.filter(person=bryony).update(left_at=timezone.now())

    page = as_bryony.get(entry.get_absolute_url()).text

    assert standing(entry) == Standing()
    assert "Saved. Not shared." in page
    assert "Stop sharing" not in page


@pytest.mark.parametrize("reader", ["idris", "rosalind"])
def test_only_the_author_is_told_who_opened_it(
    reader: str, entry: Entry, autumn: Cohort, request: pytest.FixtureRequest, as_bryony: Client
) -> None:
    copy = share(entry, autumn, "cohort")
    zadie = make_person("Zadie Last")
    Membership.objects.create(cohort=autumn, person=zadie, role="facilitator")
    Reading.objects.create(copy=copy, person=zadie)

    page = signed_in(request.getfixturevalue(reader)).get(copy.get_absolute_url())

    told = as_bryony.get(entry.get_absolute_url()).text
    assert "Opened by" in told
    assert "Zadie" in told
    assert "pened by" not in page.text


def test_a_peer_s_reading_is_not_told(entry: Entry, autumn: Cohort, idris: User) -> None:
    copy = share(entry, autumn, "cohort", given_at=timezone.now() - timedelta(days=1))
    Reading.objects.create(copy=copy, person=idris)

    assert standing(entry).opened == ""
    assert SharedCopy.objects.count() == 1


def test_a_list_asks_of_its_authors_copies_and_of_nobody_elses(
    bryony: User, autumn: Cohort
) -> None:
    """Or else a page of twenty reads every shared copy on the site."""
    given, kept = make_entry(bryony, "Given."), make_entry(bryony, "Kept.")
    share(given, autumn)

    listed = Entry.objects.owned_by(bryony).values_list("pk", is_read_by_others(bryony))

    assert dict(listed) == {given.pk: True, kept.pk: False}
    _, values = listed.query.sql_with_params()
    assert [str(one).replace("-", "") for one in values].count(bryony.pk.hex) == 2
