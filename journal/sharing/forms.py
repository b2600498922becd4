"""Who may read it: one choice of two, the narrower first."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from journal.models import SharedCopy

from .audiences import Audiences


class ShareForm(forms.Form):
    audience = forms.ChoiceField(
        label="Who will be able to read it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who will be able to read it."},
    )

    def __init__(self, audiences: Audiences, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["audience"]).choices = [
            (SharedCopy.Audience.FACILITATOR, audiences.narrow),
            (SharedCopy.Audience.COHORT, audiences.wide),
        ]
