"""What is asked before twenty minutes to write go into a calendar: which day, when, how often."""

from __future__ import annotations

from datetime import datetime, timedelta

from django import forms
from django.utils import timezone

from partnership.forms import PlainForm
from partnership.people.models import User

MOST_WEEKS = 12
EIGHT = "08:00"


class WritingTimeForm(PlainForm, forms.Form):
    """Once valid, `begins_at` is the first of them: at that time where the site is."""

    day = forms.TypedChoiceField(
        label="Which day?",
        coerce=int,
        choices=User.Weekday.choices,
        error_messages={"required": "Choose a day of the week."},
    )
    at = forms.TimeField(
        label="At what time?",
        initial=EIGHT,
        input_formats=["%H:%M"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages=dict.fromkeys(("required", "invalid"), "Give a time, such as 08:00."),
    )
    weeks = forms.TypedChoiceField(
        label="How often?",
        coerce=int,
        widget=forms.RadioSelect,
        initial=MOST_WEEKS,
        choices=[
            (1, "Once"),
            (6, "Each week, for six weeks"),
            (MOST_WEEKS, "Each week, for twelve weeks"),
        ],
        error_messages={"required": "Choose how often."},
    )

    def begins_at(self, now: datetime) -> datetime:
        """The next time that it is that time on that day."""
        zone = timezone.get_default_timezone()
        today = now.astimezone(zone).date()
        days = (self.cleaned_data["day"] - today.weekday()) % 7
        on = today + timedelta(days=days)
        begins_at = datetime.combine(on, self.cleaned_data["at"], tzinfo=zone)
        return begins_at if begins_at > now else begins_at + timedelta(weeks=1)
