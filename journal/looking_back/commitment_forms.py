"""The forms of a commitment: what one means to do and when it comes back; what became of it.

Nothing is asked that has to be answered but "when", "I will" and a day. What helped and what got in
the way are asked whatever became of it, since a plan that was let go may say more than one kept.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from journal.models import Commitment
from journal.models.commitment import MOST_PLANNED_CHARACTERS
from partnership.began import BeganFrom
from partnership.forms import PlainForm
from partnership.text import clean_text

COMES_BACK_IN = timedelta(weeks=4)
LONGEST = timedelta(days=2 * 366)
MOST_SAID_CHARACTERS = 5_000
SHORTER = "Say it in fewer words."
LEADS_IN = {"when_text": r"(?i)\Awhen\b\s*", "will_text": r"(?i)\A(?:i\s+will|i[’']ll)\b\s*"}
WHICH_DAY = "Choose a day from today on, and within two years."


class CommitmentForm(BeganFrom, PlainForm, forms.ModelForm):
    """ "When …, I will …", and the day on which it comes back."""

    WORDS = ("when_text", "will_text")

    class Meta:
        model = Commitment
        fields = ["when_text", "will_text", "due_on"]
        labels = {
            "when_text": "When …",
            "will_text": "I will …",
            "due_on": "On which day shall it come back?",
        }
        help_texts = {
            "when_text": "A moment that is sure to come, such as “the planning form goes out”.",
            "will_text": "Something you could be seen doing.",
            "due_on": "Your home page asks what became of it. Nobody else is told.",
        }
        widgets = {
            "when_text": forms.Textarea(attrs={"rows": 2}),
            "will_text": forms.Textarea(attrs={"rows": 2}),
            "due_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        error_messages = {
            "when_text": {"required": "Say when you will do it."},
            "will_text": {"required": "Say what you will do."},
            "due_on": {"required": WHICH_DAY, "invalid": WHICH_DAY},
        }

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        if self.instance.said_on is not None:  # it does not come back any more
            del self.fields["due_on"]
        if self.instance.due_on is None:
            self.initial["due_on"] = today + COMES_BACK_IN

    def clean_when_text(self) -> str:
        return self._in_one_line("when_text")

    def clean_will_text(self) -> str:
        return self._in_one_line("will_text")

    def _in_one_line(self, field: str) -> str:
        """Without the words that the page puts before it, if they were typed again."""
        text = clean_text(self.cleaned_data[field], most=MOST_PLANNED_CHARACTERS, too_long=SHORTER)
        said = re.sub(LEADS_IN[field], "", " ".join(text.split())).rstrip(",")
        if not said:
            raise ValidationError(self.fields[field].error_messages["required"], code="required")
        return said

    def clean_due_on(self) -> date:
        """A day to come; one that has passed may stay as it is."""
        due_on: date = self.cleaned_data["due_on"]
        is_another = due_on != self.initial.get("due_on")
        if is_another and not self.today <= due_on <= self.today + LONGEST:
            raise ValidationError(WHICH_DAY, code="day")
        return due_on


class OutcomeForm(BeganFrom, PlainForm, forms.ModelForm):
    """What became of it: four answers, none of them better than another."""

    WORDS = ("helped", "got_in_the_way")

    class Meta:
        model = Commitment
        fields = ["outcome", "helped", "got_in_the_way"]
        labels = {
            "outcome": "Which of these fits?",
            "helped": "What helped?",
            "got_in_the_way": "What got in the way?",
        }
        help_texts = {
            "outcome": "A plan that was changed, put off or dropped is as good an answer as one "
            "that was kept.",
        }
        widgets = {
            "outcome": forms.RadioSelect,
            "helped": forms.Textarea(attrs={"rows": 3}),
            "got_in_the_way": forms.Textarea(attrs={"rows": 3}),
        }

    outcome = forms.ChoiceField(
        label=Meta.labels["outcome"],
        help_text=Meta.help_texts["outcome"],
        widget=forms.RadioSelect,
        choices=Commitment.Outcome.choices,
        error_messages={"required": "Choose what became of it. Any of the four will do."},
    )

    def clean_helped(self) -> str:
        return self._as_kept("helped")

    def clean_got_in_the_way(self) -> str:
        return self._as_kept("got_in_the_way")

    def _as_kept(self, field: str) -> str:
        text = self.cleaned_data[field]
        return clean_text(text, most=MOST_SAID_CHARACTERS, too_long=SHORTER).strip()
