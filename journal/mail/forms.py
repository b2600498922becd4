"""How long reminders are put off: two weeks, six, or until a day of one's own."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format

from partnership.forms import PlainForm

LONGEST = timedelta(days=366)
OWN_DAY = "own_day"
WHICH_DAY = "Choose a day after today, and within a year."


class PauseForm(PlainForm, forms.Form):
    """Once valid, `until` is the first day on which a reminder may come again."""

    wait = forms.ChoiceField(
        label="When may the next one come?",
        widget=forms.RadioSelect,
        initial="2",
        error_messages={"required": "Choose when the next one may come."},
    )
    own_day = forms.DateField(
        label="A day of my own",
        required=False,
        help_text="Only if you chose “From a day of my own”.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": WHICH_DAY},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        cast("forms.ChoiceField", self.fields["wait"]).choices = [
            ("2", f"In two weeks: from {date_format(self._in_weeks(2), 'j F')}"),
            ("6", f"In six weeks: from {date_format(self._in_weeks(6), 'j F')}"),
            (OWN_DAY, "From a day of my own"),
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("wait") == OWN_DAY and "own_day" not in self.errors:
            own_day = given.get("own_day")
            if not own_day or not self.today < own_day <= self.today + LONGEST:
                self.add_error("own_day", ValidationError(WHICH_DAY, code="day"))
        return given

    @property
    def until(self) -> date:
        wait = self.cleaned_data["wait"]
        return self.cleaned_data["own_day"] if wait == OWN_DAY else self._in_weeks(int(wait))

    def _in_weeks(self, weeks: int) -> date:
        return self.today + timedelta(weeks=weeks)
