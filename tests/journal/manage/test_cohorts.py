"""Every cohort and every open invitation, for admins."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from journal.cohorts import deeds
from journal.cohorts.closing import close_cohort
from journal.models import Cohort, Invitation, Notice
from partnership.people.models import User
from partnership.record.models import Change
from tests.conftest import signed_in
from tests.factories import make_cohort, make_entry, make_person, share

COHORTS, INVITATIONS = "/manage/cohorts/", "/manage/invitations/"
A_MONTH = timedelta(days=30)


def names(client: Client, **asked: object) -> list[str]:
    return [line.name for line in client.get(COHORTS, asked).context["page"]]


def ask(cohort: Cohort, email: str, *, long_ago: bool = False) -> Invitation:
    at = timezone.now() - (A_MONTH if long_ago else timedelta())
    return deeds.invite(cohort, email=email, role="leader", by=None, at=at)


def test_a_row_has_dates_module_facilitators_and_people_and_nothing_shared(
    as_sam: Client, autumn: Cohort, bryony: User
) -> None:
    share(make_entry(bryony), autumn)
    ask(autumn, "new@example.org")

    answer = as_sam.get(COHORTS)

    assertContains(answer, "A module, 14 September to 9 November 2026")
    assertContains(answer, "Rosalind Amberley-Wick")
    assertContains(answer, "1 facilitator, 2 leaders, 1 invited")
    assertNotContains(answer, "shared")


def test_one_without_a_facilitator_says_so(as_sam: Client) -> None:
    make_cohort()

    assertContains(as_sam.get(COHORTS), "Nobody facilitates it")


def test_closed_ones_are_listed_when_asked_for(
    as_sam: Client, autumn: Cohort, elsewhere: Cohort, sam: User
) -> None:
    close_cohort(autumn, by=sam)

    assert names(as_sam) == ["Elsewhere"]
    assert names(as_sam, which="closed") == ["Autumn"]
    assert names(as_sam, which="all") == ["Autumn", "Elsewhere"]
    assert names(as_sam, which="all", q="aut") == ["Autumn"]
    assertContains(as_sam.get(COHORTS, {"q": "nothing"}), "No cohort matches.")


def test_with_none_there_is_a_first_one_to_add(as_sam: Client) -> None:
    assertContains(as_sam.get(COHORTS), "Add your first cohort")


@pytest.mark.parametrize("cohorts", [1, 100])
def test_more_cohorts_cost_no_more_queries(
    as_sam: Client, rosalind: User, cohorts: int, django_assert_num_queries: Any
) -> None:
    for number in range(cohorts):
        cohort = make_cohort(facilitators=(rosalind,), leaders=(make_person(),))
        ask(cohort, f"{number}@example.org")

    with django_assert_num_queries(7):
        as_sam.get(COHORTS)


def test_the_hundredth_cohort_can_be_come_to(as_sam: Client) -> None:
    for number in range(100):
        make_cohort(name=f"Cohort {number:03}")

    assert "Cohort 099" in names(as_sam, page=2)


def test_invitations_of_every_cohort_with_what_became_of_each(
    as_sam: Client, autumn: Cohort, elsewhere: Cohort
) -> None:
    ask(autumn, "fresh@example.org")
    ask(elsewhere, "old@example.org", long_ago=True)
    Notice.objects.filter(invitation__email__startswith="fresh").update(state="failed")
    deeds.take_back(ask(autumn, "gone@example.org"))

    def listed(**asked: str) -> list[str]:
        return [line.who for line in as_sam.get(INVITATIONS, asked).context["page"]]

    assert listed() == ["fresh@example.org", "old@example.org"]
    assert listed(which="ran-out") == ["old@example.org"]
    assert listed(which="failed") == ["fresh@example.org"]
    assertContains(as_sam.get(INVITATIONS), "Send the one that ran out again")


def test_all_that_ran_out_are_sent_again_and_no_other(
    as_sam: Client, autumn: Cohort, elsewhere: Cohort
) -> None:
    old = [ask(one, f"{one.name}@example.org", long_ago=True) for one in (autumn, elsewhere)]
    fresh = ask(autumn, "fresh@example.org")

    answer = as_sam.post(f"{INVITATIONS}send/", {"which": "ran-out"}, follow=True)
    again = as_sam.post(f"{INVITATIONS}send/", {"which": "ran-out"}, follow=True)

    assertContains(answer, "2 mails go out again. The links work for 14 days more.")
    assertContains(again, "None has run out, so nothing is sent.")
    assert not Invitation.objects.ran_out(timezone.now()).exists()
    assert [one.notices.count() for one in (*old, fresh)] == [2, 2, 1]
    assert Change.objects.filter(words__startswith="sent the invitation of").count() == 2


def test_one_is_sent_again(as_sam: Client, autumn: Cohort) -> None:
    old, other = (ask(autumn, f"{name}@example.org", long_ago=True) for name in ("old", "other"))

    as_sam.post(f"{INVITATIONS}send/", {"which": str(old.pk)})
    answer = as_sam.post(f"{INVITATIONS}send/", {"which": str(old.pk)}, follow=True)

    assertContains(answer, "Today’s mail is on its way already.")
    assert (old.notices.count(), other.notices.count()) == (2, 1)


@pytest.mark.parametrize("which", ["", "nonsense", "1f0c7c9e-0000-4000-8000-000000000000"])
def test_what_is_not_there_is_not_sent(as_sam: Client, which: str) -> None:
    assert as_sam.post(f"{INVITATIONS}send/", {"which": which}).status_code == 404


@pytest.mark.parametrize("invitations", [1, 100])
def test_more_invitations_cost_no_more_queries(
    as_sam: Client, autumn: Cohort, invitations: int, django_assert_num_queries: Any
) -> None:
    for number in range(invitations):
        ask(autumn, f"{number}@example.org")

    with django_assert_num_queries(7):
        as_sam.get(INVITATIONS)


@pytest.mark.parametrize("url", [COHORTS, INVITATIONS, f"{INVITATIONS}send/"])
def test_to_anyone_else_they_are_missing(url: str, autumn: Cohort, as_rosalind: Client) -> None:
    assert as_rosalind.get(url).status_code == 404
    assert as_rosalind.post(url, {"which": "ran-out"}).status_code == 404


def test_nobody_waiting_is_said(sam: User) -> None:
    assertContains(signed_in(sam).get(INVITATIONS), "Nobody is waiting")
