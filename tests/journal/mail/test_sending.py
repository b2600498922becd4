"""Each mail once: servers that fail, processes that die, and two that send at the same time."""

from __future__ import annotations

import json
import logging
import smtplib
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.mail.backends import locmem
from django.core.management import CommandError, call_command
from django.db import connection

from journal.mail.deeds import write_digests
from journal.mail.sending import send_waiting
from journal.models import Cohort, Membership, Notice, SharedCopy
from journal.models.notice import DIED_AFTER, GIVE_UP_AFTER
from journal.sharing.deeds import withdraw
from partnership.logs import AllowListedJson
from partnership.people.models import User
from tests.factories import make_person
from tests.racing import at_once

from .conftest import HOUR, NINE, states

MINUTE = timedelta(minutes=1)


class PowerCutError(BaseException):
    """The process is gone: nothing after it runs."""


class Server(locmem.EmailBackend):
    """A mail server whose faults a test chooses. `taken` is what it took, by Message-ID."""

    taken: Counter[str] = Counter()
    cannot_open: Exception | None = None
    before_taking: BaseException | None = None
    after_taking: BaseException | None = None
    refuses = ""
    in_transactions = 0

    def open(self) -> None:
        if Server.cannot_open:
            raise Server.cannot_open

    def send_messages(self, messages: Any) -> int:
        for message in messages:
            Server.in_transactions += connection.in_atomic_block
            if Server.before_taking:
                raise Server.before_taking
            if message.to == [Server.refuses]:
                raise smtplib.SMTPRecipientsRefused({message.to[0]: (550, b"no such person")})
            Server.taken[message.extra_headers["Message-ID"]] += 1
            if Server.after_taking:
                raise Server.after_taking
        return super().send_messages(messages)


@pytest.fixture(autouse=True)
def _server(settings: LazySettings) -> Iterator[None]:
    settings.EMAIL_BACKEND = f"{__name__}.Server"
    yield
    Server.taken, Server.in_transactions = Counter(), 0
    Server.cannot_open = Server.before_taking = Server.after_taking = None
    Server.refuses = ""


@pytest.fixture
def waiting(given: SharedCopy) -> Notice:
    write_digests(at=NINE)
    return Notice.objects.get()


def test_the_headers_say_that_no_person_wrote_it(waiting: Notice, rosalind: User) -> None:
    send_waiting(at=NINE)

    headers = mail.outbox[0].message()
    assert headers["Message-ID"] == f"<{waiting.pk}@127.0.0.1>"
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["List-Unsubscribe"].startswith("<http://127.0.0.1:8000/mail/stop/")
    assert mail.outbox[0].to == [rosalind.email]
    assert headers.get_content_type() == "text/plain"


def test_a_sent_row_says_when(waiting: Notice) -> None:
    send_waiting(at=NINE)

    waiting.refresh_from_db()
    assert (waiting.state, waiting.sent_at, waiting.tried_at) == ("sent", NINE, NINE)
    assert waiting.tries == 1


def test_a_mail_server_that_is_down_costs_nothing(waiting: Notice) -> None:
    Server.cannot_open = ConnectionRefusedError()

    outcome = send_waiting(at=NINE)

    waiting.refresh_from_db()
    assert (waiting.state, waiting.tries, outcome.is_reachable) == ("queued", 0, False)
    Server.cannot_open = None
    send_waiting(at=NINE + MINUTE)
    assert states() == ["sent"]


def test_it_waits_longer_after_each_failure(waiting: Notice) -> None:
    Server.before_taking = smtplib.SMTPServerDisconnected("too busy")
    tried = []

    for minutes in range(0, 12 * 60, 5):
        at = NINE + minutes * MINUTE
        send_waiting(at=at)
        waiting.refresh_from_db()
        if waiting.tried_at == at:
            tried.append(minutes)

    assert tried == [0, 5, 20, 80, 260, 440, 620]
    assert waiting.state == "queued"


def test_a_failure_is_made_good(waiting: Notice) -> None:
    Server.before_taking = TimeoutError()
    send_waiting(at=NINE)
    Server.before_taking = None

    send_waiting(at=NINE + 5 * MINUTE)

    assert states() == ["sent"]
    assert list(Server.taken.values()) == [1]


def test_after_three_days_it_is_given_up_and_the_log_says_so(
    waiting: Notice, caplog: pytest.LogCaptureFixture
) -> None:
    Server.before_taking = TimeoutError()
    send_waiting(at=NINE + GIVE_UP_AFTER - MINUTE)
    assert states() == ["queued"]

    outcome = send_waiting(at=NINE + GIVE_UP_AFTER)

    assert states() == ["failed"]
    assert not outcome.is_fine
    assert "Mail was given up: it had waited three days" in caplog.text


def test_one_bad_address_holds_nobody_up(autumn: Cohort, given: SharedCopy, rosalind: User) -> None:
    other = make_person(email="another@example.org")
    Membership.objects.create(cohort=autumn, person=other, role="facilitator")
    Server.refuses = rosalind.email
    write_digests(at=NINE)

    outcome = send_waiting(at=NINE)

    assert [message.to for message in mail.outbox] == [["another@example.org"]]
    assert outcome.ended == Counter(sent=1, queued=1, failed=0)


@pytest.mark.parametrize("when", ["before_taking", "after_taking"])
def test_a_process_that_dies_neither_loses_nor_doubles_a_mail(
    waiting: Notice, rosalind: User, when: str
) -> None:
    """Before or after the server took it: a double would have the same Message-ID."""
    setattr(Server, when, PowerCutError())
    with pytest.raises(PowerCutError):
        send_waiting(at=NINE)
    assert states() == ["sending"]
    setattr(Server, when, None)

    send_waiting(at=NINE + DIED_AFTER - MINUTE)
    assert states() == ["sending"]
    send_waiting(at=NINE + DIED_AFTER)
    send_waiting(at=NINE + 2 * DIED_AFTER)

    assert states() == ["sent"]
    assert list(Server.taken) == [waiting.message_id]
    assert len(mail.outbox) == 1


def test_a_mail_left_by_a_crash_is_not_sent_again_once_it_is_no_longer_right(
    waiting: Notice, given: SharedCopy
) -> None:
    Server.after_taking = PowerCutError()
    with pytest.raises(PowerCutError):
        send_waiting(at=NINE)
    Server.after_taking = None
    withdraw(given.entry)

    send_waiting(at=NINE + DIED_AFTER)

    assert states() == ["failed"]
    assert sum(Server.taken.values()) == 1


def test_a_process_that_dies_between_writing_and_sending_loses_nothing(waiting: Notice) -> None:
    send_waiting(at=NINE + HOUR)

    assert states() == ["sent"]


def test_of_two_that_read_the_same_row_one_may_send_it(waiting: Notice) -> None:
    first, second = Notice.objects.get(), Notice.objects.get()

    assert first.claim(NINE)
    assert not second.claim(NINE)
    assert first.settle(Notice.State.SENT, at=NINE)
    assert not second.claim(NINE)


def test_one_that_was_slow_does_not_undo_what_another_did(waiting: Notice) -> None:
    slow = Notice.objects.get()
    slow.claim(NINE)
    quick = Notice.objects.get()
    quick.claim(NINE + DIED_AFTER)

    assert not slow.settle(Notice.State.QUEUED)
    assert quick.settle(Notice.State.SENT, at=NINE + DIED_AFTER)
    assert not slow.settle(Notice.State.QUEUED)
    assert states() == ["sent"]


def test_more_mails_than_are_read_at_once_all_go(
    autumn: Cohort, given: SharedCopy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("journal.mail.sending.SOME", 2)
    monkeypatch.setattr("journal.mail.deeds.SOME", 2)
    people = [make_person() for _ in range(6)]
    Membership.objects.bulk_create(
        Membership(cohort=autumn, person=person, role="facilitator") for person in people
    )

    assert write_digests(at=NINE) == 7
    assert send_waiting(at=NINE).ended["sent"] == 7
    assert set(Server.taken.values()) == {1}


def test_the_log_says_what_failed_and_not_for_whom(
    waiting: Notice, rosalind: User, caplog: pytest.LogCaptureFixture
) -> None:
    Server.refuses = rosalind.email

    with caplog.at_level(logging.WARNING):
        send_waiting(at=NINE)

    [line] = [AllowListedJson().format(record) for record in caplog.records]
    assert json.loads(line)["event"] == "A mail could not be sent, and will be tried again"
    assert "SMTPRecipientsRefused" in line
    assert rosalind.email not in line


@pytest.fixture
def today(given: SharedCopy, monkeypatch: pytest.MonkeyPatch) -> datetime:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NINE)
    return NINE


def test_a_command_says_in_one_line_what_it_did(
    today: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("send_digests")
    call_command("send_digests")
    call_command("send_reminders")

    assert capsys.readouterr().out.splitlines() == [
        "1 digest due, 1 mail sent.",
        "0 digests due, 0 mails sent.",
        "0 reminders due, 0 mails sent.",
    ]


@pytest.mark.parametrize("command", ["send_digests", "send_reminders"])
def test_a_command_fails_only_when_mail_could_not_be_sent(
    today: datetime, given: SharedCopy, command: str
) -> None:
    write_digests(at=NINE)
    withdraw(given.entry)
    call_command(command)  # a mail that is no longer right is no failure
    Server.cannot_open = OSError()
    call_command(command)  # nor is a server that nobody asked

    Notice.objects.update(state="queued", tries=0)
    with pytest.raises(CommandError, match="cannot be reached"):
        call_command(command)


# Two at the very same moment, by real threads with connections of their own.


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_processes_at_once_send_each_mail_once(
    autumn: Cohort, given: SharedCopy, elsewhere_too: Callable[[], None]
) -> None:
    people = [make_person() for _ in range(20)]
    Membership.objects.bulk_create(
        Membership(cohort=autumn, person=person, role="facilitator") for person in people
    )
    elsewhere_too()

    def run() -> tuple[int, int]:
        return write_digests(at=NINE), send_waiting(at=NINE).ended["sent"]

    done = at_once([run] * 4)

    assert sum(written for written, _ in done) == 21
    assert sum(sent for _, sent in done) == 21
    assert len(Server.taken) == 21
    assert Server.in_transactions == 0  # what is said before it is handed over is committed
    assert set(Server.taken.values()) == {1}
