"""What a mail says, asked for at the moment it is sent: or that it is no longer right to send it.

A mail holds nothing that a person wrote, nobody's name, and no number or date from a journal
(docs/decisions). Its words are templates of plain text whose first line is the subject.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from journal.cohorts.links import invitation_link
from journal.follow_ups import prompt_called
from journal.models import Invitation, Notice, Question
from partnership.people.models import User

from .links import pause_link, site_address, stop_link
from .news import facilitators_with_news, leaders_with_news
from .reminders import (
    draft_of,
    look_back_for,
    people_with_something_left,
    people_with_something_planned,
)

if TYPE_CHECKING:
    from journal.models import Entry

Kind = Notice.Kind


@dataclass(frozen=True)
class Letter:
    """One mail, ready but for its headers. `stop` is the address that stops its kind, if any."""

    to: str
    subject: str
    body: str
    stop: str = ""


def letter_for(notice: Notice, at: datetime) -> Letter | None:
    """The mail of this row, or none: whoever left, stopped it or has seen it gets nothing."""
    return LETTERS[Kind(notice.kind)](notice, at)


def message_of(notice: Notice, letter: Letter, connection: BaseEmailBackend) -> EmailMessage:
    """With the headers of a mail that no person typed, and one press to stop it (RFC 8058)."""
    headers = {"Message-ID": notice.message_id, "Auto-Submitted": "auto-generated"}
    if letter.stop:
        headers["List-Unsubscribe"] = f"<{letter.stop}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return EmailMessage(
        letter.subject, letter.body, to=[letter.to], headers=headers, connection=connection
    )


def _shares(notice: Notice, at: datetime) -> Letter | None:
    people = facilitators_with_news().filter(notices=notice)
    return _digest(people.first(), Kind.SHARES, link=reverse("review:to-read"))


def _replies(notice: Notice, at: datetime) -> Letter | None:
    people = leaders_with_news().filter(notices=notice)
    return _digest(people.first(), Kind.REPLIES, link=reverse("writing:home"))


def _digest(person: User | None, kind: str, *, link: str) -> Letter | None:
    return _to(person, kind, str(kind), link=link) if person else None


def _reminder(notice: Notice, at: datetime) -> Letter | None:
    """On its day only, and only if it is still the same reminder that is due."""
    if notice.on_day != timezone.localdate(at):
        return None
    people = people_with_something_left(at)
    person = people.filter(notices=notice, kind=notice.kind).first()
    if person is None:
        return None
    draft = draft_of(person)
    moment = "" if draft else look_back_for(person, at)
    if not draft and not moment:
        return None
    question = _asked(draft) if draft else ""
    context = {"question": question, "moment": moment, "pause": pause_link(person.pk)}
    home = reverse("writing:home")
    return _to(person, Kind.REMINDER, str(notice.kind), link=home, context=context)


def _commitment(notice: Notice, at: datetime) -> Letter | None:
    """On its day only, and while nobody has said what became of it. It holds none of the words."""
    if notice.on_day != timezone.localdate(at):
        return None
    person = people_with_something_planned(at).filter(notices=notice).first()
    if person is None:
        return None
    context = {"pause": pause_link(person.pk)}
    home = reverse("writing:home")
    return _to(person, Kind.COMMITMENT, "commitment", link=home, context=context)


def _invitation(notice: Notice, at: datetime) -> Letter | None:
    """While it is open. It names nobody, since an address may have been mistyped."""
    invitation = Invitation.objects.open().filter(notices=notice, expires_at__gt=at).first()
    if invitation is None:
        return None
    words = {
        "link": invitation_link(invitation),
        "until": date_format(timezone.localtime(invitation.expires_at), "j F Y"),
        "operator": settings.OPERATOR,
    }
    return Letter(invitation.email, *_printed("invitation", words))


def _asked(draft: Entry) -> str:
    """In the words of the module or of the moment, and none of the person's."""
    prompt = prompt_called(draft.follow_up)
    return prompt.moment.name if prompt else _in_words(draft.question)


def _in_words(question: Question | None) -> str:
    """ "Question 3: Living and sharing a vision": the module's words, and none of the person's."""
    if question is None:
        return ""
    asked = list(question.module.questions.in_use().in_order().values_list("pk", flat=True))
    if question.pk not in asked:
        return question.title
    return f"Question {asked.index(question.pk) + 1}: {question.title}"


def _to(
    person: User, kind: str, template: str, *, link: str, context: dict[str, str] | None = None
) -> Letter:
    stop = stop_link(person.pk, kind)
    words = {"link": site_address(link), "stop": stop, **(context or {})}
    return Letter(person.email, *_printed(template, words), stop=stop)


def _printed(template: str, words: dict[str, str]) -> tuple[str, str]:
    """Subject and body. A plain text mail is no HTML, so what escaping did is undone."""
    text = html.unescape(render_to_string(f"journal/mail/{template}.txt", words))
    subject, _, body = text.strip().partition("\n")
    return " ".join(subject.split()), body.strip() + "\n"


LETTERS: dict[Notice.Kind, Callable[[Notice, datetime], Letter | None]] = {
    Kind.SHARES: _shares,
    Kind.REPLIES: _replies,
    Kind.REMINDER: _reminder,
    Kind.LAST_REMINDER: _reminder,
    Kind.COMMITMENT: _commitment,
    Kind.INVITATION: _invitation,
}
