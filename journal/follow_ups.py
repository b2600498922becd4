"""Which follow-ups are open to a person, and which of them home and the reminder may offer.

A moment opens so many days after the last day of a cohort's module, for the leaders who are in that
cohort now, and is offered for so many days. It can be put off, for a week and again, and turned
off; then it is not offered, and its page stays. Whoever leads in two cohorts that take one module
is asked by the days of the newer. That a cohort is closed changes nothing: who is in it stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import (
    BigIntegerField,
    Case,
    DateTimeField,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    UUIDField,
    Value,
    When,
)
from django.db.models.functions import Cast, Concat, StrIndex
from django.utils import timezone

from journal.models import Cohort, Entry, Module, Moment, MomentChoice, Prompt
from journal.models.follow_up import PromptQuerySet
from partnership.people.models import User
from partnership.prepared import given, given_each, prepared

PUT_OFF_FOR = timedelta(days=7)
NO_LATER_THAN = timedelta(weeks=12)  # after its last day, however often it was put off


class Brief(NamedTuple):
    """What is kept in memory of a moment."""

    pk: int
    key: str
    name: str
    offset_days: int
    window_days: int


class Opened(NamedTuple):
    """A moment that has come for a cohort. `closes_on` is the first day it is offered no more."""

    moment: Brief
    cohort: Cohort
    opens_on: date
    closes_on: date

    @property
    def let_go_on(self) -> date:
        """The first day on which nobody is asked any more, however often it was put off."""
        return self.closes_on + NO_LATER_THAN

    def comes_back_to(self, person: User, *, on: date) -> bool:
        """Whether they are asked on that day, if they put it off until then."""
        return person.has_follow_ups and on < self.let_go_on

    def is_open_to(self, person: User, *, on: date) -> bool:
        """Whether they are asked on that day, if they say nothing of it."""
        return person.has_follow_ups and on < self.closes_on


def opened(led: Iterable[Cohort], *, today: date) -> list[Opened]:
    """The moments that have come in the cohorts one leads in, newest cohort first. Of the cohorts
    that take one module, only the newest counts. No query once the module was asked about."""
    newest: dict[int, Cohort] = {}
    for cohort in led:
        newest.setdefault(cohort.module_id, cohort)
    days = [
        (moment, cohort, cohort.module_ends_on + timedelta(days=moment.offset_days))
        for cohort in newest.values()
        for moment in moments_of(cohort.module)
    ]
    return [
        Opened(moment, cohort, opens_on, opens_on + timedelta(days=moment.window_days))
        for moment, cohort, opens_on in days
        if opens_on <= today
    ]


def offered(person: User, led: Iterable[Cohort], *, today: date) -> list[Opened]:
    """Those to be offered today, the one that opened last first. One query, and none if no moment
    can be: they are turned off, or it is not their time."""
    if not person.has_follow_ups:
        return []
    may_be = [one for one in opened(led, today=today) if today < one.let_go_on]
    if not may_be:
        return []
    said = _said_of(person, may_be)
    due = [one for one in may_be if one.moment.pk in said and _is_due(one, said, today)]
    return sorted(due, key=lambda one: one.opens_on, reverse=True)


def moments_of(module: Module) -> Sequence[Brief]:
    """What is asked after a module, in order."""
    return _moments(module.pk, module.follow_ups_digest) if module.follow_ups_digest else ()


@lru_cache(maxsize=32)
def _moments(module_id: int, digest: str) -> Sequence[Brief]:
    """Kept in memory, since home asks at each visit and a pack with this digest never changes."""
    moments = Moment.objects.filter(module=module_id).in_use().order_by("position")
    return tuple(Brief(*row) for row in moments.values_list(*Brief._fields))


def opened_to(led: Iterable[Cohort], moment: Moment, *, today: date) -> Opened | None:
    """The moment, if it has come for this person."""
    return next((one for one in opened(led, today=today) if one.moment.pk == moment.pk), None)


def prompt_called(key: str) -> Prompt | None:
    """With its moment and module, also when it has left the pack. No query for no key."""
    prompts = Prompt.objects.select_related("moment__module")
    return prompts.filter(key=key.replace("\0", "")).first() if key else None


def asked_by_follow_up(entry: Entry) -> str:
    """What the prompt that this answers says now; "" if it answers none. One query at most."""
    prompt = prompt_called(entry.follow_up)
    return prompt.wording if prompt else ""


def forget_moments() -> None:
    """For tests, whose modules begin again from the same numbers."""
    _moments.cache_clear()


class Said(NamedTuple):
    """What a person last said of a moment, if anything, and whether it has anything left to ask."""

    has_more: bool
    cohort_id: Any
    put_off_until: date | None


def _is_due(one: Opened, said: dict[int, Said], today: date) -> bool:
    has_more, cohort_id, until = said[one.moment.pk]
    if not has_more:
        return False
    if cohort_id != one.cohort.pk:  # nothing was said, or of another time that they took it
        return today < one.closes_on
    return until is not None and until <= today < max(one.closes_on, until + PUT_OFF_FOR)


def _said_of(person: User, may_be: Sequence[Opened]) -> dict[int, Said]:
    since = {one.cohort.module_id: answers_count_from(one.cohort) for one in may_be}
    rows = _moments_said(len(since)).rows(
        owner=person.pk, modules=list(since), since=list(since.values())
    )
    return {pk: Said(*said) for pk, *said in rows}


def answers_count_from(cohort: Cohort) -> datetime:
    """The first moment of the module's last day: whoever takes it again is asked anew."""
    return timezone.make_aware(datetime.combine(cohort.module_ends_on, time.min))


@prepared
def _moments_said(modules: int) -> QuerySet[Moment, Any]:
    """Of all the moments of so many modules, each with the answers that count for it."""
    whens = (
        When(
            module=given("modules", BigIntegerField(), place=place),
            then=given("since", DateTimeField(), place=place),
        )
        for place in range(modules)
    )
    since = Case(*whens, output_field=DateTimeField())
    answers = Entry.objects.owned_by(given("owner")).in_journal().following_up()
    answers = answers.filter(started_at__gte=OuterRef(OuterRef("since")))
    asked = _that_may_be_asked(Prompt.objects.in_use().filter(moment=OuterRef("pk")))
    left = asked.exclude(Exists(answers.filter(follow_up=OuterRef("key"))))
    said = MomentChoice.objects.owned_by(given("owner")).filter(moment=OuterRef("pk"))
    last = said.order_by("-said_at", "-pk")
    return (
        Moment.objects.in_use()
        .filter(module__in=given_each("modules", modules, BigIntegerField()))
        .annotate(since=since)
        .order_by()
        .values_list(
            "pk",
            Exists(left),
            Subquery(last.values("cohort")[:1], output_field=UUIDField()),
            Subquery(last.values("put_off_until")[:1]),
        )
    )


def _that_may_be_asked(prompts: PromptQuerySet) -> PromptQuerySet:
    """But for those about questions of which none was ever answered: their page has not got them.

    What a prompt is about is a list in JSON, which both databases can look into as a text alone.
    """
    named = Concat(Value('"'), "question__key", Value('"'))
    firsts = Entry.objects.owned_by(given("owner")).in_journal().finished().not_following_up()
    answered = firsts.filter(question__isnull=False).annotate(
        place=StrIndex(OuterRef("about"), named)
    )
    always = Q(about__contains=f'"{Prompt.PARTNERSHIPS}"')
    always |= Q(about__contains=f'"{Prompt.COMMITMENT}"')
    about = Cast("applies_to", TextField())
    return prompts.annotate(about=about).filter(always | Exists(answered.filter(place__gt=0)))
