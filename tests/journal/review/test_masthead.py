"""The facilitator's links in the masthead: To read, Cohort and Gaps, beside a leader's."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from journal.models import Cohort, Membership
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import make_cohort

HOME = reverse("writing:home")


def links(client: Client, address: str) -> dict[str, str]:
    """What the masthead's navigation leads to, by its words."""
    page = client.get(address).content.decode()
    nav = page[page.index('<nav aria-label="Main">') :].split("</nav>")[0]
    return {words: href for href, words in re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', nav)}


def marked(client: Client, address: str) -> list[str]:
    """Which of them it says one is at."""
    page = client.get(address).content.decode()
    nav = page[page.index('<nav aria-label="Main">') :].split("</nav>")[0]
    return re.findall(r'aria-current="\w+">([^<]+)<', nav)


def of(name: str, cohort: Cohort) -> str:
    return reverse(name, args=[cohort.pk])


def test_a_leader_has_no_links_to_a_cohorts_pages(as_bryony: Client, autumn: Cohort) -> None:
    assert {"Cohort", "Gaps"} & links(as_bryony, HOME).keys() == set()


def test_a_facilitator_comes_to_their_newest_cohort(
    as_rosalind: Client, rosalind: User, autumn: Cohort
) -> None:
    newer = make_cohort(
        facilitators=(rosalind,), starts_on=autumn.module_ends_on, module_ends_on="2027-03-01"
    )

    found = links(as_rosalind, HOME)

    assert found["Cohort"] == of("review:cohort", newer)
    assert found["Gaps"] == of("review:gaps", newer)


@pytest.mark.parametrize("page", ["review:cohort", "review:gaps", "review:movement"])
def test_on_a_cohorts_pages_they_stay_with_that_cohort(
    as_rosalind: Client, rosalind: User, autumn: Cohort, page: str
) -> None:
    make_cohort(facilitators=(rosalind,), starts_on="2027-01-04", module_ends_on="2027-03-01")

    found = links(as_rosalind, of(page, autumn))

    assert found["Cohort"] == of("review:cohort", autumn)
    assert found["Gaps"] == of("review:gaps", autumn)


def test_who_leads_in_one_cohort_and_facilitates_another_keeps_both(
    rosalind: User, autumn: Cohort, elsewhere: Cohort
) -> None:
    Membership.objects.create(cohort=elsewhere, person=rosalind, role="leader")

    found = links(signed_in(rosalind), HOME)

    assert {"To read", "Cohort", "Gaps", "Journal", "Partnerships"} <= found.keys()


@pytest.mark.parametrize(
    ("page", "where"),
    [("review:cohort", "Cohort"), ("review:movement", "Cohort"), ("review:gaps", "Gaps")],
)
def test_it_says_where_one_is(as_rosalind: Client, autumn: Cohort, page: str, where: str) -> None:
    assert marked(as_rosalind, of(page, autumn)) == [where]
    assert marked(as_rosalind, reverse("review:to-read")) == ["To read"]
