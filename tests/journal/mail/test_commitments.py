"""A commitment comes back by mail on its day, without a word of it, unless reminders are off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client

from journal.mail.deeds import write_reminders
from journal.mail.sending import send_waiting
from journal.models import Commitment, Notice
from partnership.people.models import User
from tests.factories import make_commitment, make_entry

from .conftest import DAY, HOUR, NINE, states

TODAY = NINE.date()


@pytest.fixture
def planned(bryony: User) -> Commitment:
    """Due on this Thursday, her day for reminders being another."""
    User.objects.filter(pk=bryony.pk).update(reminder_day=0)
    return make_commitment(bryony, due_on=TODAY)


def run(at: object = NINE) -> list[str]:
    before = len(mail.outbox)
    write_reminders(at=at)  # type: ignore[arg-type]
    send_waiting(at=at)  # type: ignore[arg-type]
    return [message.to[0] for message in mail.outbox[before:]]


def change(**fields: object) -> Callable[[Commitment], object]:
    return lambda one: Commitment.objects.owned_by(one.author).update(**fields)


def change_person(**fields: object) -> Callable[[Commitment], object]:
    return lambda one: User.objects.filter(pk=one.author_id).update(**fields)


CASES: dict[str, tuple[Callable[[Commitment], object], bool]] = {
    "as it is": (lambda one: None, True),
    "put off by a day": (change(due_on=TODAY + timedelta(days=1)), False),
    "of yesterday": (change(due_on=TODAY - timedelta(days=1)), False),
    "told already": (change(outcome="let_go", said_on=TODAY), False),
    "deleted": (lambda one: one.delete(), False),
    "no reminders": (change_person(reminders="off"), False),
    "reminders put off": (change_person(reminders_paused_until=date(2026, 10, 16)), False),
    "account closed": (change_person(is_active=False), False),
    "reminders once a week": (change_person(reminders="weekly"), True),
}


@pytest.mark.parametrize(("what", "is_mailed"), CASES.values(), ids=CASES.keys())
@pytest.mark.parametrize("is_late", [False, True], ids=["before", "between row and mail"])
def test_a_mail_goes_on_its_day_to_who_wants_it(
    bryony: User,
    planned: Commitment,
    what: Callable[[Commitment], object],
    is_mailed: bool,
    is_late: bool,
) -> None:
    if is_late:
        assert write_reminders(at=NINE) == 1
    what(planned)

    assert run() == [bryony.email] * is_mailed


def test_it_says_that_there_is_something_and_not_what(planned: Commitment) -> None:
    run()

    [message] = mail.outbox
    assert message.subject == "Something you planned"
    assert message.body.startswith("Something you planned comes back today.")
    assert planned.will_text not in message.body
    assert planned.when_text not in message.body


def test_two_on_one_day_are_one_mail_and_another_run_sends_no_more(
    bryony: User, planned: Commitment
) -> None:
    make_commitment(bryony, due_on=TODAY)

    assert run() == [bryony.email]
    assert run(NINE + HOUR) == []
    assert states() == ["sent"]


def test_a_morning_on_which_nothing_was_sent_is_not_made_up_for(planned: Commitment) -> None:
    assert run(NINE - 4 * HOUR) == []
    write_reminders(at=NINE)

    assert run(NINE + DAY) == []
    assert states() == ["dropped"]


def test_it_is_no_answer_to_a_reminder_nor_counted_as_one(bryony: User) -> None:
    """Both may come on one day: one is of a draft, and the other of a plan."""
    make_entry(bryony, done_at=None, edited_at=NINE - 5 * DAY)
    make_commitment(bryony, due_on=TODAY)

    assert run() == [bryony.email] * 2
    assert Notice.objects.reminders().count() == 1


def test_its_link_turns_off_reminders_as_any_other_does(
    bryony: User, planned: Commitment, client: Client
) -> None:
    run()
    [line] = [line for line in mail.outbox[0].body.splitlines() if "/mail/stop/" in line]
    address = line.removeprefix("http://127.0.0.1:8000")

    assert "reminders" in client.get(address).content.decode()
    client.post(address)

    bryony.refresh_from_db()
    assert bryony.reminders == "off"
