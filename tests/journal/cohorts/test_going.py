"""Removing, moving and leaving: asked first, at once, and never the last facilitator."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from journal.cohorts import deeds
from journal.models import Cohort, Entry, SharedCopy
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import make_cohort, make_entry, make_person, share


def page_of(act: str, person: User, cohort: Cohort) -> str:
    return f"/cohorts/{cohort.pk}/people/{person.pk}/{act}/"


def leave_page(cohort: Cohort) -> str:
    return f"/cohorts/{cohort.pk}/leave/"


@pytest.fixture
def spring(rosalind: User, autumn: Cohort) -> Cohort:
    return make_cohort(facilitators=(rosalind,), name="Spring")


def test_the_page_says_what_happens_and_does_nothing(
    as_rosalind: Client, autumn: Cohort, bryony: User
) -> None:
    share(make_entry(bryony), autumn)

    response = as_rosalind.get(page_of("remove", bryony, autumn))

    assertContains(response, "What Bryony shared in Autumn stops being shared at once.")
    assertContains(response, "Bryony keeps the whole journal")
    assertNotContains(response, "Joining with a code is on")
    assert deeds.is_in(bryony, autumn)
    assert SharedCopy.objects.exists()


def test_removing_takes_back_what_was_shared_and_leaves_the_journal(
    as_rosalind: Client, as_bryony: Client, autumn: Cohort, bryony: User, idris: User
) -> None:
    hers, his = share(make_entry(bryony), autumn), share(make_entry(idris), autumn)

    response = as_rosalind.post(page_of("remove", bryony, autumn))

    assertRedirects(response, f"/cohorts/{autumn.pk}/people/")
    assert list(SharedCopy.objects.all()) == [his]
    assert as_rosalind.get(hers.get_absolute_url()).status_code == 404
    assert Entry.objects.owned_by(bryony).count() == 1
    assert as_bryony.get(f"/entry/{hers.entry_id}/").status_code == 200


def test_one_who_was_removed_reads_nothing_of_the_cohort_on_the_next_request(
    as_rosalind: Client, as_bryony: Client, autumn: Cohort, bryony: User, idris: User
) -> None:
    copy = share(make_entry(idris), autumn, "cohort")
    assert as_bryony.get(copy.get_absolute_url()).status_code == 200

    as_rosalind.post(page_of("remove", bryony, autumn))

    assert as_bryony.get(copy.get_absolute_url()).status_code == 404


def test_a_code_that_is_on_is_mentioned(as_rosalind: Client, autumn: Cohort, bryony: User) -> None:
    deeds.renew_code(autumn)

    assertContains(as_rosalind.get(page_of("remove", bryony, autumn)), "Joining with a code is on")


def test_moving_carries_no_text_along(
    as_rosalind: Client, autumn: Cohort, spring: Cohort, bryony: User
) -> None:
    share(make_entry(bryony), autumn, "cohort")

    response = as_rosalind.post(page_of("move", bryony, autumn), {"to": spring.pk}, follow=True)

    assertContains(response, "Bryony Fennimarsh is in Spring now.")
    assert not deeds.is_in(bryony, autumn)
    assert deeds.is_in(bryony, spring)
    assert not SharedCopy.objects.exists()


def test_nobody_is_moved_to_a_cohort_that_one_does_not_look_after(
    as_rosalind: Client, autumn: Cohort, spring: Cohort, elsewhere: Cohort, bryony: User
) -> None:
    url = page_of("move", bryony, autumn)

    response = as_rosalind.post(url, {"to": elsewhere.pk})

    assertNotContains(as_rosalind.get(url), "Elsewhere")
    assertContains(response, "There is a problem")
    assert not deeds.is_in(bryony, elsewhere)


def test_one_who_is_there_already_is_not_moved(
    as_rosalind: Client, autumn: Cohort, spring: Cohort, bryony: User
) -> None:
    deeds.add(bryony, spring, role="leader")
    copy = share(make_entry(bryony), autumn)

    response = as_rosalind.post(page_of("move", bryony, autumn), {"to": spring.pk})

    assertContains(response, "Bryony Fennimarsh is in Spring already.")
    assert deeds.is_in(bryony, autumn)
    assert SharedCopy.objects.get() == copy


def test_a_leader_leaves_by_themselves(as_bryony: Client, autumn: Cohort, bryony: User) -> None:
    share(make_entry(bryony), autumn)
    assertContains(as_bryony.get(leave_page(autumn)), "What you shared in Autumn stops being")

    response = as_bryony.post(leave_page(autumn), follow=True)

    assertContains(response, "You have left Autumn.")
    assert not deeds.is_in(bryony, autumn)
    assert not SharedCopy.objects.exists()
    assert as_bryony.get(leave_page(autumn)).status_code == 404


@pytest.mark.parametrize("act", ["leave", "remove", "move"])
def test_the_only_facilitator_stays_and_is_told_why(
    as_rosalind: Client, rosalind: User, autumn: Cohort, spring: Cohort, act: str
) -> None:
    url = leave_page(autumn) if act == "leave" else page_of(act, rosalind, autumn)

    response = as_rosalind.post(url, {"to": spring.pk}, follow=True)

    assertContains(response, "You are the only facilitator of Autumn")
    assertNotContains(response, 'class="btn btn-danger"')
    assert deeds.is_in(rosalind, autumn)


def test_an_admin_may_leave_a_cohort_without_a_facilitator(
    sam: User, rosalind: User, autumn: Cohort
) -> None:
    signed_in(sam).post(page_of("remove", rosalind, autumn))

    assert not deeds.is_in(rosalind, autumn)


def test_a_facilitator_who_removes_themselves_comes_out_where_they_may_be(
    as_rosalind: Client, rosalind: User, autumn: Cohort
) -> None:
    deeds.add(make_person("Second"), autumn, role="facilitator")

    response = as_rosalind.post(page_of("remove", rosalind, autumn))

    assertRedirects(response, "/cohorts/")


@pytest.mark.parametrize("act", ["remove", "move"])
@pytest.mark.parametrize("who", ["bryony", "idris", "saoirse", "devinder"])
def test_nobody_else_finds_these_pages(
    request: pytest.FixtureRequest, autumn: Cohort, elsewhere: Cohort, bryony: User,
    act: str, who: str,
) -> None:  # fmt: skip
    client = signed_in(request.getfixturevalue(who))
    url = page_of(act, bryony, autumn)

    answers: list[HttpResponse] = [client.get(url), client.post(url, {"to": elsewhere.pk})]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert deeds.is_in(bryony, autumn)


def test_who_is_not_in_a_cohort_cannot_be_removed_from_it_or_leave_it(
    as_rosalind: Client, autumn: Cohort, elsewhere: Cohort, saoirse: User
) -> None:
    assert as_rosalind.get(page_of("remove", saoirse, autumn)).status_code == 404
    assert signed_in(saoirse).post(leave_page(autumn)).status_code == 404
