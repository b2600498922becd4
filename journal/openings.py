"""On which day the parts of a module open to a person.

A section is not shown before its day, and no answer to a question is begun before its own. A day
begins at midnight where the site is. A cohort's day counts in place of the module's; a question
with neither opens with the reading it comes from, on the latest day of its sections. Whoever is in
two cohorts that take the module has the earlier day; whoever is in none, the module's. What is
already written stays open to its author, whatever day is set afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from django.db.models import Exists, OuterRef
from django.utils import timezone

from journal.models import Cohort, Module, Question, Section
from partnership.people.models import User

Own = Mapping[str, str]  # a cohort's days, by "section/…" or "question/…"


@dataclass(frozen=True)
class Plan:
    """The module's own days, by "section/…" or "question/…", and the sections of each question."""

    days: Mapping[str, date] = field(default_factory=dict)
    behind: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Closed:
    """What is not open yet, each with its day, by the keys of sections and of questions."""

    sections: Mapping[str, date] = field(default_factory=dict)
    questions: Mapping[str, date] = field(default_factory=dict)


NOTHING = Closed()
NO_DAYS = Plan()


def closed_in(module: Module, cohorts: Iterable[Cohort], *, today: date | None = None) -> Closed:
    """To somebody who is in these cohorts. No query once the module has been asked about."""
    own = [cohort.openings for cohort in cohorts if cohort.module_id == module.pk]
    return closed(plan_of(module), own, today=today)


def has_own_days(person: User, module: OuterRef) -> Exists:
    """Whether a cohort of this person has days of its own for the module of an outer query."""
    taking = Cohort.objects.with_member(person).filter(module=module)
    return Exists(taking.exclude(openings={}))


def closed_to(person: User, module: Module, *, has_own_days: bool) -> Closed:
    """Where the person's cohorts are not at hand: one query, and none if no day can matter."""
    plan = plan_of(module)
    if not plan.days and not has_own_days:
        return NOTHING
    taking = Cohort.objects.with_member(person).filter(module=module)
    return closed(plan, list(taking.values_list("openings", flat=True)))


def closed(plan: Plan, own: Sequence[Own], *, today: date | None = None) -> Closed:
    """What of the plan is not open, as these cohorts have changed it."""
    if not plan.days and not any(own):
        return NOTHING
    today = today or timezone.localdate()
    sections = {name.removeprefix("section/") for name in plan.days if name.startswith("section/")}
    for days in own:
        sections |= {name.removeprefix("section/") for name in days if name.startswith("section/")}
    return Closed(
        _later(((key, _earliest(plan, own, f"section/{key}")) for key in sections), today),
        _later(((key, _earliest(plan, own, f"question/{key}")) for key in plan.behind), today),
    )


def plan_of(module: Module) -> Plan:
    """A module that nobody published has no days: it has no digest to remember them by."""
    return _plan(module.pk, module.pack_digest) if module.pack_digest else NO_DAYS


@lru_cache(maxsize=32)
def _plan(module_id: int, pack_digest: str) -> Plan:
    """Kept in memory, since home asks at each visit and a module with this digest never changes."""
    sections = Section.objects.filter(module=module_id).in_use()
    questions = Question.objects.filter(module=module_id).in_use()
    dated = [(f"section/{key}", day) for key, day in sections.values_list("key", "opens_on")]
    behind: dict[str, list[str]] = {}
    links = questions.values_list("key", "opens_on", "sections__key", "sections__is_retired")
    for key, day, section, is_retired in links.order_by():
        dated.append((f"question/{key}", day))
        names = behind.setdefault(key, [])
        if section and not is_retired:
            names.append(f"section/{section}")
    return Plan({name: day for name, day in dated if day}, behind)


def forget_plans() -> None:
    """For tests, whose modules begin again from the same numbers."""
    _plan.cache_clear()


def _later(days: Iterable[tuple[str, date | None]], today: date) -> dict[str, date]:
    return {key: day for key, day in days if day and day > today}


def _earliest(plan: Plan, own: Sequence[Own], name: str) -> date | None:
    """Over all their cohorts; None as soon as it is open in one."""
    days = [_day(plan, one, name) for one in own or [{}]]
    return None if None in days else min(day for day in days if day)


def _day(plan: Plan, own: Own, name: str) -> date | None:
    if name in own:
        return date.fromisoformat(own[name])
    if name in plan.days or name.startswith("section/"):
        return plan.days.get(name)
    behind = [_day(plan, own, one) for one in plan.behind[name.removeprefix("question/")]]
    return max((day for day in behind if day), default=None)
