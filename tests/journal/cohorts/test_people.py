"""Who is in a cohort and who is asked, for those who look after its people."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from journal.cohorts import deeds
from journal.models import Cohort, Membership, Notice
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import make_cohort, make_entry, make_person, share


def people_of(cohort: Cohort) -> str:
    return f"/cohorts/{cohort.pk}/people/"


def test_people_are_in_order_of_their_names(as_rosalind: Client, autumn: Cohort) -> None:
    deeds.add(make_person("Agnes Before"), autumn, role="leader")
    deeds.end(autumn.memberships.get(person__name__startswith="Idris"), by=make_person())

    groups = as_rosalind.get(people_of(autumn)).context_data["groups"]

    named = {heading: [line.name for line in lines] for heading, lines in groups}
    assert named == {
        "Facilitators": ["Rosalind Amberley-Wick"],
        "Leaders": ["Agnes Before", "Bryony Fennimarsh"],
    }


def test_the_page_says_nothing_of_what_anybody_gave(
    sam: User, autumn: Cohort, bryony: User
) -> None:
    copy = share(make_entry(bryony, "For Rosalind alone.", title="Hers alone"), autumn)

    response = signed_in(sam).get(people_of(autumn))

    assertNotContains(response, "alone")
    assertNotContains(response, str(copy.pk))


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"state": "queued"}, "Waiting to be sent"),
        ({"state": "sending"}, "Waiting to be sent"),
        ({"state": "failed"}, "Could not be sent: check the address"),
        ({"state": "dropped"}, "Not sent"),
    ],
)
def test_an_invitation_says_how_its_mail_fares(
    as_rosalind: Client, autumn: Cohort, fields: dict[str, Any], says: str
) -> None:
    deeds.invite(autumn, email="new@example.org", role="leader", by=None)
    Notice.objects.update(**fields)

    assertContains(as_rosalind.get(people_of(autumn)), says)


def test_a_sent_invitation_says_when_and_until_when(as_rosalind: Client, autumn: Cohort) -> None:
    at = timezone.make_aware(timezone.datetime(2025, 5, 3, 12))
    deeds.invite(autumn, email="new@example.org", name="Ann New", role="leader", by=None, at=at)
    Notice.objects.update(state="sent", sent_at=at)

    response = as_rosalind.get(people_of(autumn))

    assertContains(response, "Ann New, new@example.org")
    assertContains(response, "Sent on 3 May 2025<br>Ran out on 17 May 2025")


@pytest.mark.parametrize("rows", [1, 3])
def test_more_people_cost_no_more_queries(
    as_rosalind: Client, autumn: Cohort, rows: int, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        deeds.add(make_person(), autumn, role="leader")
        deeds.invite(autumn, email=f"{number}@example.org", role="leader", by=None)

    with django_assert_num_queries(8):
        as_rosalind.get(people_of(autumn))


def test_a_removed_facilitator_finds_nothing_on_the_very_next_request(
    as_rosalind: Client, rosalind: User, autumn: Cohort, bryony: User
) -> None:
    copy = share(make_entry(bryony), autumn)
    deeds.add(make_person("Second"), autumn, role="facilitator")
    mine = [people_of(autumn), f"/cohorts/{autumn.pk}/invite/", copy.get_absolute_url()]
    assert [as_rosalind.get(url).status_code for url in mine] == [200] * 3

    deeds.end(autumn.memberships.get(person=rosalind), by=rosalind)

    assert [as_rosalind.get(url).status_code for url in mine] == [404] * 3


def test_the_code_is_turned_on_changed_and_turned_off(as_rosalind: Client, autumn: Cohort) -> None:
    def code() -> str | None:
        return Cohort.objects.values_list("join_code", flat=True).get(pk=autumn.pk)

    on = as_rosalind.post(f"/cohorts/{autumn.pk}/code/new/", follow=True)
    first = code()
    assert first
    assertContains(on, f"The code is {first}.")
    assertContains(on, f"http://testserver/join/{first}/")

    as_rosalind.post(f"/cohorts/{autumn.pk}/code/new/")
    assert code() not in (first, None)

    off = as_rosalind.post(f"/cohorts/{autumn.pk}/code/end/", follow=True)
    assert code() is None
    assertContains(off, "Turn it on")


@pytest.mark.parametrize("act", ["send", "take-back"])
def test_an_invitation_is_sent_again_or_taken_back(
    as_rosalind: Client, autumn: Cohort, act: str
) -> None:
    long_ago = timezone.now() - timedelta(days=20)
    asked = deeds.invite(autumn, email="new@example.org", role="leader", by=None, at=long_ago)

    response = as_rosalind.post(f"/cohorts/{autumn.pk}/invitations/{asked.pk}/{act}/")

    assertRedirects(response, people_of(autumn))
    asked.refresh_from_db()
    assert asked.may_be_accepted(timezone.now()) is (act == "send")
    assert (asked.withdrawn_at is None) is (act == "send")


def test_a_second_mail_on_the_same_day_is_not_sent(as_rosalind: Client, autumn: Cohort) -> None:
    asked = deeds.invite(autumn, email="new@example.org", role="leader", by=None)

    response = as_rosalind.post(f"/cohorts/{autumn.pk}/invitations/{asked.pk}/send/", follow=True)

    assertContains(response, "today’s is there already")
    assert Notice.objects.count() == 1


@pytest.mark.parametrize("who", ["bryony", "saoirse", "devinder"])
def test_nobody_else_touches_code_or_invitations(
    request: pytest.FixtureRequest, autumn: Cohort, elsewhere: Cohort, who: str
) -> None:
    client = signed_in(request.getfixturevalue(who))
    asked = deeds.invite(autumn, email="new@example.org", role="leader", by=None)
    acts = ["code/new", "code/end", *(f"invitations/{asked.pk}/{a}" for a in ("send", "take-back"))]

    answers = [client.post(f"/cohorts/{autumn.pk}/{act}/").status_code for act in acts]

    assert answers == [404] * 4
    asked.refresh_from_db()
    assert asked.withdrawn_at is None


def test_an_invitation_of_another_cohort_is_not_reached_through_ones_own(
    as_rosalind: Client, autumn: Cohort, elsewhere: Cohort
) -> None:
    theirs = deeds.invite(elsewhere, email="new@example.org", role="leader", by=None)

    answer = as_rosalind.post(f"/cohorts/{autumn.pk}/invitations/{theirs.pk}/take-back/")

    assert answer.status_code == 404
    theirs.refresh_from_db()
    assert theirs.withdrawn_at is None


def test_one_with_nowhere_to_move_anybody_to_is_not_offered_it(
    as_rosalind: Client, rosalind: User, autumn: Cohort, elsewhere: Cohort
) -> None:
    assertNotContains(as_rosalind.get(people_of(autumn)), "/move/")

    make_cohort(facilitators=(rosalind,))

    assertContains(as_rosalind.get(people_of(autumn)), "/move/")


def test_there_is_one_current_role_for_each_person_here(autumn: Cohort, bryony: User) -> None:
    with pytest.raises(deeds.AlreadyInError):
        deeds.add(bryony, autumn, role="facilitator")
    assert Membership.objects.filter(person=bryony).count() == 1
