"""A commitment that a follow-up asks for: its question stands above, and one goes back to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from journal.models import Cohort, Commitment, Moment
from partnership.people.models import User
from tests.factories import make_entry

ADD = "/looking-back/commitments/add/"
SENT = {"when_text": "the form goes out", "will_text": "go first"}


@pytest.fixture
def moment(moments: dict[str, Moment], ended: Callable[[int], Cohort]) -> str:
    """The address of the one at the end, which has come."""
    ended(0)
    return f"/looking-back/follow-ups/{moments['one_month'].module.key}/end_of_module/"


def test_its_question_stands_above_and_one_goes_back_to_the_others(
    as_bryony: Client, bryony: User, moment: str
) -> None:
    entry = make_entry(bryony)
    address = f"{ADD}?prompt=fu_plan&entry={entry.pk}"

    page = as_bryony.get(address)
    response = as_bryony.post(address, {**SENT, "due_on": timezone.localdate().isoformat()})

    assertContains(page, "What do you say to fu_plan?")
    assertContains(page, f'href="{moment}"')
    assertRedirects(response, moment)
    assert Commitment.objects.owned_by(bryony).get().entry == entry


@pytest.mark.parametrize("asked", ["", "nothing", "%00", "%C3%A9"])
def test_a_question_that_is_not_there_is_left_out(
    as_bryony: Client, bryony: User, moment: str, asked: str
) -> None:
    assertNotContains(as_bryony.get(f"{ADD}?prompt={asked}"), "What do you say")
