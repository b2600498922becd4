"""Who is told that there is something new, and who is not: the digests, from row to mail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from journal.mail.deeds import write_digests
from journal.mail.news import facilitators_with_news
from journal.mail.sending import send_waiting
from journal.models import Cohort, Membership, Notice, Reading, SharedCopy
from journal.sharing.deeds import withdraw
from partnership.people.models import User
from tests.factories import make_cohort, make_entry, make_person, make_reply, share

from .conftest import DAY, HOUR, LONDON, NINE, states

Change = Callable[[SharedCopy, User], object]


def run(at: datetime = NINE) -> list[str]:
    """What the command does; who was sent something."""
    before = len(mail.outbox)
    write_digests(at=at)
    send_waiting(at=at)
    return [message.to[0] for message in mail.outbox[before:]]


def leave(role: str) -> Change:
    def change(copy: SharedCopy, reader: User) -> None:
        Membership.objects.filter(cohort=copy.cohort, role=role).update(left_at=timezone.now())

    return change


def move(copy: SharedCopy, reader: User) -> None:
    elsewhere = make_cohort(leaders=(copy.author,))
    memberships = Membership.objects.filter(person=copy.author).exclude(cohort=elsewhere)
    memberships.update(left_at=timezone.now())


def set_on(reader: str, **fields: object) -> Change:
    def change(copy: SharedCopy, facilitator: User) -> None:
        person = facilitator if reader == "facilitator" else copy.author
        User.objects.filter(pk=person.pk).update(**fields)

    return change


def open_it(copy: SharedCopy, reader: User) -> None:
    at = NINE - HOUR
    Reading.objects.create(copy=copy, person=reader, opened_at=at, last_opened_at=at)


def open_before_this_text(copy: SharedCopy, reader: User) -> None:
    at = NINE - 2 * DAY
    Reading.objects.create(copy=copy, person=reader, opened_at=at, last_opened_at=at)


def answer(copy: SharedCopy, reader: User) -> None:
    """Its author wrote back to the facilitator, who had opened it."""
    open_it(copy, reader)
    Reading.objects.filter(copy=copy).update(answered_at=NINE - HOUR / 2)


def nothing(copy: SharedCopy, reader: User) -> None:
    pass


TO_THE_FACILITATOR: list[tuple[str, Change, bool]] = [
    ("as it is", nothing, True),
    ("taken back", lambda copy, reader: withdraw(copy.entry), False),
    ("the facilitator was removed", leave("facilitator"), False),
    ("the leader has left", leave("leader"), False),
    ("the leader has moved to another cohort", move, False),
    ("mail stopped", set_on("facilitator", has_share_mail=False), False),
    ("other mail stopped", set_on("facilitator", has_reply_mail=False, reminders="off"), True),
    ("the account was closed", set_on("facilitator", is_active=False), False),
    ("opened already", open_it, False),
    ("opened before this text was given", open_before_this_text, True),
    ("its author wrote back", answer, True),
    ("given to the whole cohort", lambda copy, reader: widen(copy), True),
]


def widen(copy: SharedCopy) -> None:
    SharedCopy.objects.filter(pk=copy.pk).update(audience="cohort", cohort_since=NINE)


@pytest.mark.parametrize(("change", "is_told"), [row[1:] for row in TO_THE_FACILITATOR],
                         ids=[row[0] for row in TO_THE_FACILITATOR])  # fmt: skip
def test_a_facilitator_is_told_of_what_waits_for_them(
    given: SharedCopy, rosalind: User, change: Change, is_told: bool
) -> None:
    change(given, rosalind)

    assert run() == [rosalind.email] * is_told


@pytest.mark.parametrize(("change", "is_told"), [row[1:] for row in TO_THE_FACILITATOR],
                         ids=[row[0] for row in TO_THE_FACILITATOR])  # fmt: skip
def test_it_is_asked_again_at_the_moment_of_sending(
    given: SharedCopy, rosalind: User, change: Change, is_told: bool
) -> None:
    write_digests(at=NINE)
    assert states() == ["queued"]
    change(given, rosalind)

    send_waiting(at=NINE)

    assert [message.to for message in mail.outbox] == [[rosalind.email]] * is_told
    assert states() == ["sent" if is_told else "dropped"]


@pytest.fixture
def answered(given: SharedCopy, rosalind: User) -> SharedCopy:
    """Rosalind wrote back an hour ago, so she has nothing to be told of and Bryony has."""
    open_it(given, rosalind)
    make_reply(given, rosalind, sent_at=NINE - HOUR)
    return given


def read_it(copy: SharedCopy, reader: User) -> None:
    copy.replies.update(read_at=NINE)


def only_her_own(copy: SharedCopy, reader: User) -> None:
    copy.replies.update(author=copy.author)


TO_THE_LEADER: list[tuple[str, Change, bool]] = [
    ("as it is", nothing, True),
    ("read already", read_it, False),
    ("her own words in the thread", only_her_own, False),
    ("no longer shared", lambda copy, reader: withdraw(copy.entry), False),
    ("she has left", leave("leader"), False),
    ("the facilitator was removed since", leave("facilitator"), True),
    ("mail stopped", set_on("leader", has_reply_mail=False), False),
    ("other mail stopped", set_on("leader", has_share_mail=False, reminders="off"), True),
    ("the account was closed", set_on("leader", is_active=False), False),
]


@pytest.mark.parametrize("is_late", [False, True], ids=["before", "between row and mail"])
@pytest.mark.parametrize(("change", "is_told"), [row[1:] for row in TO_THE_LEADER],
                         ids=[row[0] for row in TO_THE_LEADER])  # fmt: skip
def test_a_leader_is_told_of_a_reply_they_have_not_read(
    answered: SharedCopy,
    bryony: User,
    rosalind: User,
    change: Change,
    is_told: bool,
    is_late: bool,
) -> None:
    if is_late:
        write_digests(at=NINE)
    change(answered, rosalind)

    assert run() == [bryony.email] * is_told


def test_peers_are_told_nothing(given: SharedCopy, idris: User, rosalind: User) -> None:
    widen(given)

    assert idris.email not in run()


def test_a_facilitator_is_not_told_of_their_own(autumn: Cohort, rosalind: User) -> None:
    other = make_cohort(leaders=(rosalind,), facilitators=(make_person(),))
    share(make_entry(rosalind), other, given_at=NINE - HOUR)

    assert rosalind.email not in run()


def test_both_facilitators_are_told(given: SharedCopy, autumn: Cohort, rosalind: User) -> None:
    other = make_person(email="other@example.org")
    Membership.objects.create(cohort=autumn, person=other, role="facilitator")

    assert sorted(run()) == ["other@example.org", rosalind.email]


def test_what_a_colleague_has_dealt_with_is_no_news(
    given: SharedCopy, autumn: Cohort, rosalind: User
) -> None:
    colleague = make_person()
    Membership.objects.create(cohort=autumn, person=colleague, role="facilitator")
    then = NINE - 2 * HOUR
    Reading.objects.create(copy=given, person=colleague, last_opened_at=then, dealt_at=then)

    assert not facilitators_with_news().exists()

    given.text_given_at = NINE - HOUR
    given.save()
    assert set(facilitators_with_news()) == {rosalind, colleague}


def test_running_it_again_sends_nothing_more(given: SharedCopy, rosalind: User) -> None:
    assert run() == [rosalind.email]
    assert run() == []
    assert run(NINE + 3 * HOUR) == []
    assert states() == ["sent"]


def test_what_came_later_that_day_waits_for_the_next(
    given: SharedCopy, autumn: Cohort, idris: User, rosalind: User
) -> None:
    run()
    share(make_entry(idris), autumn, given_at=NINE + HOUR)

    assert run(NINE + 2 * HOUR) == []
    assert run(NINE + DAY) == [rosalind.email]


def test_what_has_been_told_once_is_not_told_again(given: SharedCopy, rosalind: User) -> None:
    run()

    assert run(NINE + DAY) == []
    assert run(NINE + 7 * DAY) == []


def test_a_dropped_one_leaves_the_news_for_the_next_day(
    given: SharedCopy, autumn: Cohort, idris: User, rosalind: User
) -> None:
    write_digests(at=NINE)
    withdraw(given.entry)
    send_waiting(at=NINE)
    share(make_entry(idris), autumn, given_at=NINE + HOUR)

    assert run(NINE + 2 * HOUR) == []
    assert run(NINE + DAY) == [rosalind.email]


def test_yesterdays_that_waited_for_the_mail_server_is_the_only_one_today(
    given: SharedCopy, autumn: Cohort, idris: User, rosalind: User
) -> None:
    write_digests(at=NINE - HOUR)
    share(make_entry(idris), autumn, given_at=NINE + HOUR)

    assert run(NINE + DAY) == [rosalind.email]
    assert run(NINE + DAY + HOUR) == []
    assert states() == ["sent"]


@pytest.mark.parametrize(
    ("hour", "is_told"), [(0, False), (5, False), (6, True), (12, True), (23, True)]
)
def test_nobody_is_written_to_before_six(given: SharedCopy, hour: int, is_told: bool) -> None:
    assert bool(run(NINE.replace(hour=hour, minute=59))) is is_told


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"])
def test_six_is_six_also_when_the_clocks_change(given: SharedCopy, day: str) -> None:
    before = datetime.fromisoformat(f"{day} 05:59").replace(tzinfo=LONDON)

    assert run(before) == []
    assert len(run(before + timedelta(minutes=1))) == 1
    assert str(Notice.objects.get().on_day) == day


def test_what_waited_overnight_goes_in_the_morning(given: SharedCopy, rosalind: User) -> None:
    write_digests(at=NINE)

    send_waiting(at=NINE.replace(hour=2) + DAY)
    assert states() == ["queued"]
    send_waiting(at=NINE + DAY)
    assert states() == ["sent"]


@pytest.mark.parametrize("people", [1, 3])
def test_writing_costs_the_same_for_one_or_three(
    autumn: Cohort, bryony: User, people: int, django_assert_num_queries: Callable[..., object]
) -> None:
    share(make_entry(bryony), autumn, given_at=NINE - HOUR)
    Membership.objects.filter(role="facilitator").delete()
    for _ in range(people):
        Membership.objects.create(cohort=autumn, person=make_person(), role="facilitator")

    with django_assert_num_queries(5):  # due, rows, how many, nobody more; leaders
        assert write_digests(at=NINE) == people


def test_the_desk_and_the_digest_agree(given: SharedCopy, rosalind: User, sam: User) -> None:
    """The digest looks where the facilitator's desk looks, and nowhere else."""
    assert list(facilitators_with_news()) == [rosalind]
    assert SharedCopy.objects.for_facilitator(rosalind).exists()
    assert not SharedCopy.objects.for_facilitator(sam).exists()
