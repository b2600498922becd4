"""A cohort's own opening days, by part of its module: kept with the cohort, not in the draft."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db import transaction

from journal.models import Cohort, Question, Section
from journal.templatetags.days import day
from partnership.forms import PlainForm
from partnership.people.models import User
from partnership.record.deeds import write_down
from partnership.record.models import Change

Days = dict[str, str]  # "section/…" or "question/…" to a day such as 2026-05-12


class ChangedMeanwhileError(Exception):
    """Somebody changed the days of this cohort since the page was made."""


def fingerprint(days: Mapping[str, str]) -> str:
    """Of the days that a page began from."""
    return hashlib.sha256(json.dumps(sorted(days.items())).encode()).hexdigest()[:16]


class DayField(forms.DateField):
    """May be left empty, without a word about it: most are."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def validate(self, value: Any) -> None:
        """Nothing is missing."""


class DaysForm(PlainForm, forms.Form):
    """A day for each section and question in use; none where the module's own stands."""

    use_required_attribute = False

    was = forms.CharField(max_length=16, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, cohort: Cohort) -> None:
        super().__init__(data, initial={"was": fingerprint(cohort.openings)})
        self.cohort = cohort
        sections = Section.objects.filter(module=cohort.module_id).in_use()
        questions = Question.objects.filter(module=cohort.module_id).in_use().in_order()
        self.sections = [self._add(f"section/{one.key}", one) for one in sections]
        self.questions = [self._add(f"question/{one.key}", one) for one in questions]

    def _add(self, name: str, part: Section | Question) -> str:
        opens = part.opens_on
        self.fields[name] = DayField(
            label=part.title,
            help_text=f"In the module: {day(opens)}." if opens else "",
            initial=self.cohort.openings.get(name),
        )
        return name

    def for_sections(self) -> list[Any]:
        return [self[name] for name in self.sections]

    def for_questions(self) -> list[Any]:
        return [self[name] for name in self.questions]

    def days(self) -> Days:
        """Only after is_valid(). Of parts that are retired now, what was there stays."""
        shown = {*self.sections, *self.questions}
        kept = {name: on for name, on in self.cohort.openings.items() if name not in shown}
        sent = {name: on for name in shown if isinstance(on := self.cleaned_data[name], date)}
        return kept | {name: on.isoformat() for name, on in sent.items()}


@transaction.atomic
def set_days(cohort: Cohort, days: Days, *, began_from: str, by: User) -> None:
    """Raises ChangedMeanwhileError when they are not what the page began from."""
    held = Cohort.objects.select_for_update().get(pk=cohort.pk)
    if fingerprint(held.openings) != began_from:
        raise ChangedMeanwhileError
    if held.openings == days:
        return
    held.openings = days
    held.save(update_fields=["openings"])
    words = f"set when the parts of {held.module.title} open for {held.name}"
    write_down(by, words, about=Change.About.COHORT, key=str(held.pk))
