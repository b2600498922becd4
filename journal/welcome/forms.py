"""The one choice on the promise page. Its default is already chosen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import get_user_model

from partnership.forms import PlainForm


class WelcomeForm(PlainForm, forms.ModelForm):
    """The day itself is chosen in Settings; here it is only named."""

    class Meta:
        model = get_user_model()
        fields = ["reminders"]
        labels = {"reminders": "How often may we remind you?"}
        widgets = {"reminders": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reminders"].help_text = (
            f"By email, on {self.instance.get_reminder_day_display()}s until you choose another "
            "day in Settings. After three without an answer they stop by themselves."
        )
