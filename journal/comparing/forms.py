"""What the comparing pages are asked with, and what a facilitator's tagging posts."""

from __future__ import annotations

from typing import Any

from django import forms

from journal.models import Cohort, Question
from partnership.people.models import User

from .retrieval import FREE, Narrowed


class NarrowForm(forms.Form):
    """Only one person's, or only answers to one question. What does not fit narrows to nothing."""

    person = forms.UUIDField(required=False)
    question = forms.CharField(required=False, max_length=80)

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cohort = cohort
        self.is_valid()

    @property
    def narrowed(self) -> Narrowed:
        return Narrowed(self.cleaned_data.get("person"), self.cleaned_data.get("question", ""))

    @property
    def as_query(self) -> dict[str, str]:
        """For the addresses of other pages."""
        return {name: str(value) for name, value in self.cleaned_data.items() if value}

    @property
    def in_words(self) -> list[str]:
        """Such as "Bryony Fennimarsh’s" and "answers to “Why now?”"."""
        said = []
        if person := self.cleaned_data.get("person"):
            members = User.objects.filter(memberships__cohort=self.cohort, pk=person)
            name = members.values_list("name", flat=True).first()
            said.append(f"by {name}" if name else "by someone who is not in this cohort")
        key = self.cleaned_data.get("question")
        if key == FREE:
            said.append("as a free entry")
        elif key:
            titles = Question.objects.filter(module=self.cohort.module_id, key=key)
            title = titles.values_list("title", flat=True).first()
            said.append(f"in answer to “{title}”" if title else "in answer to another question")
        return said
