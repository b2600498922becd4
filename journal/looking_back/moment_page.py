"""A follow-up page: the prompts of one moment in order, what each is about, and where it stands.

A prompt about questions is asked of those who answered one of them, and is about their first
answers. One about partnerships is asked of each that is going on. One about commitments leads to
those, where what became of each is said. Nothing here shows what was written earlier.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from journal.first_answers import FirstAnswer, first_answers
from journal.follow_ups import Opened, answers_count_from
from journal.models import Commitment, Entry, Partnership, Prompt
from journal.templatetags.days import day
from partnership.addresses import address_of
from partnership.people.models import User

HOW_EARLIER_IS_SHOWN = {
    Prompt.ShowEarlier.AFTER_ANSWER: "From memory: what you wrote earlier comes afterwards.",
    Prompt.ShowEarlier.BESIDE: "What you wrote earlier is there to read.",
    Prompt.ShowEarlier.NO: "",
}


@dataclass(frozen=True)
class Link:
    """Where to answer, or what was answered; `about` is the partnership that it is asked of."""

    address: str
    words: str
    note: str = ""
    about: str = ""
    beside: str = ""


@dataclass
class Row:
    """One prompt, in its words."""

    wording: str
    how: str
    about: str = ""
    links: list[Link] = field(default_factory=list)
    plans: list[Link] = field(default_factory=list)


class Given(NamedTuple):
    """An answer to a prompt, or to one about one of its partnerships."""

    pk: UUID
    follow_up: str
    done_at: datetime | None
    started_at: datetime
    question_id: int | None
    partnership_id: UUID | None


@dataclass(frozen=True)
class Known:
    """What was fetched for all the prompts of a page."""

    given: list[Given]
    firsts: Mapping[str, FirstAnswer]
    partnerships: list[Partnership]
    planned: list[Link]


def rows_of(person: User, one: Opened) -> list[Row]:
    """Those that there is something to ask about. Five queries at most."""
    prompts = list(Prompt.objects.filter(moment=one.moment.pk).in_use().order_by("position"))
    known = Known(
        given=_given(person, one, [prompt.key for prompt in prompts]),
        firsts=first_answers(person, {key for one in prompts for key in one.question_keys}),
        partnerships=_partnerships(person, prompts),
        planned=_planned(person, prompts),
    )
    rows = [(prompt, _row(prompt, known)) for prompt in prompts]
    return [row for prompt, row in rows if row.links or prompt.is_of_partnerships]


def _row(prompt: Prompt, known: Known) -> Row:
    answers = [answer for answer in known.given if answer.follow_up == prompt.key]
    row = Row(prompt.wording, HOW_EARLIER_IS_SHOWN[Prompt.ShowEarlier(prompt.show_earlier)])
    if prompt.is_of_partnerships:
        row.links = [_of_partnership(prompt, link, answers) for link in known.partnerships]
    elif prompt.is_of_commitments:
        row.links, row.plans = [_answer(prompt, answers)], [*known.planned]
    elif about := [known.firsts[key] for key in prompt.question_keys if key in known.firsts]:
        row.about = "; ".join(f"{first.title}, {day(first.started_at)}" for first in about)
        row.links = [_answer(prompt, answers)]
    if prompt.creates and row.links:
        row.plans.append(_plan(prompt, answers))
    return row


def _given(person: User, one: Opened, keys: Sequence[str]) -> list[Given]:
    """The newest first, of those that count."""
    mine = Entry.objects.owned_by(person).in_journal().following_up().filter(follow_up__in=keys)
    mine = mine.filter(started_at__gte=answers_count_from(one.cohort)).newest_first()
    return [Given(*row) for row in mine.values_list(*Given._fields[:-1], "partnerships")]


def _partnerships(person: User, prompts: Iterable[Prompt]) -> list[Partnership]:
    if not any(prompt.is_of_partnerships for prompt in prompts):
        return []
    mine = Partnership.objects.owned_by(person).going_on(timezone.localdate())
    return list(mine.only("author", "name").order_by("name", "pk"))


def _planned(person: User, prompts: Iterable[Prompt]) -> list[Link]:
    """Each leads to where what became of it is said."""
    if not any(prompt.is_of_commitments and not prompt.creates for prompt in prompts):
        return []
    mine = Commitment.objects.owned_by(person).not_told().soonest_first()
    return [Link(one.get_absolute_url(), one.sentence) for one in mine]


def _of_partnership(prompt: Prompt, link: Partnership, answers: Sequence[Given]) -> Link:
    mine = [answer for answer in answers if answer.partnership_id == link.pk]
    return _answer(prompt, mine, about=link.name, partnership=link.pk)


def _answer(
    prompt: Prompt, answers: Sequence[Given], *, about: str = "", partnership: UUID | None = None
) -> Link:
    """The newest answer as it stands, or an empty sheet."""
    for answer in answers:
        if answer.done_at is None:
            address = address_of("writing:entry-edit", answer.pk)
            return Link(address, "Carry on writing", "Draft", about)
        address = address_of("writing:entry", answer.pk)
        note = f"Answered on {day(answer.started_at)}"
        is_shown = prompt.show_earlier != Prompt.ShowEarlier.NO and not prompt.is_of_commitments
        beside = address_of("looking_back:beside", answer.pk) if is_shown else ""
        return Link(address, "Read it", note, about, beside)
    query = f"?{urlencode({'partnership': partnership})}" if partnership else ""
    return Link(
        f"{reverse('writing:prompt-answer', args=[prompt.key])}{query}", "Answer it", "", about
    )


def _plan(prompt: Prompt, answers: Sequence[Given]) -> Link:
    query = {"prompt": prompt.key, **({"entry": answers[0].pk} if answers else {})}
    address = f"{reverse('looking_back:commitment-add')}?{urlencode(query)}"
    return Link(address, "Plan one thing: “When …, I will …”")
