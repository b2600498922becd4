"""No mail holds a word, a title, a name or a number of anyone's journal: each kind, whole."""

from __future__ import annotations

import re
import secrets
from unittest import mock

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from pytest_django.asserts import assertRedirects

from journal.cohorts.deeds import invite
from journal.mail import letters
from journal.mail.deeds import write_digests, write_reminders
from journal.mail.sending import send_waiting
from journal.models import Cohort, Entry, Module, Notice, Question, SharedLevel
from partnership.people.models import User
from tests.factories import (
    make_commitment,
    make_entry,
    make_framework,
    make_partnership,
    make_question,
    make_reply,
    share,
)

from .conftest import DAY, HOUR, NINE

KINDS = {kind.value for kind in Notice.Kind}


class Words:
    """Random words, each of which must be in no mail."""

    def __init__(self) -> None:
        self.all: list[str] = []

    def new(self) -> str:
        self.all.append(f"zq{secrets.token_hex(6)}")
        return self.all[-1]

    def seen_in(self, message: EmailMessage) -> set[str]:
        mime = message.message()
        text = f"{mime.as_string()}\n{mime.get_payload(decode=True).decode()}\n{message.subject}"
        return {word for word in self.all if word in text}


@pytest.fixture
def words(bryony: User, idris: User, rosalind: User, autumn: Cohort) -> Words:
    """Everything that anyone wrote or is called, as random words, and a mail due of each kind."""
    words = Words()
    for person in (bryony, idris, rosalind):
        named = {field: words.new() for field in ("name", "job_title", "organisation")}
        User.objects.filter(pk=person.pk).update(**named)
    Cohort.objects.filter(pk=autumn.pk).update(name=words.new())
    question = make_question(parts=[words.new()])
    Module.objects.update(title=words.new(), introduction=words.new())
    link = make_partnership(bryony, words.new(), description=words.new())

    level = make_framework().editions.get().elements.get()
    given = share(make_entry(bryony, words.new(), title=words.new()), autumn, given_at=NINE - HOUR)
    SharedLevel.objects.create(copy=given, partnership_name=words.new(), level=level)
    make_reply(given, rosalind, body=words.new(), sent_at=NINE - HOUR)
    for person in (bryony, idris):
        draft = make_entry(person, words.new(), title=words.new(), done_at=None, question=question,
                           edited_at=NINE - 9 * DAY)  # fmt: skip
        if person == bryony:
            draft.partnerships.add(link)
    make_entry(rosalind, words.new(), title=words.new(), done_at=None, edited_at=NINE - 9 * DAY)
    for weeks in (2, 4):
        on = NINE - weeks * 7 * DAY
        Notice.objects.create(person=idris, kind="reminder", on_day=on.date(), state="sent",
                              sent_at=on, tried_at=on)  # fmt: skip
    Entry.objects.owned_by(idris).update(edited_at=NINE - 60 * DAY)
    make_commitment(bryony, when_text=words.new(), will_text=words.new(), due_on=NINE.date())
    invite(autumn, email="noor@example.org", role="leader", by=rosalind, name=words.new(), at=NINE)
    return words


@pytest.fixture
def mails(words: Words) -> list[EmailMessage]:
    write_digests(at=NINE)
    write_reminders(at=NINE)
    send_waiting(at=NINE)
    return mail.outbox


def test_no_mail_holds_a_word_of_anyone(words: Words, mails: list[EmailMessage]) -> None:
    sent = Notice.objects.filter(on_day=NINE.date(), state="sent")

    assert set(sent.values_list("kind", flat=True)) == KINDS
    assert [words.seen_in(message) for message in mails] == [set()] * len(mails)


def test_no_mail_holds_a_number_or_a_date_but_an_invitations_last_day(
    words: Words, mails: list[EmailMessage]
) -> None:
    question = Question.objects.get().title
    for message in mails:
        text = re.sub(r"http\S+", "", f"{message.subject}\n{message.body}")
        text = text.replace(f"Question 1: {question}", "").replace("by 29 October 2026", "")
        assert not re.search(r"\d", text), text


def test_each_has_one_link_into_the_site_and_it_asks_to_sign_in(
    mails: list[EmailMessage], client: Client
) -> None:
    """Beside those that stop it, put it off, or let someone join who has no account yet."""
    for message in mails:
        links = re.findall(r"http://127\.0\.0\.1:8000(\S+)", message.body)
        inside = [link for link in links if not link.startswith(("/mail/", "/join/link/"))]
        assert len(inside) == (message.to != ["noor@example.org"])
        for link in inside:
            assertRedirects(client.get(link), f"/sign-in/?next={link}")


def test_a_name_in_a_mail_is_noticed(words: Words) -> None:
    def leaky(template: str, context: dict[str, str]) -> tuple[str, str]:
        return "Something new", f"{User.objects.get(email='bryony@example.org').name} shared it"

    with mock.patch.object(letters, "_printed", leaky):
        write_digests(at=NINE)
        send_waiting(at=NINE)

    assert all(words.seen_in(message) for message in mail.outbox)
    assert mail.outbox
