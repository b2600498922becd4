"""What the comparing pages are asked with, and what a facilitator's tagging posts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from frameworks.models import Element, Framework
from journal.models import Cohort, Decision, Question, SharedCopy
from journal.models.second_reading import MOST_REASON_CHARACTERS, MOST_WHY_CHARACTERS
from journal.tagging.offered import CORE_THREE, resolve
from journal.tagging.parts import ALL, WHOLE, Part, read_part
from journal.tagging.passages import PassageError
from journal.tagging.seen import seen_in
from partnership.people.models import User
from partnership.text import clean_text

from .retrieval import FREE, Narrowed

TICK_ONE = "Tick at least one tag to put on it."
NOT_OFFERED = "A tag that you ticked is not offered any more. Choose another."
CHOOSE_AGAIN = "Those words could not be found in the text as it is now. Choose the part again."
CHOOSE_ONE = "Choose what you decided."
NOT_COMPARED = "That tag is not on this reflection any more. Look again at what is."


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


class SecondTagsForm(forms.Form):
    """Some elements on one part of the copy, and why. Offsets count in one text only."""

    part = forms.CharField(required=False, max_length=20)
    version = forms.IntegerField(required=False)
    quote = forms.CharField(required=False, strip=False)
    reason = forms.CharField(required=False, max_length=MOST_REASON_CHARACTERS)

    def __init__(self, data: QueryDict, *, copy: SharedCopy) -> None:
        super().__init__(data)
        self.copy = copy
        self.keys = set(data.getlist("tags"))
        self.seen = seen_in(data.getlist("seen"))
        self.elements: list[Element] = []

    def clean_reason(self) -> str:
        return clean_text(self.cleaned_data["reason"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        found = resolve(self.keys, self.seen)
        if not self.keys:
            self.add_error(None, ValidationError(TICK_ONE, code="none"))
        elif len(found) < len(self.keys):
            self.add_error(None, ValidationError(NOT_OFFERED, code="not_offered"))
        self.elements = list(found.values())
        try:
            cleaned["part"] = read_part(
                cleaned.get("part") or ALL,
                body=self.copy.body,
                version=version_of(self.copy),
                read_version=cleaned.get("version"),
                quote=cleaned.get("quote", ""),
            )
        except PassageError:
            self.add_error("part", ValidationError(CHOOSE_AGAIN, code="part"))
        return cleaned

    @property
    def chosen_part(self) -> Part:
        """The part, or all of it when what was sent does not fit."""
        part = self.cleaned_data.get("part")
        return part if isinstance(part, Part) else WHOLE


class ReasonForm(forms.Form):
    """Why, in other words than before."""

    reason = forms.CharField(required=False, max_length=MOST_REASON_CHARACTERS)

    def clean_reason(self) -> str:
        return clean_text(self.cleaned_data["reason"])


class DecisionForm(forms.Form):
    """What was decided about one element, and why. `keys` are those compared on this copy."""

    element = forms.CharField(max_length=160)
    outcome = forms.ChoiceField(
        choices=Decision.Outcome.choices, error_messages={"required": CHOOSE_ONE}
    )
    why = forms.CharField(required=False, max_length=MOST_WHY_CHARACTERS)

    def __init__(self, *args: Any, keys: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.compared = set(keys)

    def clean_element(self) -> str:
        key: str = self.cleaned_data["element"]
        if key not in self.compared:
            raise ValidationError(NOT_COMPARED, code="not_compared")
        return key

    def clean_why(self) -> str:
        return clean_text(self.cleaned_data["why"])


def version_of(copy: SharedCopy) -> int:
    """A number for the text that readers see now: another one when it is given anew."""
    return int(copy.text_given_at.timestamp() * 1_000_000)


class FrameworksForm(forms.Form):
    """Two frameworks, whose elements stand down and across; at first those in front."""

    def __init__(self, data: QueryDict, *, cohort: Cohort) -> None:
        super().__init__(data)
        self.offered = dict(Framework.objects.in_use().values_list("key", "name"))
        front = list(cohort.module.frameworks_in_front) or CORE_THREE
        front = [key for key in front if key in self.offered] or [*self.offered] or [""]
        self.rows = self._chosen("rows", front[-1])
        self.columns = self._chosen("columns", front[0])

    def _chosen(self, name: str, otherwise: str) -> str:
        key = self.data.get(name, "")
        return key if key in self.offered else otherwise

    @property
    def names(self) -> tuple[str, str]:
        return self.offered.get(self.rows, ""), self.offered.get(self.columns, "")
