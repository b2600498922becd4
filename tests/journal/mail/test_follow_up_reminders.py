"""A reminder that a follow-up may be answered: to whom, when, and holding none of their words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.core import mail

from journal.mail.deeds import write_reminders
from journal.mail.sending import send_waiting
from journal.models import Cohort, Entry, Membership, Moment, MomentChoice, Prompt
from partnership.people.models import User
from tests.factories import make_cohort, make_entry

from .conftest import DAY, NINE, states

WEEK = 7 * DAY
ENDED = date(2026, 10, 14)  # the day before NINE, which is everyone's day of reminders


@pytest.fixture
def moment(autumn: Cohort) -> Moment:
    """At the end of the module, for a fortnight, with one prompt."""
    autumn.module.follow_ups_digest = "a digest"
    autumn.module.save()
    autumn.module_ends_on = ENDED
    autumn.save()
    moment = Moment.objects.create(
        module=autumn.module,
        key="end",
        position=1,
        name="At the end of the module",
        offset_days=0,
        window_days=14,
    )
    Prompt.objects.create(
        moment=moment, key="fu_one", position=1, applies_to=["partnerships"], show_earlier="no",
        wording="What is different?",
    )  # fmt: skip
    return moment


@pytest.fixture
def written(bryony: User, moment: Moment) -> Entry:
    """What she finished a month ago. Idris has written nothing, and is not written to."""
    return make_entry(bryony, "Some words", title="A title", edited_at=NINE - 30 * DAY)


def run(at: datetime = NINE) -> list[str]:
    before = len(mail.outbox)
    write_reminders(at=at)
    send_waiting(at=at)
    return [message.to[0] for message in mail.outbox[before:]]


def said(until: date | None) -> Callable[[User], object]:
    return lambda person: MomentChoice.objects.create(
        person=person,
        moment=Moment.objects.get(),
        cohort=Cohort.objects.get(),
        put_off_until=until,
    )


def change(**fields: object) -> Callable[[User], object]:
    return lambda person: User.objects.filter(pk=person.pk).update(**fields)


def ended(days_ago: int) -> Callable[[User], object]:
    ends_on = NINE.date() - timedelta(days=days_ago)
    return lambda person: Cohort.objects.update(module_ends_on=ends_on, starts_on="2026-01-01")


CASES: dict[str, tuple[Callable[[User], object], bool]] = {
    "as it is": (lambda person: None, True),
    "off": (change(reminders="off"), False),
    "no looking back": (change(has_follow_ups=False), False),
    "another day": (change(reminder_day=2), False),
    "all put off": (change(reminders_paused_until=date(2026, 10, 16)), False),
    "this one put off": (said(date(2026, 10, 16)), False),
    "put off until today": (said(date(2026, 10, 15)), True),
    "turned off": (said(None), False),
    "not ended": (ended(-1), False),
    "its last day": (ended(13), True),
    "over": (ended(14), False),
    "answered": (lambda person: make_entry(person, follow_up="fu_one", edited_at=NINE), False),
    "answered long since": (
        lambda person: make_entry(
            person, follow_up="fu_one", started_at=NINE - 400 * DAY, edited_at=NINE - 400 * DAY
        ),
        True,
    ),
    "has left": (
        lambda person: Membership.objects.filter(person=person).update(left_at=NINE - DAY),
        False,
    ),
    "cohort closed": (lambda person: Cohort.objects.update(closed_at=NINE - DAY), True),
    "left the pack": (lambda person: Moment.objects.update(is_retired=True), False),
    "in a newer cohort": (
        lambda person: make_cohort(
            leaders=(person,), starts_on=date(2026, 10, 1), module_ends_on=date(2027, 1, 1)
        ),
        False,
    ),
    "facilitates": (
        lambda person: Membership.objects.filter(person=person).update(role="facilitator"),
        False,
    ),
    "wrote yesterday": (lambda person: make_entry(person, edited_at=NINE - DAY), False),
}


@pytest.mark.parametrize(("happened", "is_reminded"), CASES.values(), ids=CASES.keys())
@pytest.mark.parametrize("is_late", [False, True], ids=["before", "between row and mail"])
def test_it_goes_to_whom_home_would_offer_it(
    bryony: User,
    written: Entry,
    happened: Callable[[User], object],
    is_reminded: bool,
    is_late: bool,
) -> None:
    Cohort.objects.update(starts_on=date(2026, 9, 14))
    if is_late:
        assert write_reminders(at=NINE) == 1
    happened(bryony)

    assert run() == [bryony.email] * is_reminded


def test_it_names_the_moment_and_nothing_of_the_journal(bryony: User, written: Entry) -> None:
    run()

    [message] = mail.outbox
    assert message.subject == "At the end of the module: looking back"
    assert message.body.startswith(
        "A few questions for looking back are on your home page. Answer any of them, or none.\n\n"
        "Look back:\nhttp://127.0.0.1:8000/\n\nNot until after half term:\n"
    )
    for word in ("A title", "Some words", bryony.name, "October", "different"):
        assert word not in message.body.partition("http")[0]


def test_what_is_half_written_comes_first(bryony: User, written: Entry) -> None:
    make_entry(bryony, "Half a thought", done_at=None, edited_at=NINE - 5 * DAY)

    run()

    assert mail.outbox[0].subject == "Something half written"


def test_a_follow_up_that_is_half_written_goes_by_its_moment(bryony: User, written: Entry) -> None:
    make_entry(
        bryony,
        "Half a thought",
        title="End of module: Hollybank",
        follow_up="fu_one",
        done_at=None,
        edited_at=NINE - 5 * DAY,
    )

    run()

    assert mail.outbox[0].subject == "At the end of the module"
    assert "Hollybank" not in str(mail.outbox[0].message())


def test_it_comes_no_oftener_than_was_chosen(bryony: User, written: Entry) -> None:
    User.objects.filter(pk=bryony.pk).update(reminders="weekly")

    assert [len(run(NINE + n * WEEK)) for n in range(4)] == [1, 1, 0, 0]
    assert states() == ["sent", "sent"]


@pytest.mark.parametrize("people", [1, 3])
def test_writing_costs_the_same_for_one_or_three(
    bryony: User, written: Entry, people: int, django_assert_num_queries: Callable[..., object]
) -> None:
    for number in range(people - 1):
        person = User.objects.create_user(f"p{number}@example.org", name="P")
        Membership.objects.create(cohort=Cohort.objects.get(), person=person, role="leader")
        make_entry(person, edited_at=NINE - 30 * DAY)

    with django_assert_num_queries(6):  # moments, due, rows, how many, nobody more, plans
        assert write_reminders(at=NINE) == people
