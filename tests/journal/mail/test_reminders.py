"""Who is reminded, of what, how often, and when it stops by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.mail.deeds import pause_reminders, write_reminders
from journal.mail.sending import send_waiting
from journal.models import Entry, Notice
from partnership.people.models import User
from tests.factories import make_entry, make_person, make_question

from .conftest import DAY, HOUR, LONDON, NINE, states

LAST_WORDS = "We won’t email again unless you ask. Your journal will be here."
THURSDAYS = [NINE + weeks * 7 * DAY for weeks in range(12)]


def run(at: datetime = NINE) -> list[str]:
    """What the command does; who was sent something."""
    before = len(mail.outbox)
    write_reminders(at=at)
    send_waiting(at=at)
    return [message.to[0] for message in mail.outbox[before:]]


@pytest.fixture
def draft(bryony: User) -> Entry:
    """Something half written, left five days ago."""
    return leave_a_draft(bryony)


def leave_a_draft(person: User, **fields: Any) -> Entry:
    defaults = {"body": "Half a thought", "done_at": None, "edited_at": NINE - 5 * DAY}
    return make_entry(person, **{**defaults, **fields})


def change_entry(**fields: object) -> Callable[[User], object]:
    return lambda person: Entry.objects.owned_by(person).update(**fields)


def change_person(**fields: object) -> Callable[[User], object]:
    return lambda person: User.objects.filter(pk=person.pk).update(**fields)


CASES: dict[str, tuple[Callable[[User], object], bool]] = {
    "as it is": (lambda person: None, True),
    "once a week": (change_person(reminders="weekly"), True),
    "off": (change_person(reminders="off"), False),
    "another day": (change_person(reminder_day=2), False),
    "account closed": (change_person(is_active=False), False),
    "put off until tomorrow": (change_person(reminders_paused_until=date(2026, 10, 16)), False),
    "put off until today": (change_person(reminders_paused_until=date(2026, 10, 15)), True),
    "finished": (change_entry(done_at=NINE - 4 * DAY), False),
    "an empty sheet": (change_entry(body=""), False),
    "in the bin": (change_entry(binned_at=NINE - 3 * DAY), False),
    "deleted": (lambda person: Entry.objects.owned_by(person).delete(), False),
    "written yesterday": (change_entry(edited_at=NINE - DAY), False),
    "written two days ago": (change_entry(edited_at=NINE - 2 * DAY), True),
    "wrote something else yesterday": (
        lambda person: make_entry(person, edited_at=NINE - DAY),
        False,
    ),
    "other mail stopped": (change_person(has_reply_mail=False, has_share_mail=False), True),
}


@pytest.mark.parametrize(("change", "is_reminded"), CASES.values(), ids=CASES.keys())
@pytest.mark.parametrize("is_late", [False, True], ids=["before", "between row and mail"])
def test_a_reminder_goes_to_who_wants_it_and_has_left_something(
    bryony: User,
    draft: Entry,
    change: Callable[[User], object],
    is_reminded: bool,
    is_late: bool,
) -> None:
    if is_late:
        assert write_reminders(at=NINE) == 1
    change(bryony)

    assert run() == [bryony.email] * is_reminded


def test_who_has_left_every_cohort_and_left_nothing_half_written_gets_none(db: None) -> None:
    make_entry(make_person(), edited_at=NINE - 5 * DAY)

    assert run() == []


def test_somebody_elses_draft_reminds_nobody_else(bryony: User, idris: User, draft: Entry) -> None:
    assert run() == [bryony.email]


def test_running_it_again_that_day_sends_nothing_more(draft: Entry) -> None:
    run()

    assert run() == []
    assert run(NINE + 10 * HOUR) == []
    assert states() == ["sent"]


@pytest.mark.parametrize(("choice", "sent"), [("weekly", [0, 1, 2]), ("fortnightly", [0, 2, 4])])
def test_three_go_as_often_as_was_chosen_and_then_no_more(
    bryony: User, draft: Entry, choice: str, sent: list[int]
) -> None:
    User.objects.filter(pk=bryony.pk).update(reminders=choice)

    weeks = [week for week, at in enumerate(THURSDAYS) if run(at)]

    assert weeks == sent
    assert [LAST_WORDS in message.body for message in mail.outbox] == [False, False, True]
    bryony.refresh_from_db()
    assert bryony.reminders == "off"


@pytest.mark.parametrize(
    "answer",
    [
        lambda person, at: User.objects.filter(pk=person.pk).update(last_login=at),
        lambda person, at: Entry.objects.owned_by(person).update(edited_at=at),
        lambda person, at: make_entry(person, edited_at=at),
        lambda person, at: pause_reminders(person.pk, until=at.date(), at=at),
    ],
    ids=["signed in", "wrote on", "wrote something else", "put them off"],
)
def test_who_answers_is_reminded_as_before(
    bryony: User, draft: Entry, answer: Callable[[User, datetime], object]
) -> None:
    run(THURSDAYS[0])
    run(THURSDAYS[2])
    answer(bryony, THURSDAYS[2] + DAY)

    for week in (4, 6, 8, 10):
        run(THURSDAYS[week])

    assert [LAST_WORDS in message.body for message in mail.outbox] == [False] * 4 + [True]


def test_after_the_last_one_only_asking_starts_them_again(
    bryony: User, draft: Entry, as_bryony: Client
) -> None:
    User.objects.filter(pk=bryony.pk).update(reminders="weekly", last_login=NINE - DAY)
    for at in THURSDAYS[:3]:
        run(at)
    Entry.objects.owned_by(bryony).update(edited_at=THURSDAYS[3])  # writing alone is not asking
    assert run(THURSDAYS[4]) == []

    as_bryony.post("/settings/reminders/", {"reminders": "weekly", "reminder_day": "3"})
    User.objects.filter(pk=bryony.pk).update(reminders_chosen_at=THURSDAYS[4])

    assert [bool(run(at)) for at in THURSDAYS[5:9]] == [True, True, True, False]


def test_the_reminder_says_the_modules_words_and_none_of_hers(bryony: User, draft: Entry) -> None:
    make_question(key="first", position=1, title="Another question", is_retired=True)
    make_question(key="second", position=2, title="The second question")
    asked = make_question(key="third", position=3, title="Whose work & what “it” is for")
    Entry.objects.owned_by(bryony).update(question=asked, title="A title", body="Some words")

    run()

    [message] = mail.outbox
    assert message.subject == "Question 2: Whose work & what “it” is for"
    assert message.body.startswith(
        "You were partway through this. Ten minutes would finish it.\n\n"
        "Carry on:\nhttp://127.0.0.1:8000/\n\nNot until after half term:\n"
    )
    for word in ("A title", "Some words", bryony.name, "October", "10"):
        assert word not in message.body.partition("http")[0]


@pytest.mark.parametrize("has_title", [True, False])
def test_a_free_entry_has_no_name_in_the_mail(bryony: User, draft: Entry, has_title: bool) -> None:
    Entry.objects.owned_by(bryony).update(title="Our falling out" if has_title else "")

    run()

    assert mail.outbox[0].subject == "Something half written"
    assert "Our falling out" not in str(mail.outbox[0].message())


def test_a_reminder_that_could_not_go_on_its_day_is_let_go(bryony: User, draft: Entry) -> None:
    write_reminders(at=NINE)

    send_waiting(at=NINE + DAY)

    assert mail.outbox == []
    assert states() == ["dropped"]


@pytest.mark.parametrize(("day", "hour", "is_reminded"), [("2026-10-22", 5, False),
    ("2026-10-22", 6, True), ("2026-10-22", 23, True), ("2026-10-23", 0, False),
    ("2027-04-01", 6, True)])  # fmt: skip
def test_my_day_is_the_sites_day(
    bryony: User, draft: Entry, day: str, hour: int, is_reminded: bool
) -> None:
    """Also in summer, when midnight here is eleven in the evening in UTC."""
    at = datetime.fromisoformat(f"{day} {hour:02}:30").replace(tzinfo=LONDON)

    assert bool(run(at)) is is_reminded


def test_a_changed_day_does_not_bring_the_next_one_sooner(bryony: User, draft: Entry) -> None:
    User.objects.filter(pk=bryony.pk).update(reminders="weekly")
    run(NINE)
    User.objects.filter(pk=bryony.pk).update(reminder_day=4)

    assert run(NINE + DAY) == []
    assert run(NINE + 8 * DAY) == [bryony.email]


def test_nothing_of_what_was_found_is_kept(bryony: User, draft: Entry) -> None:
    run()

    row = Notice.objects.values().get()

    assert set(row) == {"id", "kind", "person_id", "invitation_id", "on_day", "state",
                        "written_at", "tried_at", "tries", "sent_at"}  # fmt: skip
    assert str(draft.pk) not in str(row)


@pytest.mark.parametrize("people", [1, 3])
def test_writing_costs_the_same_for_one_or_three(
    db: None, people: int, django_assert_num_queries: Callable[..., object]
) -> None:
    for _ in range(people):
        leave_a_draft(make_person())

    with django_assert_num_queries(6):  # moments, due, rows, how many, nobody more, plans
        assert write_reminders(at=NINE) == people


DAYS = st.lists(
    st.tuples(
        st.sampled_from(["", "", "", "wrote", "signed in", "asked", "day", "often"]),
        st.integers(0, 6),  # which day of the week, where one is chosen
        st.sampled_from([0, 1, 1, 2]),  # how often the command runs that day
    ),
    min_size=20,
    max_size=70,
)


@pytest.mark.slow
@pytest.mark.once  # on both: that three go as often as was chosen, and how they start again
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(days=DAYS)
def test_never_oftener_than_chosen_and_never_a_fourth(
    db: None, days: list[tuple[str, int, int]]
) -> None:
    """Whatever a person does and whenever the command runs, or does not."""
    person = make_person()
    leave_a_draft(person, edited_at=NINE - 30 * DAY)
    mine = User.objects.filter(pk=person.pk)
    sent: list[datetime] = []
    unanswered, gap = 0, 14

    for number, (event, weekday, runs) in enumerate(days):
        at = NINE + number * DAY
        if event == "wrote":
            Entry.objects.owned_by(person).update(edited_at=at - HOUR)
        elif event == "signed in":
            mine.update(last_login=at - HOUR)
        elif event in ("asked", "often"):
            gap = 7 if event == "often" else 14
            choice = "weekly" if event == "often" else "fortnightly"
            mine.update(reminders=choice, reminders_chosen_at=at - HOUR)
        elif event == "day":
            mine.update(reminder_day=weekday)
        unanswered = 0 if event in ("wrote", "signed in", "asked", "often") else unanswered
        for _ in range(runs):
            person.refresh_from_db()
            if person.email not in run(at):
                continue
            assert person.reminder_day == at.weekday()
            assert person.reminders != "off"
            assert not sent or at - sent[-1] >= gap * DAY
            unanswered += 1
            sent.append(at)
            assert unanswered <= 3
            assert (LAST_WORDS in mail.outbox[-1].body) is (unanswered == 3)
            person.refresh_from_db()
            assert (person.reminders == "off") is (unanswered == 3)
    person.delete()
