"""Putting a follow-up off, turning it off, and asking for it after all."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from journal.follow_ups import offered
from journal.models import Moment, MomentChoice
from partnership.people.models import User

from .asking import DAY, Ended, address, shown_on_home

ASK_LATER, AFTER_ALL = "Ask me in a week", "Ask me after all"


def test_put_off_it_comes_back_after_a_week_also_past_its_window(
    bryony: User, as_bryony: Client, moments: dict[str, Moment], ended: Ended
) -> None:
    cohort = ended(13)  # its last day
    today = timezone.localdate()

    answer = as_bryony.post(address("moment-put-off"), follow=True)

    assert "We will ask again on" in answer.text
    by_day = [bool(offered(bryony, [cohort], today=today + n * DAY)) for n in (0, 6, 7, 13, 14)]
    assert by_day == [False, False, True, True, False]


def test_it_may_be_put_off_again_and_is_let_go_in_the_end(
    bryony: User, moments: dict[str, Moment], ended: Ended
) -> None:
    cohort = ended(0)
    long_off = timezone.localdate() + timedelta(weeks=20)
    MomentChoice.objects.create(
        person=bryony, moment=moments["end_of_module"], cohort=cohort, put_off_until=long_off
    )
    Moment.objects.exclude(key="end_of_module").update(is_retired=True)

    assert offered(bryony, [cohort], today=long_off) == []


@pytest.mark.parametrize(
    ("days_ago", "asks_later", "asks_after_all"),
    [(13, True, True), (14, True, False), (14 + 76, True, False), (14 + 77, False, False)],
)
def test_a_button_that_would_change_nothing_is_not_there(
    as_bryony: Client, moments: dict[str, Moment], ended: Ended,
    days_ago: int, asks_later: bool, asks_after_all: bool,
) -> None:  # fmt: skip
    """Twelve weeks after its last day it is let go: then it can neither come later nor again."""
    ended(days_ago)
    before = as_bryony.get(address("moment")).text

    as_bryony.post(address("moment-turn-off"))

    assert (ASK_LATER in before) is asks_later
    assert (AFTER_ALL in as_bryony.get(address("moment")).text) is asks_after_all


def test_who_is_asked_nothing_by_their_settings_is_promised_no_day(
    as_bryony: Client, bryony: User, moments: dict[str, Moment], ended: Ended
) -> None:
    ended(1)
    User.objects.filter(pk=bryony.pk).update(has_follow_ups=False)

    assert ASK_LATER not in as_bryony.get(address("moment")).text
    answer = as_bryony.post(address("moment-put-off"), follow=True)
    assert "We will ask again" not in answer.text


def test_put_off_for_the_last_time_no_day_is_promised(
    as_bryony: Client, moments: dict[str, Moment], ended: Ended
) -> None:
    ended(14 + 77)

    answer = as_bryony.post(address("moment-put-off"), follow=True)

    assert "You will not be asked these." in answer.text


def test_turned_off_it_does_not_come_back_until_it_is_asked_for(
    as_bryony: Client, bryony: User, moments: dict[str, Moment], ended: Ended
) -> None:
    ended(1)
    as_bryony.post(address("moment-turn-off"))

    assert shown_on_home(as_bryony) is None
    assert "You asked not to be asked these." in as_bryony.get(address("moment")).text

    as_bryony.post(address("moment-ask"))

    assert shown_on_home(as_bryony) == "end_of_module"
    assert not MomentChoice.objects.owned_by(bryony).exists()


def test_turning_one_off_leaves_the_others(
    as_bryony: Client, moments: dict[str, Moment], ended: Ended
) -> None:
    ended(1)
    as_bryony.post(address("moment-turn-off"))
    ended(30)

    assert shown_on_home(as_bryony) == "one_month"


def test_settings_turn_off_all_of_them(
    as_bryony: Client, bryony: User, moments: dict[str, Moment], ended: Ended
) -> None:
    ended(1)
    sent = {"reminders": "weekly", "reminder_day": "3"}

    as_bryony.post("/settings/reminders/", sent)
    assert shown_on_home(as_bryony) is None
    assert as_bryony.get(address("moment")).status_code == 200

    as_bryony.post("/settings/reminders/", {**sent, "has_follow_ups": "on"})
    assert shown_on_home(as_bryony) == "end_of_module"


def test_each_says_it_for_themselves(
    as_bryony: Client, as_idris: Client, moments: dict[str, Moment], ended: Ended
) -> None:
    ended(1)
    as_bryony.post(address("moment-turn-off"))

    assert shown_on_home(as_idris) == "end_of_module"


@pytest.mark.parametrize("name", ["moment-put-off", "moment-turn-off", "moment-ask"])
def test_only_a_button_says_it_and_only_whose_moment_has_come(
    as_bryony: Client, as_rosalind: Client, moments: dict[str, Moment], ended: Ended, name: str
) -> None:
    ended(1)

    assert as_bryony.get(address(name)).status_code == 405
    assert as_rosalind.post(address(name)).status_code == 404
    assert as_bryony.post(address(name, "one_month")).status_code == 404
    assert not MomentChoice.objects.across_owners(reason="a test").exists()
